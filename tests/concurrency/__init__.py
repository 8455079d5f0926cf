"""Many programs at once on one book."""
