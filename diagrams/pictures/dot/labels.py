"""Texts in the labels of Graphviz source, which are a language of their own."""

from __future__ import annotations

from diagrams.pictures.text.clean import clean


def html(text: str) -> str:
    """Return a text that a label prints as it is, whatever it holds."""
    escaped = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("'", "&#39;").replace('"', "&quot;") or " "
