"""Work programmes: what a body expects to consider at each of its meetings to come."""
