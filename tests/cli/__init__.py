"""The command line, asked as people ask it."""
