"""Everything that waits for somebody, whatever it is, and who holds it up."""
