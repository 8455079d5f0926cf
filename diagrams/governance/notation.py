"""The notation: which shape a kind of body has, and which stroke a kind of line.

Shape and stroke carry the meaning, so that a black and white print loses nothing; colour only
repeats it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from diagrams.pictures.sketch import Marker, Shape, Stroke, Tone


@dataclass(frozen=True, slots=True)
class Outline:
    """How a kind of body is drawn."""

    shape: Shape
    tone: Tone
    outlines: int = 1
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Strand:
    """How a kind of line is drawn.

    Attributes:
        stroke: the line itself.
        marker: what stands at its upper end.
        tone: its colour.
    """

    stroke: Stroke
    marker: Marker
    tone: Tone


ELECTED: Final = frozenset(
    ("council", "cabinet", "committee", "sub-committee", "cabinet-committee")
)
"""Kinds of body on which councillors sit."""

NOT_IN_FORCE: Final = "not-in-force"

OUTLINES: Final = {
    "council": Outline("octagon", "blue", outlines=2),
    "cabinet": Outline("octagon", "blue"),
    "committee": Outline("box", "blue", outlines=2),
    "sub-committee": Outline("box", "blue"),
    "cabinet-committee": Outline("cut", "blue"),
    "programme-board": Outline("rounded", "green", outlines=2),
    "project-board": Outline("rounded", "green"),
    "steering-group": Outline("hexagon", "amber"),
    "working-group": Outline("note", "amber"),
    "leadership-team": Outline("component", "violet"),
    "officer-post": Outline("stadium", "violet"),
    "department": Outline("folder", "violet"),
    NOT_IN_FORCE: Outline("box", "absent", dashed=True),
}

STRANDS: Final = {
    "reports-to": Strand("solid", "arrow", "plain"),
    "supported-by": Strand("dotted", "circle", "green"),
    "updates": Strand("dashed", "vee", "blue"),
    "advises": Strand("thin", "diamond", "violet"),
}
"""In the order of their weight: which decides who stands above whom where lines contradict."""

_OTHER_OUTLINE: Final = Outline("box", "absent")
_OTHER_STRAND: Final = Strand("dashed", "open-arrow", "grey")


def outline_of(kind: str) -> Outline:
    """Return the outline of a kind; a kind this notation does not know is a plain white box."""
    return OUTLINES.get(kind, _OTHER_OUTLINE)


def strand_of(kind: str) -> Strand:
    """Return the stroke of a kind of line; an unknown one is dashed, with an open arrow."""
    return STRANDS.get(kind, _OTHER_STRAND)


def outline_order(kind: str) -> tuple[int, str]:
    """Return the place of a kind in the key: the notation's own order, then by name."""
    kinds = list(OUTLINES)
    return (kinds.index(kind) if kind in OUTLINES else len(kinds), kind)


def strand_order(kind: str) -> tuple[int, str]:
    """Return the place of a kind of line in the key, which is its weight too."""
    kinds = list(STRANDS)
    return (kinds.index(kind) if kind in STRANDS else len(kinds), kind)
