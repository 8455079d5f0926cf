"""A sheet on which texts, areas and lines are put, measured in points from its upper left corner.

Everything is placed before anything is drawn, by the widths that texts have, so that what would
overlap can be moved, and a test can look at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, TypeAlias

from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.measure import width_of, wrapped

Anchor: TypeAlias = Literal["start", "middle", "end"]

_ASCENT, _DESCENT = 0.74, 0.21
LEADING: Final = 1.25
"""From one line of text to the next, in the size of its type."""


_MOST_LINES: Final = 5


def filled(text: str, room: float, size: float) -> list[str]:
    """Return a sentence in lines as full as the room allows; a very long one is cut."""
    lines = [""]
    for word in text.split():
        for piece in wrapped(word, room, size):
            longer = f"{lines[-1]} {piece}".strip()
            if width_of(longer, size) <= room:
                lines[-1] = longer
            else:
                lines.append(piece)
    if len(lines) <= _MOST_LINES:
        return lines
    *kept, last = lines[:_MOST_LINES]
    while last and width_of(f"{last}…", size) > room:
        last = last[:-1]
    return [*kept, f"{last.rstrip(' ,.;:')}…"]


class Rect(NamedTuple):
    """A place on the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rect) -> bool:
        """Say whether two places have more than an edge in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `y` is where its letters stand."""

    x: float
    y: float
    said: str
    size: float
    colour: str
    bold: bool
    anchor: Anchor
    part: str | None

    @property
    def place(self) -> Rect:
        """Where its letters are."""
        wide = width_of(self.said, self.size, bold=self.bold)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        top = self.y - _ASCENT * self.size
        return Rect(left, top, left + wide, self.y + _DESCENT * self.size)


@dataclass(frozen=True, slots=True)
class Area:
    """A filled or outlined shape: the corners of it, or of the ellipse that fits between two."""

    corners: tuple[tuple[float, float], ...]
    fill: str | None
    edge: str | None
    width: float
    dash: tuple[float, ...]
    hatch: str | None
    is_round: bool
    part: str | None

    @property
    def place(self) -> Rect:
        """The rectangle around it."""
        across, down = zip(*self.corners, strict=True)
        return Rect(min(across), min(down), max(across), max(down))


@dataclass(frozen=True, slots=True)
class Line:
    """A line from point to point."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float
    dash: tuple[float, ...]
    part: str | None


Item: TypeAlias = Text | Area | Line


class Part(NamedTuple):
    """What a reader can point at: its id, what it says in words, and the page it links to."""

    id: str
    spoken: str
    link: str | None


@dataclass
class Canvas:
    """The sheet.

    Attributes:
        width: in points.
        ink: the colour of text, unless another is asked for.
        height: in points; grows with `take`.
        items: what was put on it, in the order in which it is drawn.
        parts: the parts that it has, by their ids.
    """

    width: float
    ink: str
    height: float = 0.0
    items: list[Item] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    _part: str | None = None

    @contextmanager
    def part(self, ref: str, spoken: str, link: str | None = None) -> Iterator[None]:
        """Make what is put on the sheet one thing, which names itself and may link to its page."""
        self.parts[ref] = Part(ref, spoken, link)
        outer, self._part = self._part, ref
        yield
        self._part = outer

    def text(
        self,
        x: float,
        y: float,
        said: str,
        size: float,
        *,
        colour: str | None = None,
        bold: bool = False,
        anchor: Anchor = "start",
    ) -> Text:
        """Put a line of text."""
        put = Text(x, y, clean(said), size, colour or self.ink, bold, anchor, self._part)
        self.items.append(put)
        return put

    def paragraph(
        self,
        x: float,
        top: float,
        said: str,
        size: float,
        room: float,
        *,
        colour: str | None = None,
        bold: bool = False,
    ) -> float:
        """Put a heading in lines of about one length, and return where what follows begins."""
        return self._lines(
            x, top, wrapped(clean(said), room, size, bold=bold), size, colour, bold=bold
        )

    def prose(
        self, x: float, top: float, said: str, size: float, room: float, colour: str | None = None
    ) -> float:
        """Put a sentence in lines as full as they can be, and return where the next one begins."""
        lines = filled(clean(said), room, size)
        return self._lines(x, top, lines, size, colour, bold=False)

    def _lines(
        self,
        x: float,
        top: float,
        lines: Iterable[str],
        size: float,
        colour: str | None,
        *,
        bold: bool,
    ) -> float:
        for line in lines:
            self.text(x, top + size, line, size, colour=colour, bold=bold)
            top += size * LEADING
        return top

    def area(
        self,
        place: Rect,
        *,
        fill: str | None = None,
        edge: str | None = None,
        width: float = 0.8,
        dash: tuple[float, ...] = (),
        hatch: str | None = None,
        is_round: bool = False,
    ) -> None:
        """Put a rectangle, or the ellipse that fits into it."""
        left, top, right, bottom = place
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        self.items.append(
            Area(corners, fill, edge, width, dash, hatch, is_round, self._part),
        )

    def shape(
        self,
        corners: Sequence[tuple[float, float]],
        *,
        fill: str | None = None,
        edge: str | None = None,
        width: float = 0.8,
        hatch: str | None = None,
    ) -> None:
        """Put a shape with any corners."""
        self.items.append(
            Area(tuple(corners), fill, edge, width, (), hatch, False, self._part)  # noqa: FBT003
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        *,
        width: float = 0.8,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Put a line."""
        self.items.append(Line(tuple(points), colour, width, dash, self._part))

    @property
    def texts(self) -> list[Text]:
        """The texts, in the order in which they are drawn."""
        return [item for item in self.items if isinstance(item, Text)]
