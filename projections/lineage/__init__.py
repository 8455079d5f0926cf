"""Lineage: from a decision to all that it caused, and from a figure back to all that made it."""
