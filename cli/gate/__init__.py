"""``minutebook gate``: its commands and their pages."""
