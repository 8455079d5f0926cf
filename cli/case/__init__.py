"""``minutebook case``: its commands and their pages."""
