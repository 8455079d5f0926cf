"""Looking at an SVG as a reader would: does anything overlap, is anything cut off or too faint?

Each check returns what is wrong in words, so that a test says `assert overlaps(svg) == []`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from tests.diagrams.drawn import Drawn, Frame, Point, Shape, Text, drawn

_TOUCH = 1.0  # points that frames may share: letters do not fill theirs
_TEXT = 4.5  # WCAG 2.2, success criterion 1.4.3
_SHAPE = 3.0  # WCAG 2.2, success criterion 1.4.11


def overlaps(svg: bytes) -> list[str]:
    """Return which texts overlap others, which boxes others, and which lines run through texts."""
    seen = drawn(svg)
    texts = [
        f"'{one.words}' over '{other.words}'"
        for one, other in combinations(seen.texts, 2)
        if one.frame.meets(other.frame, _TOUCH)
    ]
    boxes = _boxes(seen)
    met = [
        f"{one} over {other}"
        for one, other in combinations(boxes, 2)
        if boxes[one].meets(boxes[other], _TOUCH)
    ]
    return texts + met + struck(svg)


def struck(svg: bytes) -> list[str]:
    """Return the texts that a line runs through."""
    seen = drawn(svg)
    legs = [(leg, shape.place) for shape in _lines(seen) for leg in pairwise(shape.points)]
    return [
        f"a line through '{text.words}' of {_owner(text.within)}"
        for text in seen.texts
        if "key" not in text.within
        and any(
            _runs_through(leg, text.frame)
            and not _covered(seen, text.frame.middle, place, text.place)
            for leg, place in legs
        )
    ]


def through_boxes(svg: bytes) -> list[str]:
    """Return which lines run through a box or along its edge, but for where they end."""
    seen = drawn(svg)
    boxes = _boxes(seen)
    found = []
    for shape in _lines(seen):
        ends = [shape.points[0], shape.points[-1]]
        for name, frame in boxes.items():
            near = Frame(frame.left - 1, frame.top - 1, frame.right + 1, frame.bottom + 1)
            reach = Frame(near.left - 8, near.top - 8, near.right + 8, near.bottom + 8)
            meets = any(reach.holds(end) for end in ends)
            if any(_leg_meets(leg, near, ends if meets else []) for leg in pairwise(shape.points)):
                found.append(f"{_owner(shape.within)} runs through {name}")
    return found


def _leg_meets(leg: tuple[Point, Point], frame: Frame, ends: list[Point]) -> bool:
    """Say whether a leg meets a frame, other than as an end that stands on its edge."""
    (x, y), (to_x, to_y) = leg
    steps = int(max(abs(to_x - x), abs(to_y - y))) + 1
    points = (
        (x + (to_x - x) * nth / steps, y + (to_y - y) * nth / steps) for nth in range(steps + 1)
    )
    return any(
        frame.holds(point)
        and not any(abs(point[0] - end[0]) + abs(point[1] - end[1]) <= 3 for end in ends)
        for point in points
    )


def markers_over_each_other(svg: bytes) -> list[str]:
    """Return the markers of lines that cover one another."""
    seen = drawn(svg)
    tips = [shape for shape in seen.shapes if "line" in shape.within and shape.fill]
    return [
        f"{_owner(one.within)} over {_owner(other.within)}"
        for one, other in combinations(tips, 2)
        if one.frame.meets(other.frame, _TOUCH)
    ]


def marker_lengths(svg: bytes) -> set[float]:
    """Return how long the markers of lines are."""
    seen = drawn(svg)
    frames = [shape.frame for shape in seen.shapes if "line" in shape.within and shape.fill]
    return {round(max(frame.right - frame.left, frame.bottom - frame.top), 1) for frame in frames}


def cut_off(svg: bytes) -> list[str]:
    """Return the texts that leave the page or the box that they stand in."""
    seen = drawn(svg)
    boxes = _boxes(seen)
    wrong = []
    for text in seen.texts:
        if not seen.page.holds_all_of(text.frame, 0.0):
            wrong.append(f"'{text.words}' leaves the page")
        box = _box_id(text.within)
        if box in boxes and not boxes[box].holds_all_of(text.frame, 6.0):
            wrong.append(f"'{text.words}' leaves its box {box}")
    wrong += [
        f"{name} leaves the page"
        for name, frame in boxes.items()
        if not seen.page.holds_all_of(frame, 0.0)
    ]
    return wrong


def low_contrast(svg: bytes) -> list[str]:
    """Return the texts, outlines and lines that are too faint for what they stand on."""
    seen = drawn(svg)
    wrong = []
    for text in seen.texts:
        ground = _ground(seen, text.frame.middle, text.place)
        if (ratio := contrast(text.colour, ground)) < _TEXT:
            wrong.append(f"'{text.words}': {text.colour} on {ground} is {ratio:.1f} to 1")
    for shape in seen.shapes:
        if shape.stroke is None or not _means_something(shape):
            continue
        for point in _sampled(shape):
            ground = _ground(seen, point, shape.place)
            if (ratio := contrast(shape.stroke, ground)) < _SHAPE:
                wrong.append(f"a line of {shape.within[-1:]}: {shape.stroke} on {ground}")
                break
    return wrong


def smallest_type(svg: bytes, *, width: float = 539.0, height: float = 786.0) -> float:
    """Return the size of the smallest type when the picture is put on an A4 page, either way up."""
    seen = drawn(svg)
    wide, high = seen.page.right - seen.page.left, seen.page.bottom - seen.page.top
    scale = max(min(width / wide, height / high), min(height / wide, width / high))
    return min((text.size for text in seen.texts), default=0.0) * min(scale, 1.0)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return how light a colour is, as WCAG counts it."""
    match = re.fullmatch(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})", colour)
    assert match, f"{colour} is no colour in six digits"
    parts = [int(part, 16) / 255 for part in match.groups()]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _boxes(seen: Drawn) -> dict[str, Frame]:
    """Return the outermost outline of each box."""
    found: dict[str, Frame] = {}
    for shape in seen.shapes:
        name = _box_id(shape.within)
        if name and shape.stroke and name not in found:
            found[name] = shape.frame
    return found


def _box_id(within: tuple[str, ...]) -> str | None:
    for kind, name in pairwise(within):
        if kind == "box":
            return name
    return None


def _lines(seen: Drawn) -> list[Shape]:
    return [shape for shape in seen.shapes if "line" in shape.within and shape.fill is None]


def _runs_through(leg: tuple[Point, Point], frame: Frame) -> bool:
    """Say whether a leg runs through the inside of a frame, looked at in steps of a point."""
    (x, y), (to_x, to_y) = leg
    inner = Frame(frame.left + 1, frame.top + 1.5, frame.right - 1, frame.bottom - 1.5)
    if (
        max(x, to_x) < inner.left
        or min(x, to_x) > inner.right
        or max(y, to_y) < inner.top
        or min(y, to_y) > inner.bottom
    ):
        return False
    steps = int(max(abs(to_x - x), abs(to_y - y))) + 1
    return any(
        inner.holds((x + (to_x - x) * n / steps, y + (to_y - y) * n / steps))
        for n in range(steps + 1)
    )


def _covered(seen: Drawn, point: Point, after: int, before: int) -> bool:
    """Say whether something filled lies over a line and under a text that stands there."""
    return any(
        shape.fill and after < shape.place < before and shape.frame.holds(point)
        for shape in seen.shapes
    )


def _ground(seen: Drawn, point: Point, before: int) -> str:
    """Return the colour of the topmost shape under a point, of those drawn before."""
    under: Iterable[Shape] = (
        shape
        for shape in reversed(seen.shapes)
        if shape.place < before
        and shape.fill
        and "line" not in shape.within  # a marker is no ground
        and shape.frame.holds(point)
    )
    return next((shape.fill for shape in under if shape.fill), "#ffffff")


def _owner(within: tuple[str, ...]) -> str:
    return within[-1] if within else "the picture"


def _means_something(shape: Shape) -> bool:
    """Say whether a stroke tells something; a hair line of a grid does not."""
    return any(kind in shape.within for kind in ("line", "box", "group"))


def _sampled(shape: Shape) -> Iterator[Point]:
    yield from shape.points[:: max(1, len(shape.points) // 12)]


def words_of(svg: bytes) -> list[str]:
    """Return all texts of a picture in the order they are drawn."""
    return [text.words for text in drawn(svg).texts]


def text_with(svg: bytes, words: str) -> Text:
    """Return the text that says exactly this."""
    return next(text for text in drawn(svg).texts if text.words == words)
