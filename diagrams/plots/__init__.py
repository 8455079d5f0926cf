"""Figures over time: histories, bridges and statuses, drawn with a plotting library."""
