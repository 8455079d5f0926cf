"""``minutebook statement``: its commands."""
