"""What time itself causes: deadlines that pass, windows that close, powers that run out."""
