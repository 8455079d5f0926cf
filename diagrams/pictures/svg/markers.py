"""The markers at the ends of lines: from where the line stops to its tip."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING, Final

from diagrams.pictures.shapes import Frame, number, path_of, polygon

if TYPE_CHECKING:
    from diagrams.pictures.sketch import Marker

Point = tuple[float, float]

_HALF: Final = 0.38  # of a marker's length, to each side


@dataclass(frozen=True, slots=True)
class Tip:
    """The outline of a marker, and whether it is filled with the colour of its line."""

    path: str
    filled: bool


def tip_of(marker: Marker, base: Point, tip: Point) -> Tip:
    """Return the marker that begins where a line stops and ends at the box."""
    match marker:
        case "circle":
            return Tip(_circle(base, tip), filled=False)
        case "diamond":
            middle = _between(base, tip, 0.5)
            return Tip(
                polygon(
                    base,
                    *_beside(middle, base, tip, _HALF, 1),
                    tip,
                    *_beside(middle, base, tip, _HALF, -1),
                ),
                filled=False,
            )
        case "vee":
            notch = _between(base, tip, 0.4)
            left, right = _beside(base, base, tip, 0.5, 1), _beside(base, base, tip, 0.5, -1)
            return Tip(polygon(*left, tip, *right, notch), filled=True)
        case _:
            left, right = _beside(base, base, tip, _HALF, 1), _beside(base, base, tip, _HALF, -1)
            return Tip(polygon(*left, tip, *right), filled=marker == "arrow")


def _circle(base: Point, tip: Point) -> str:
    radius = hypot(tip[0] - base[0], tip[1] - base[1]) / 2
    x, y = _between(base, tip, 0.5)
    return path_of("circle", Frame(x - radius, y - radius, 2 * radius, 2 * radius))


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _beside(at: Point, base: Point, tip: Point, share: float, side: int) -> list[Point]:
    along = (tip[0] - base[0], tip[1] - base[1])
    return [(at[0] - side * along[1] * share, at[1] + side * along[0] * share)]


def curve(points: tuple[Point, ...]) -> str:
    """Return Bézier curves through points, as the layout program gives them."""
    first, *others = (f"{number(x)},{number(y)}" for x, y in points)
    return f"M{first} C{' '.join(others)}"
