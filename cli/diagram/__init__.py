"""``minutebook diagram``: its commands, one for each thing that can be drawn."""
