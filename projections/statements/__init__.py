"""What published documents state, checked against the book."""
