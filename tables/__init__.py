"""Tables that others made: which figure stands where in them, and what does not add up."""
