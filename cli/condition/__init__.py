"""``minutebook condition``: its commands."""
