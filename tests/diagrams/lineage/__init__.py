"""Lineages as graphs and as pictures."""
