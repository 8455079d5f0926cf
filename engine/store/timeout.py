"""How long to wait for others."""

LOCK_TIMEOUT = 5.0
"""How many seconds to wait for another program to finish writing."""
