"""``minutebook store``: the book as a whole, copied, backed up and restored."""
