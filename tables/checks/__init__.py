"""What does not add up in a status table: one function for each check."""
