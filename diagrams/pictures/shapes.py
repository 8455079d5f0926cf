"""The shapes of boxes: how large each is around its text, and its outline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import hypot, sqrt
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from diagrams.pictures.sketch import Shape

Size: TypeAlias = tuple[float, float]

RING: Final = 4.0
"""Points between one outline and the next, as the layout program draws them."""

_BEVEL: Final = 1 - sqrt(0.5)  # of an octagon's side, as the layout program draws it
_SLANT: Final = 0.25  # of a hexagon's width
_FOLD: Final = 9.0
_ROUND: Final = 8.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of a drawing, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """The middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, by: float) -> Frame:
        """Return the rectangle that is smaller by so much on each side."""
        return Frame(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


def size_around(shape: Shape, text: Size) -> Size:
    """Return the size of a shape that holds a text of a size."""
    return _SIZES.get(shape, _box_size)(text)


def path_of(shape: Shape, frame: Frame) -> str:
    """Return the outline of a shape as the data of an SVG path."""
    return _PATHS.get(shape, _box)(frame)


def mark_corner(shape: Shape, frame: Frame) -> tuple[float, float]:
    """Return where the upper left of a shape's outline is, for the mark that is put there."""
    if shape not in _CORNERS:
        return frame.x + 1, frame.y + 0.5
    right, down = _CORNERS[shape]
    return frame.x + right * frame.width - 2, frame.y + down * frame.height - 2


def _box_size(text: Size) -> Size:
    return text[0] + 20, text[1] + 13


def _stadium_size(text: Size) -> Size:
    height = text[1] + 13
    return text[0] + max(24.0, 0.7 * height), height


def _component_size(text: Size) -> Size:
    return text[0] + 30, text[1] + 13


def _folder_size(text: Size) -> Size:
    return text[0] + 20, text[1] + 17


def _cut_size(text: Size) -> Size:
    return text[0] + 28, text[1] + 15


def _octagon_size(text: Size) -> Size:
    height = text[1] + 16
    narrow = max(0.0, (text[1] / 2 - height * (0.5 - _BEVEL)) / (height * _BEVEL))
    return text[0] / (1 - 2 * _BEVEL * narrow) + 10, height


def _hexagon_size(text: Size) -> Size:
    height = text[1] + 15
    return text[0] / (1 - 2 * _SLANT * text[1] / height) + 8, height


def _ellipse_size(text: Size) -> Size:
    return text[0] * sqrt(2) + 8, text[1] * sqrt(2) + 6


def _circle_size(text: Size) -> Size:
    across = hypot(*text) + 6
    return across, across


def _diamond_size(text: Size) -> Size:
    return text[0] * 1.6 + 8, text[1] / (1 - 1 / 1.6) + 6


def _plain_size(text: Size) -> Size:
    return text[0] + 4, text[1] + 4


_SIZES: Final[Mapping[Shape, Callable[[Size], Size]]] = {
    "octagon": _octagon_size,
    "hexagon": _hexagon_size,
    "ellipse": _ellipse_size,
    "circle": _circle_size,
    "diamond": _diamond_size,
    "component": _component_size,
    "folder": _folder_size,
    "cut": _cut_size,
    "stadium": _stadium_size,
    "plain": _plain_size,
}


_CORNERS: Final[Mapping[Shape, tuple[float, float]]] = {
    "octagon": (_BEVEL / 2, _BEVEL / 2),
    "ellipse": (_BEVEL / 2, _BEVEL / 2),
    "circle": (_BEVEL / 2, _BEVEL / 2),
    "hexagon": (_SLANT * 0.7, 0.1),
    "diamond": (0.25, 0.25),
    "plain": (0.0, -0.2),
}
"""How far from the upper left of its frame a shape begins, as shares of its size."""


def number(value: float) -> str:
    """Return a length with two decimals at most: ``12``, ``3.5``."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def polygon(*points: tuple[float, float]) -> str:
    """Return a closed path through points."""
    return f"M{' L'.join(f'{number(x)},{number(y)}' for x, y in points)} Z"


def _box(frame: Frame) -> str:
    return polygon(
        (frame.x, frame.y),
        (frame.right, frame.y),
        (frame.right, frame.bottom),
        (frame.x, frame.bottom),
    )


def rounded_path(frame: Frame, radius: float) -> str:
    """Return a rectangle with round corners."""
    radius = min(radius, frame.width / 2, frame.height / 2)
    arc = f"a{number(radius)},{number(radius)} 0 0 1"
    across, down = number(frame.width - 2 * radius), number(frame.height - 2 * radius)
    r = number(radius)
    return (
        f"M{number(frame.x + radius)},{number(frame.y)} h{across} {arc} {r},{r} v{down}"
        f" {arc} -{r},{r} h-{across} {arc} -{r},-{r} v-{down} {arc} {r},-{r} Z"
    )


def _rounded(frame: Frame) -> str:
    return rounded_path(frame, _ROUND)


def _stadium(frame: Frame) -> str:
    return rounded_path(frame, frame.height / 2)


def _octagon(frame: Frame) -> str:
    a, b = frame.width * _BEVEL, frame.height * _BEVEL
    return polygon(
        (frame.x + a, frame.y),
        (frame.right - a, frame.y),
        (frame.right, frame.y + b),
        (frame.right, frame.bottom - b),
        (frame.right - a, frame.bottom),
        (frame.x + a, frame.bottom),
        (frame.x, frame.bottom - b),
        (frame.x, frame.y + b),
    )


def _hexagon(frame: Frame) -> str:
    a, middle = frame.width * _SLANT, frame.y + frame.height / 2
    return polygon(
        (frame.x + a, frame.y),
        (frame.right - a, frame.y),
        (frame.right, middle),
        (frame.right - a, frame.bottom),
        (frame.x + a, frame.bottom),
        (frame.x, middle),
    )


def _ellipse(frame: Frame) -> str:
    a, b = number(frame.width / 2), number(frame.height / 2)
    start = f"M{number(frame.x)},{number(frame.y + frame.height / 2)}"
    across = number(frame.width)
    return f"{start} a{a},{b} 0 0 1 {across},0 a{a},{b} 0 0 1 -{across},0 Z"


def _diamond(frame: Frame) -> str:
    x, y = frame.middle
    return polygon((x, frame.y), (frame.right, y), (x, frame.bottom), (frame.x, y))


def _note(frame: Frame) -> str:
    fold = min(_FOLD, frame.height / 3)
    return (
        polygon(
            (frame.x, frame.y),
            (frame.right - fold, frame.y),
            (frame.right, frame.y + fold),
            (frame.right, frame.bottom),
            (frame.x, frame.bottom),
        )
        + f" M{number(frame.right)},{number(frame.y + fold)} h-{number(fold)} v-{number(fold)}"
    )


def _component(frame: Frame) -> str:
    lug, across = min(5.0, frame.height / 7), min(10.0, frame.height / 3)
    at = (frame.y + frame.height * 0.25, frame.y + frame.height * 0.75)
    lugs = " ".join(_box(Frame(frame.x - across / 2 + 5, y - lug / 2, across, lug)) for y in at)
    return f"{_box(Frame(frame.x + 5, frame.y, frame.width - 5, frame.height))} {lugs}"


def _folder(frame: Frame) -> str:
    """Return a box with a tab drawn into it, so that lines meet it wherever they come from."""
    tab, down = min(frame.width / 3, 36.0), min(5.0, frame.height / 4)
    return (
        f"{_box(frame)} M{number(frame.x + tab + down)},{number(frame.y)}"
        f" l-{number(down)},{number(down)} h-{number(tab)}"
    )


def _cut(frame: Frame) -> str:
    corner = min(8.0, frame.height / 3)
    c = number(corner)
    x, y, right = (number(value) for value in (frame.x, frame.y, frame.right))
    left_in, right_in = number(frame.x + corner), number(frame.right - corner)
    return (
        f"{_box(frame)} M{left_in},{y} l-{c},{c} M{right_in},{y} l{c},{c}"
        f" M{x},{number(frame.bottom - corner)} l{c},{c} M{right},{number(frame.bottom - corner)}"
        f" l-{c},{c}"
    )


_PATHS: Final[Mapping[Shape, Callable[[Frame], str]]] = {
    "rounded": _rounded,
    "stadium": _stadium,
    "octagon": _octagon,
    "hexagon": _hexagon,
    "ellipse": _ellipse,
    "circle": _ellipse,
    "diamond": _diamond,
    "note": _note,
    "component": _component,
    "folder": _folder,
    "cut": _cut,
}
