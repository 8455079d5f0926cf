"""The sketch as Graphviz source: what the layout program reads, and what is written as ``.dot``."""
