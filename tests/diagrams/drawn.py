"""An SVG as it is seen: which shapes and texts it draws, where, in which order and colours.

It is read without the program's own drawing code, except for the widths of letters, so that what
is checked here is the file and not what the program meant to write.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from diagrams.pictures.text.measure import width_of

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]

_STILL: Matrix = (1, 0, 0, 1, 0, 0)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_STEP = re.compile(r"([MLHVCQAZmlhvcqaz])([^MLHVCQAZmlhvcqaz]*)")
_CHANGE = re.compile(r"(translate|scale|rotate|matrix)\(([^)]*)\)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}
_STEPS = 8  # points that a curve is looked at in
_BELOW, _ABOVE = 0.21, 0.74  # how far letters reach from their base line, in ems
_INHERITED = ("fill", "stroke", "font-size", "font-weight", "text-anchor", "font", "direction")


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle; y runs downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, point: Point) -> bool:
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def holds_all_of(self, other: Frame, slack: float) -> bool:
        return (
            other.left >= self.left - slack
            and other.right <= self.right + slack
            and other.top >= self.top - slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Frame, slack: float) -> bool:
        return (
            self.left + slack < other.right
            and other.left + slack < self.right
            and self.top + slack < other.bottom
            and other.top + slack < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is printed, and the classes and ids of what it stands in."""

    words: str
    frame: Frame
    colour: str
    size: float
    within: tuple[str, ...]
    place: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled or outlined shape, by the points of its outline."""

    points: tuple[Point, ...]
    fill: str | None
    stroke: str | None
    within: tuple[str, ...]
    place: int

    @property
    def frame(self) -> Frame:
        return frame_of(self.points)


@dataclass(slots=True)
class Drawn:
    """All that an SVG draws, in the order in which it is drawn."""

    page: Frame
    texts: list[Text] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)


def drawn(svg: bytes) -> Drawn:
    """Return what an SVG draws."""
    root = ET.fromstring(svg)  # noqa: S314 - the program under test wrote it
    left, top, width, height = map(float, _NUMBER.findall(root.attrib["viewBox"]))
    for part in root.iter(f"{root.tag.removesuffix('svg')}rect"):
        if part.get("width") == "100%":  # the paper, which covers the page
            part.attrib |= {"width": str(width), "height": str(height)}
    seen = Drawn(Frame(left, top, left + width, top + height))
    _Reader(root, seen).read(root, _STILL, {}, ())
    return seen


def frame_of(points: tuple[Point, ...]) -> Frame:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Frame(min(xs), min(ys), max(xs), max(ys))


class _Reader:
    def __init__(self, root: ET.Element, seen: Drawn) -> None:
        self.seen = seen
        self.named = {part.attrib["id"]: part for part in root.iter() if "id" in part.attrib}
        self.place = 0

    def read(
        self, part: ET.Element, at: Matrix, style: dict[str, str], within: tuple[str, ...]
    ) -> None:
        kind = part.tag.rpartition("}")[2]
        if kind in {"defs", "clipPath", "title", "desc", "style", "metadata"}:
            return
        style = {**style, **_style_of(part)}
        at = _joined(at, _matrix(part.attrib.get("transform", "")))
        named = [part.attrib.get("class"), part.attrib.get("id")]
        within = (*within, *(name for name in named if name))
        self.place += 1
        if kind == "text":
            self._text(part, at, style, within)
        elif kind == "use":
            self._use(part, at, style, within)
        elif points := _outline(kind, part):
            self._shape(points, at, style, within)
        for child in part:
            self.read(child, at, style, within)

    def _use(
        self, part: ET.Element, at: Matrix, style: dict[str, str], within: tuple[str, ...]
    ) -> None:
        target = next(part.attrib[name] for name in part.attrib if name.endswith("href"))
        shift = float(part.attrib.get("x", 0)), float(part.attrib.get("y", 0))
        original = self.named[target.removeprefix("#")]
        self.read(original, _joined(at, (1, 0, 0, 1, *shift)), style, within)

    def _shape(
        self,
        points: list[Point],
        at: Matrix,
        style: dict[str, str],
        within: tuple[str, ...],
    ) -> None:
        fill, stroke = style.get("fill", "#000000"), style.get("stroke", "none")
        self.seen.shapes.append(
            Shape(
                tuple(_moved(point, at) for point in points),
                None if fill == "none" else fill,
                None if stroke == "none" else stroke,
                within,
                self.place,
            )
        )

    def _text(
        self, part: ET.Element, at: Matrix, style: dict[str, str], within: tuple[str, ...]
    ) -> None:
        words = "".join(part.itertext())
        if not words.strip():
            return
        size, bold = _type(style)
        wide = width_of(words, size, bold=bold)
        x, y = float(part.attrib.get("x", 0)), float(part.attrib.get("y", 0))
        anchor = style.get("text-anchor", "start")
        if style.get("direction") == "rtl":
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        top, low = y - size * _ABOVE, y + size * _BELOW
        corners = ((left, top), (left + wide, top), (left + wide, low), (left, low))
        frame = frame_of(tuple(_moved(corner, at) for corner in corners))
        colour = style.get("fill", "#000000")
        scale = math.hypot(at[2], at[3])
        text = Text(words, frame, colour, size * scale, within, self.place)
        self.seen.texts.append(text)


def _style_of(part: ET.Element) -> dict[str, str]:
    own = {name: part.attrib[name] for name in _INHERITED if name in part.attrib}
    for rule in part.attrib.get("style", "").split(";"):
        name, _, value = rule.partition(":")
        if name.strip() in _INHERITED:
            own[name.strip()] = value.strip()
    return own


def _type(style: dict[str, str]) -> tuple[float, bool]:
    words = style.get("font", "").split()
    bold = style.get("font-weight", "") in {"bold", "700"} or bool({"bold", "700"} & set(words))
    sizes = [word for word in words if word.endswith("px")] or [style.get("font-size", "16")]
    return float(sizes[0].removesuffix("px").removesuffix("pt")), bold


def _outline(kind: str, part: ET.Element) -> list[Point]:
    get = {name: float(value) for name, value in part.attrib.items() if _NUMBER.fullmatch(value)}
    match kind:
        case "rect":
            x, y = get.get("x", 0.0), get.get("y", 0.0)
            right, low = x + get["width"], y + get["height"]
            return [(x, y), (right, y), (right, low), (x, low), (x, y)]
        case "circle" | "ellipse":
            a, b = get.get("r", get.get("rx", 0.0)), get.get("r", get.get("ry", 0.0))
            turns = [n * math.tau / 24 for n in range(25)]
            return [(get["cx"] + a * math.cos(t), get["cy"] + b * math.sin(t)) for t in turns]
        case "line":
            return [(get["x1"], get["y1"]), (get["x2"], get["y2"])]
        case "polygon" | "polyline":
            numbers = [float(number) for number in _NUMBER.findall(part.attrib["points"])]
            return list(zip(numbers[::2], numbers[1::2], strict=True))
        case "path":
            return list(path_points(part.attrib.get("d", "")))
        case _:
            return []


def path_points(data: str) -> Iterator[Point]:
    """Yield points of a path, enough of them to know where its curves run."""
    here = start = (0.0, 0.0)
    for letter, words in _STEP.findall(data):
        numbers = [float(number) for number in _NUMBER.findall(words)]
        takes = _TAKES[letter.upper()]
        if not takes:
            here = start
            yield here
            continue
        for nth in range(0, len(numbers), takes):
            given = numbers[nth : nth + takes]
            points = _step(letter, given, here)
            yield from points
            here = points[-1]
            if letter in "Mm" and nth == 0:
                start = here


def _step(letter: str, given: list[float], here: Point) -> list[Point]:
    x, y = here if letter.islower() else (0.0, 0.0)
    match letter.upper():
        case "H":
            return [(x + given[0], here[1])]
        case "V":
            return [(here[0], y + given[0])]
        case "A":
            return _arc(here, given, (x + given[5], y + given[6]))
        case _:
            corners = [(x + a, y + b) for a, b in zip(given[::2], given[1::2], strict=True)]
            return _curve([here, *corners]) if len(corners) > 1 else corners


def _curve(corners: list[Point]) -> list[Point]:
    return [_bezier(corners, n / _STEPS) for n in range(1, _STEPS + 1)]


def _bezier(corners: list[Point], share: float) -> Point:
    if len(corners) == 1:
        return corners[0]
    nearer = [
        (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in pairwise(corners)
    ]
    return _bezier(nearer, share)


def _arc(start: Point, given: list[float], end: Point) -> list[Point]:
    """Return points of an arc that bends to the right, as ours do: no tilt, the shorter way."""
    a, b = given[0], given[1]
    if not a or not b or start == end:
        return [end]
    dx, dy = (end[0] - start[0]) / 2 / a, (end[1] - start[1]) / 2 / b
    half = min(1.0, math.hypot(dx, dy))
    off = math.sqrt(max(0.0, 1 - half * half)) / (math.hypot(dx, dy) or 1)
    middle = (
        (start[0] + end[0]) / 2 - dy * off * a,
        (start[1] + end[1]) / 2 + dx * off * b,
    )
    begin = math.atan2((start[1] - middle[1]) / b, (start[0] - middle[0]) / a)
    turn = 2 * math.asin(half)
    angles = [begin + turn * n / _STEPS for n in range(1, _STEPS + 1)]
    return [(middle[0] + a * math.cos(t), middle[1] + b * math.sin(t)) for t in angles]


def _matrix(text: str) -> Matrix:
    at = _STILL
    for kind, words in _CHANGE.findall(text):
        given = [float(number) for number in _NUMBER.findall(words)]
        match kind:
            case "translate":
                step: Matrix = (1, 0, 0, 1, given[0], given[1] if len(given) > 1 else 0)
            case "scale":
                step = (given[0], 0, 0, given[-1], 0, 0)
            case "rotate":
                cos, sin = math.cos(math.radians(given[0])), math.sin(math.radians(given[0]))
                x, y = given[1:] if len(given) > 1 else (0.0, 0.0)
                step = (cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)
            case _:
                a, b, c, d, e, f = given
                step = (a, b, c, d, e, f)
        at = _joined(at, step)
    return at


def _joined(outer: Matrix, inner: Matrix) -> Matrix:
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )


def _moved(point: Point, at: Matrix) -> Point:
    a, b, c, d, e, f = at
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f
