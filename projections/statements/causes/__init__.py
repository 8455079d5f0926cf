"""The likely causes of a difference between a statement and the book, each in a function."""
