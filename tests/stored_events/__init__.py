"""One stored fact of every kind: what was stored once must load for ever."""
