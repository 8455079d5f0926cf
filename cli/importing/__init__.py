"""`minutebook import`: tables of a programme office, brought into the book."""
