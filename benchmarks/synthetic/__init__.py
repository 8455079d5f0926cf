"""A synthetic book of any size: the same seed gives the same book, and no clock is asked."""
