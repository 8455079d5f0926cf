"""Views that are kept in a schema of their own, beside that of a shared book."""
