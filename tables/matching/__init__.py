"""Which projects and portfolios of the book the lines of a table are."""
