"""Sheets as rows of cells, each with the place it stands at."""
