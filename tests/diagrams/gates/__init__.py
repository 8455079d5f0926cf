"""The sequence of gates as a picture."""
