"""Change requests: how a promised figure may be altered, and by whom."""
