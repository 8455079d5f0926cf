"""The notation of routes and cases: which outline a state has, and which stroke a step.

An ending is told by its outline, a step by its stroke and the marker at its end; colour repeats it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from diagrams.pictures.sketch import Box, KeyEntry, Line, Marker, Row, Shape, Stroke, Tone
from diagrams.routes.endings import AGREED, OVER, REFUSED, WITHDRAWN


class Outline(NamedTuple):
    """How a state is drawn.

    Attributes:
        shape: its outline.
        tone: its colours.
        outlines: how many outlines it has.
        dashed: whether they are broken.
        words: what the key says of it.
    """

    shape: Shape
    tone: Tone
    outlines: int
    dashed: bool
    words: str


class Drawn(NamedTuple):
    """How a step is drawn.

    Attributes:
        stroke: its stroke.
        tone: its colour.
        marker: what stands at the end it leads to.
        words: what the key says of it.
        origin: what stands at the end it leaves.
    """

    stroke: Stroke
    tone: Tone
    marker: Marker
    words: str
    origin: Marker = "none"


STATE: Final = Outline("rounded", "plain", 1, dashed=False, words="where it can stand")
NOT_IN_ROUTE: Final = Outline(
    "rounded", "absent", 1, dashed=True, words="a state that this version of the route lacks"
)
ENDS: Final = {
    AGREED: Outline("stadium", "green", 2, dashed=False, words="it ends: agreed"),
    REFUSED: Outline("octagon", "red", 2, dashed=False, words="it ends: refused"),
    WITHDRAWN: Outline("stadium", "grey", 2, dashed=True, words="it ends: withdrawn"),
    OVER: Outline("box", "blue", 2, dashed=False, words="it ends"),
}
START: Final = Outline("circle", "grey", 1, dashed=False, words="where it begins")
FROM_MANY: Final = Outline("note", "plain", 1, dashed=False, words="a step from several states")

ONWARD: Final = Drawn("solid", "plain", "arrow", "leads on")
BACK: Final = Drawn("dashed", "violet", "open-arrow", "leads back")
REFUSAL: Final = Drawn("solid", "red", "vee", "refuses")
WITHDRAWAL: Final = Drawn("dotted", "grey", "arrow", "withdraws")
BY_TIME: Final = Drawn("thin", "teal", "arrow", "taken by time itself", "circle")

DIRECTIONS: Final = {
    "onward": ONWARD,
    "back": BACK,
    "refusal": REFUSAL,
    "withdrawal": WITHDRAWAL,
}

TAKEN: Final = Drawn("bold", "blue", "arrow", "taken, and when")
NEXT: Final = Drawn("dashed", "amber", "open-arrow", "can come next")
NOT_TAKEN: Final = Drawn("thin", "grey", "arrow", "not taken")

HERE: Final = "\N{BLACK RIGHT-POINTING POINTER}"
"""What stands before the words of where a case is."""

WAS_HERE: Final = "\N{CHECK MARK}"
"""What stands at the corner of a state in which a case stood."""

AGAIN: Final = "\N{CLOCKWISE OPEN CIRCLE ARROW}"
"""What stands in a box before a step that leaves a journey where it is."""

VISITED: Final[Tone] = "blue"
STANDS: Final[Tone] = "amber"
NOT_VISITED: Final[Tone] = "absent"


def outline_of(ending: str | None, *, in_route: bool) -> Outline:
    """Return how a state is drawn."""
    if not in_route:
        return NOT_IN_ROUTE
    return STATE if ending is None else ENDS[ending]


def sample_of_box(outline: Outline, words: str | None = None, mark: str | None = None) -> KeyEntry:
    """Return the entry of the key for an outline."""
    sample = Box(
        "sample",
        (Row(("",)),),
        outline.words,
        shape=outline.shape,
        tone=outline.tone,
        mark=mark,
        outlines=outline.outlines,
        dashed=outline.dashed,
    )
    return KeyEntry(sample, words or outline.words)


def sample_of_line(drawn: Drawn) -> KeyEntry:
    """Return the entry of the key for a stroke."""
    sample = Line(
        "sample",
        "from",
        "to",
        drawn.words,
        stroke=drawn.stroke,
        tone=drawn.tone,
        at_tail=drawn.origin,
        at_head=drawn.marker,
    )
    return KeyEntry(sample, drawn.words)
