"""The entries of record files that a table comes to."""
