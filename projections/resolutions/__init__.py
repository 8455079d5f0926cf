"""Resolutions as the book shows them: clauses, votes, and what became of them."""
