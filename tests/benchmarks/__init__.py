"""The synthetic book is a book: what it says was decided is what deciding it gives."""
