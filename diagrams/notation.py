"""The notation: which shape a kind of body has, and which stroke a kind of line.

Shape and stroke carry the meaning, so that a black and white print loses nothing; colour only
repeats it. Every text and outline has a contrast of at least 4.5 to 1 against what it stands on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

INK: Final = "#1a1a1a"
QUIET_INK: Final = "#4a4a4a"
PAPER: Final = "#ffffff"
GROUP_FILL: Final = "#f5f6f8"
GROUP_EDGE: Final = "#6b7280"
FONT: Final = "Helvetica"
BOLD_FONT: Final = "Helvetica-Bold"


@dataclass(frozen=True, slots=True)
class Family:
    """The tint and outline that related kinds share."""

    fill: str
    edge: str


MEMBERS: Final = Family("#dce9f5", "#1f4e79")
BOARDS: Final = Family("#e2f0dc", "#2e5d34")
GROUPS: Final = Family("#fbeed3", "#704a05")
OFFICERS: Final = Family("#ece4f3", "#4b3470")
ABSENT: Final = Family(PAPER, QUIET_INK)


_BOX: Final = "0.27,0.1"
_TAPERING: Final = "0.1,0.06"  # these shapes leave room beside their text anyway


@dataclass(frozen=True, slots=True)
class Shape:
    """How a kind of body is drawn, in Graphviz and in Mermaid.

    Attributes:
        family: its colours.
        dot: the Graphviz shape.
        style: the Graphviz style beside ``filled``.
        outlines: how many outlines it has.
        mermaid: the brackets around its text.
        margin: around its text, in inches. It is generous: the layout program has no widths for
            bold type and takes them too narrow, and a reader's machine may lack the font.
    """

    family: Family
    dot: str
    style: str = ""
    outlines: int = 1
    mermaid: tuple[str, str] = ("[", "]")
    margin: str = _BOX


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a kind of line is drawn.

    Attributes:
        style: the Graphviz style.
        marker: what stands at the upper end.
        width: in points.
        mermaid: the arrow, from the lower body to the upper one.
    """

    style: str
    marker: str
    width: str
    mermaid: str


NOT_IN_FORCE: Final = "not-in-force"

SHAPES: Final = {
    "council": Shape(MEMBERS, "octagon", margin="0.2,0.1", outlines=2, mermaid=("{{", "}}")),
    "cabinet": Shape(MEMBERS, "octagon", margin="0.2,0.1", mermaid=("{{", "}}")),
    "committee": Shape(MEMBERS, "box", outlines=2, mermaid=("[[", "]]")),
    "sub-committee": Shape(MEMBERS, "box"),
    "cabinet-committee": Shape(MEMBERS, "box", style="diagonals"),
    "programme-board": Shape(BOARDS, "box", style="rounded", outlines=2, mermaid=("([", "])")),
    "project-board": Shape(BOARDS, "box", style="rounded", mermaid=("(", ")")),
    "steering-group": Shape(GROUPS, "hexagon", margin=_TAPERING, mermaid=("[/", "\\]")),
    "working-group": Shape(GROUPS, "note", mermaid=("[/", "/]")),
    "leadership-team": Shape(OFFICERS, "component", mermaid=("[\\", "/]")),
    "officer-post": Shape(OFFICERS, "ellipse", margin=_TAPERING, mermaid=("((", "))")),
    "department": Shape(OFFICERS, "folder", mermaid=("[(", ")]")),
    NOT_IN_FORCE: Shape(ABSENT, "box", style="dashed", mermaid=("[", "]")),
}

STROKES: Final = {
    "reports-to": Stroke("solid", "normal", "1.6", "-->"),
    "updates": Stroke("dashed", "vee", "1.2", "-.->"),
    "supported-by": Stroke("dotted", "odot", "1.6", "-.-o"),
    "advises": Stroke("solid", "odiamond", "0.9", "--o"),
}

_OTHER_SHAPE: Final = Shape(ABSENT, "box")
_OTHER_STROKE: Final = Stroke("dashed", "onormal", "0.9", "-->")


def shape_of(kind: str) -> Shape:
    """Return the shape of a kind; a kind this notation does not know is a plain white box."""
    return SHAPES.get(kind, _OTHER_SHAPE)


def stroke_of(kind: str) -> Stroke:
    """Return the stroke of a kind of line; an unknown one is thin, dashed, with an open arrow."""
    return STROKES.get(kind, _OTHER_STROKE)


def shape_order(kind: str) -> tuple[int, str]:
    """Return the place of a kind in the legend: the notation's own order, then by name."""
    kinds = list(SHAPES)
    return (kinds.index(kind) if kind in SHAPES else len(kinds), kind)


def stroke_order(kind: str) -> tuple[int, str]:
    """Return the place of a kind of line in the legend."""
    kinds = list(STROKES)
    return (kinds.index(kind) if kind in STROKES else len(kinds), kind)
