"""Routes: the prescribed way of a decision, as data."""
