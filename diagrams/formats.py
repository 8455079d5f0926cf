"""The formats a diagram can be written in, by the suffix of the file."""

from __future__ import annotations

from typing import Final

DRAWN: Final = ("svg", "png", "pdf", "dot", "mmd")
"""Drawings, and sources of drawings for other programs: Graphviz and Mermaid."""

PAGES: Final = ("svg", "png", "pdf")
"""Of these, the ones that are laid out and may be printed."""

GRAPHS: Final = ("graphml", "json")
"""The graph itself, with all that was asked for."""

FORMATS: Final = (*DRAWN, *GRAPHS)
"""All of these."""
