"""Resolutions: what a meeting decided, clause by clause, and how it voted."""
