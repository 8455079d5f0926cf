"""A sketch: what is to be drawn of a graph, before it is known in which colours and which format.

Every drawn graph of this program, whatever it is about, is first a sketch: boxes with rows of text,
lines between them, groups around them and a key. Ids are references of the book with their kind
before them (``body-ics``), so that they are the same in every drawing of the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Shape: TypeAlias = Literal[
    "box",
    "rounded",
    "octagon",
    "hexagon",
    "ellipse",
    "circle",
    "diamond",
    "note",
    "component",
    "folder",
    "cut",  # a box with its corners cut by lines
    "stadium",  # a box with round ends
    "plain",  # text without an outline
]
Tone: TypeAlias = Literal[
    "plain", "blue", "green", "amber", "violet", "red", "teal", "grey", "absent"
]
Stroke: TypeAlias = Literal["solid", "dashed", "dotted", "bold", "thin"]
Marker: TypeAlias = Literal["arrow", "open-arrow", "vee", "circle", "diamond", "none"]

TONES: Final[tuple[Tone, ...]] = (
    "plain",
    "blue",
    "green",
    "amber",
    "violet",
    "red",
    "teal",
    "grey",
    "absent",
)
"""Families of colours; what one means is said by the key, and never by the colour alone."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of text in a box.

    Attributes:
        cells: texts from left to right; most rows have one. A long one is wrapped by the drawing.
        strong: whether it is the name of the thing, in bold.
        quiet: whether it is detail, in smaller type.
        left: whether it begins at the left edge, as the lines of a list do; else it is centred.
        link: the page it links to, where it is another than its box's.
    """

    cells: tuple[str, ...]
    strong: bool = False
    quiet: bool = False
    left: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A thing that is drawn.

    Attributes:
        id: its kind and reference, ``body-ics``; once in a sketch.
        rows: what is written in it.
        spoken: what it is, in words, for those who do not see it.
        shape: its outline.
        tone: its colours.
        mark: a letter or two at its upper left corner, ``A`` for amber, ``+`` for added.
        outlines: how many outlines it has.
        dashed: whether the outline is broken.
        link: the page it links to, below the base URL, from `diagrams.links`.
        group: the id of the group it stands in.
        rank: the row it stands in, 0 first; without ranks the layout finds its own.
        width: about how many characters a row holds before it is wrapped.
        height: at least so high, in inches; 0 is as high as the text.
    """

    id: str
    rows: tuple[Row, ...]
    spoken: str
    shape: Shape = "box"
    tone: Tone = "plain"
    mark: str | None = None
    outlines: int = 1
    dashed: bool = False
    link: str | None = None
    group: str | None = None
    rank: int | None = None
    width: int = 18
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two boxes.

    Attributes:
        id: once in a sketch, ``line-ics-reports-to-policy``.
        tail: the box that stands above, or to the left: where the layout begins.
        head: the box that stands below, or to the right.
        spoken: the line as a sentence.
        stroke: how it is drawn.
        tone: its colour.
        at_tail: the marker at its tail.
        at_head: the marker at its head.
        label: what is written at it, line by line.
        link: the page it links to.
        shapes: whether it moves its ends into rows; else it is drawn where they stand.
        width: about how many characters a line of its label holds before it is wrapped.
        apart: whether its label stands outside the groups that hold one of its ends alone; else it
            stands in the group of the lower end.
    """

    id: str
    tail: str
    head: str
    spoken: str
    stroke: Stroke = "solid"
    tone: Tone = "plain"
    at_tail: Marker = "none"
    at_head: Marker = "arrow"
    label: tuple[str, ...] = ()
    link: str | None = None
    shapes: bool = True
    width: int = 18
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A frame around boxes: a level, a department, a lane.

    Attributes:
        id: once in a sketch, ``level-members``.
        name: its heading.
        parent: the group it stands in.
        tone: its colours.
        link: the page it links to.
        dashed: whether its outline is broken.
        band: whether its boxes have rows of their own, and its frame goes from side to side.
    """

    id: str
    name: str
    parent: str | None = None
    tone: Tone = "plain"
    link: str | None = None
    dashed: bool = False
    band: bool = False


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A sample in the key and what it means. The ids of a sample are not drawn."""

    sample: Box | Line
    words: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """A whole drawing.

    Attributes:
        id: the kind of drawing and what it is of, ``governance`` or ``route-variation``; begins
            every id of its SVG, so that two drawings can stand on one page.
        title: the heading.
        moment: the line under it: as at which day, as known when.
        description: the drawing in words, in lines, for those who do not see it.
        boxes: in order; the layout keeps it where it can.
        lines: in order.
        groups: in order, parents before their children.
        key: samples of what the drawing uses, and no others.
        notes: sentences printed under the drawing that a reader must not miss.
        signs: what the signs at lines stand for, where they say no more; in columns under the
            drawing.
        direction: whether rows run down the page or columns to the right.
        gap: the room between one row and the next, in inches.
        tight: whether boxes stand close together although lines bend more for it.
        author: the organisation, if it is known.
        tree: whether it is a tree without labels and markers at its lines: boxes of one rank are
            then equally wide, each at the middle of what is below it, and lines are elbows.
        chart: whether it is a chart of rows, whose boxes all have one: lines run in straight legs
            between rows, never through a box, and those of one look to one box share a trunk.
    """

    id: str
    title: str
    moment: str
    description: tuple[str, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...] = ()
    groups: tuple[Group, ...] = ()
    key: tuple[KeyEntry, ...] = ()
    notes: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    direction: Literal["down", "right"] = "down"
    gap: float = 0.32
    tight: bool = False
    author: str | None = None
    tree: bool = False
    chart: bool = False
