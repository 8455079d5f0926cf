"""Lineage: the graph of what caused what, and its drawing from cause to effect."""
