"""The routes that come with the program, as data."""
