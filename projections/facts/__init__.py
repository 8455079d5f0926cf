"""Every fact of the book, and what each is about."""
