"""Where everything stands: the answer of the layout program, in points, y downwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from diagrams.pictures.chart.placed import charted
from diagrams.pictures.dot.source import layout_source
from diagrams.pictures.layout.hanging import settled
from diagrams.pictures.layout.parts import has_label_node, label_node, parts_of
from diagrams.pictures.layout.program import ask_program
from diagrams.pictures.layout.trees import grown, straight
from diagrams.pictures.shapes import Frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diagrams.pictures.chart.placed import Placed
    from diagrams.pictures.layout.parts import Parts
    from diagrams.pictures.sketch import Sketch

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke of a line: Bézier curves, and the tips of its markers where it has them."""

    points: tuple[Point, ...]
    tail_tip: Point | None = None
    head_tip: Point | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands.

    Attributes:
        width: of the whole.
        height: as above.
        boxes: the frame of each box.
        groups: the frame of each group.
        lines: the strokes of each line, in the direction of its layout.
        labels: where the middle of each line's label is.
    """

    width: float
    height: float
    boxes: Mapping[str, Frame]
    groups: Mapping[str, Frame]
    lines: Mapping[str, tuple[Stroke, ...]]
    labels: Mapping[str, Point]


def laid_out(parts: Parts) -> Layout:
    """Return where everything stands.

    Raises:
        NoDotProgram: nothing on this machine lays graphs out.
        DotFailed: the layout program gave up.
    """
    if parts.sketch.chart:
        # What stands above and below a chart does not move it.
        return _of_sketch(replace(parts.sketch, title="", description=(), notes=()))
    answer = ask_program(layout_source(parts))
    return settled(parts, _Reader(parts, answer).layout())


@lru_cache(maxsize=1)  # how large a chart is, is asked before it is drawn
def _of_sketch(sketch: Sketch) -> Layout:
    return _of_chart(charted(parts_of(sketch)))


def _of_chart(placed: Placed) -> Layout:
    """Return a chart as the drawing wants it: its straight legs as curves."""
    lines = {
        line: tuple(Stroke(straight(corners), tail, head) for corners, tail, head in strokes)
        for line, strokes in placed.lines.items()
    }
    return Layout(*placed.size, placed.boxes, placed.groups, lines, placed.labels)


class _Reader:
    """Reads the program's answer, whose y runs upwards."""

    def __init__(self, parts: Parts, answer: dict[str, Any]) -> None:
        self.parts = parts
        self.answer = answer
        _, _, self.width, self.height = _numbers(answer.get("bb", "0,0,0,0"))
        self.named = {part["name"]: part for part in answer.get("objects", ())}
        self.edges = {part["id"]: part for part in answer.get("edges", ()) if "id" in part}

    def layout(self) -> Layout:
        parts, ids = self.parts, self.parts.ids
        sketch = parts.sketch
        frames = {
            group.id: self._bounds(f"cluster_{ids.groups[group.id]}") for group in sketch.groups
        }
        boxes = {box.id: self._frame(ids.boxes[box.id]) for box in sketch.boxes}
        lines = {line.id: self._strokes(ids.lines[line.id]) for line in sketch.lines}
        if sketch.tree:
            boxes, lines = grown(sketch, boxes, lines, (self.width, self.height))
        return Layout(
            self.width,
            self.height,
            boxes,
            {identity: frame for identity, frame in frames.items() if frame},
            lines,
            {
                line.id: self._point(
                    self.named[label_node(parts, line)]["pos"]
                    if has_label_node(parts, line)
                    else self.edges[ids.lines[line.id]]["lp"]
                )
                for line in sketch.lines
                if line.id in parts.labels
            },
        )

    def _point(self, text: str) -> Point:
        x, y = _numbers(text)
        return x, self.height - y

    def _frame(self, name: str) -> Frame:
        part = self.named[name]
        x, y = self._point(part["pos"])
        wide, high = float(part["width"]) * 72, float(part["height"]) * 72
        return Frame(x - wide / 2, y - high / 2, wide, high)

    def _bounds(self, name: str) -> Frame | None:
        bounds = self.named.get(name, {}).get("bb")
        if not bounds:  # a group that nothing stands in
            return None
        left, low, right, high = _numbers(bounds)
        return Frame(left, self.height - high, right - left, high - low)

    def _strokes(self, name: str) -> tuple[Stroke, ...]:
        return tuple(
            self._stroke(self.edges[one]["pos"])
            for one in (name, f"{name}-2")
            if one in self.edges and "pos" in self.edges[one]
        )

    def _stroke(self, text: str) -> Stroke:
        points, tips = [], {}
        for word in text.split():
            if word[:2] in {"s,", "e,"}:
                tips[word[0]] = self._point(word[2:])
            else:
                points.append(self._point(word))
        return Stroke(tuple(points), tips.get("s"), tips.get("e"))


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]
