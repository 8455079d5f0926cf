"""``minutebook change``: its commands and their pages."""
