"""The SVG that Graphviz writes, made readable for screen readers and safe to embed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from diagrams.description import body_words, describe, line_sentences
from diagrams.drawing import label_node, node_id
from diagrams.governance import reading as of
from diagrams.words import one_line

if TYPE_CHECKING:
    from diagrams.governance.reading import Graph

SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"

# All four have the same widths, so the text fits its boxes whichever the reader's machine has.
FONTS: Final = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"
"""The fonts of text in pictures, the first that a reader's machine has."""


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a drawing in points."""

    width: float
    height: float


def size_of(svg: bytes) -> Size:
    """Return the size a drawing has, from its view box."""
    _, _, width, height = parsed(svg).attrib["viewBox"].split()
    return Size(float(width), float(height))


def parsed(svg: bytes) -> ET.Element:
    """Return the root of an SVG that our own layout program wrote."""
    return ET.fromstring(svg)  # noqa: S314 - not foreign text: the layout program just wrote it


def accessible(svg: bytes, graph: Graph, title: str) -> bytes:
    """Return the SVG with a title and a description, in words, of what it shows.

    Each body and line says what it is when pointed at, in place of Graphviz's internal names.
    """
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", _XLINK)
    root = parsed(svg)
    root.attrib |= {
        "role": "img",
        "aria-labelledby": "diagram-title diagram-description",
        _LANGUAGE: "en-GB",
        "style": "max-width: 100%; height: auto",
    }
    _name_parts(root, _spoken(graph))
    for printed in root.iter(f"{{{SVG}}}text"):
        printed.set("font-family", FONTS)
    root.insert(0, _worded("desc", "diagram-description", describe(graph)))
    root.insert(0, _worded("title", "diagram-title", one_line(title)))
    text = ET.tostring(root, encoding="unicode").strip()
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _spoken(graph: Graph) -> dict[str, str]:
    """Return what each node of the drawing is called, by the name it has there."""
    spoken = {}
    for ref in graph:
        words, purpose = body_words(graph, ref), graph.nodes[ref]["purpose"]
        spoken[node_id(ref)] = f"{words}: {purpose}" if purpose else words
    labels = [label_node(line) for line in of.lines(graph)]
    spoken.update(zip(labels, line_sentences(graph), strict=True))
    return spoken


def _name_parts(root: ET.Element, spoken: dict[str, str]) -> None:
    for part in root.iter(f"{{{SVG}}}g"):
        for title in part.findall(f"{{{SVG}}}title"):
            words = spoken.get(title.text or "")
            if words is None:  # a stroke, the key, a group whose name is printed anyway
                part.remove(title)
            else:
                title.text = words


def _worded(tag: str, identity: str, text: str) -> ET.Element:
    element = ET.Element(f"{{{SVG}}}{tag}", id=identity)
    element.text = text
    element.tail = "\n"
    return element
