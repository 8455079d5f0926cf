"""Charts: rows of boxes with lines that run in the channels between them, in straight legs."""
