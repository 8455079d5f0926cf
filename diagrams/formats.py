"""The formats a diagram can be written in, by the suffix of the file."""

from __future__ import annotations

from typing import Final

FORMATS: Final = ("svg", "png", "pdf", "dot", "mmd", "graphml", "json")
"""Drawings, sources of drawings for other programs (Graphviz and Mermaid), and the graph itself."""
