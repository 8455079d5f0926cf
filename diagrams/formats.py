"""The formats a diagram can be written in, by the suffix of the file."""

from __future__ import annotations

from typing import Final

DRAWN: Final = ("svg", "png", "pdf", "dot", "mmd")
"""Drawings, and sources of drawings for other programs: Graphviz and Mermaid."""

FORMATS: Final = (*DRAWN, "graphml", "json")
"""These, and the graph itself."""
