"""Portfolios, programmes and projects, and the savings they promise."""
