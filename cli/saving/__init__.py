"""``minutebook saving``: its commands and their tables."""
