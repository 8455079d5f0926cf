"""Who reports to whom: bodies and the lines between them, at a day, as a graph and as a picture."""
