"""What the columns of a table hold: years, groups, units, as people head them."""
