"""What is drawn of figures over time."""
