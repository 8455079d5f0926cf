"""What stands in Mermaid for the shapes of boxes and for the strokes and markers of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diagrams.pictures.sketch import Box, Line, Marker, Shape, Stroke

_BRACKETS: Final[Mapping[Shape, tuple[str, str]]] = {
    "box": ("[", "]"),
    "rounded": ("(", ")"),
    "octagon": ("{{", "}}"),
    "hexagon": ("[/", "\\]"),
    "ellipse": ("((", "))"),
    "circle": ("((", "))"),
    "diamond": ("{", "}"),
    "note": ("[/", "/]"),
    "component": ("[\\", "/]"),
    "folder": ("[(", ")]"),
    "cut": ("[\\", "\\]"),
    "stadium": ("([", "])"),
    "plain": ("[", "]"),
}
_DOUBLED: Final[Mapping[Shape, tuple[str, str]]] = {
    "box": ("[[", "]]"),
    "rounded": ("([", "])"),
    "circle": ("(((", ")))"),
    "ellipse": ("(((", ")))"),
}
_BODIES: Final[Mapping[Stroke, str]] = {
    "solid": "--",
    "dashed": "-.-",
    "dotted": "-.-",
    "bold": "==",
    "thin": "--",
}
_OPEN_ENDS: Final = {"--": "-", "==": "=", "-.-": ""}
"""What a line of each kind has more, where it has no marker."""
_TIPS: Final[Mapping[Marker, str]] = {
    "arrow": ">",
    "open-arrow": ">",
    "vee": ">",
    "circle": "o",
    "diamond": "o",
}
STROKES: Final[Mapping[Stroke, str]] = {
    "solid": "stroke-width:1.4px",
    "dashed": "stroke-width:1.4px,stroke-dasharray:6 4",
    "dotted": "stroke-width:1.8px,stroke-dasharray:2 4",
    "bold": "stroke-width:3px",
    "thin": "stroke-width:1px",
}


def brackets_of(box: Box) -> tuple[str, str]:
    """Return what stands around the label of a box."""
    if box.outlines > 1 and box.shape in _DOUBLED:
        return _DOUBLED[box.shape]
    return _BRACKETS[box.shape]


def turned(line: Line) -> bool:
    """Say whether a line is written from its head: Mermaid puts a lone marker at the end."""
    return line.at_tail != "none" and line.at_head == "none"


def arrow_of(line: Line) -> str:
    """Return the arrow of a line; of two different markers it has the one at its head."""
    body = _BODIES[line.stroke]
    first, last = _TIPS.get(line.at_tail, ""), _TIPS.get(line.at_head, "")
    if turned(line):
        first, last = "", first
    if first and first == last:
        return f"{'<' if first == '>' else first}{body}{last}"
    return f"{body}{last or _OPEN_ENDS[body]}"
