"""The life of a figure, from real books."""
