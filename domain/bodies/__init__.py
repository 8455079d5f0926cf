"""Bodies that decide, how they report to each other, and who sits on them."""
