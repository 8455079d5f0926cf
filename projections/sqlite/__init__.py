"""Views that are kept in a SQLite file of their own, or in memory."""
