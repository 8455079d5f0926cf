"""What published documents state of figures, to be checked against the book."""
