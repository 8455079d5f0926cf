"""Trees: boxes of a rank are equally wide, and lines are elbows that cross no box."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Literal

import pytest

from diagrams.pictures.layout.parts import parts_of
from diagrams.pictures.layout.placing import Layout, Stroke, laid_out
from diagrams.pictures.layout.trees import grown
from diagrams.pictures.shapes import Frame
from diagrams.pictures.sketch import Box, Line, Row, Sketch

Direction = Literal["down", "right"]


def _sketch(direction: Direction, *, tree: bool = True) -> Sketch:
    ranks = {"all": 0, "a": 1, "b": 1, "a1": 2, "a2": 2, "a3": 2, "b1": 2}
    lines = [("all", "a"), ("all", "b"), ("a", "a1"), ("a", "a2"), ("a", "a3"), ("b", "b1")]
    return Sketch(
        id="tree",
        title="A tree",
        moment="",
        description=(),
        boxes=tuple(
            Box(name, (Row((name * (1 + rank),)),), name, rank=rank) for name, rank in ranks.items()
        ),
        lines=tuple(Line(f"{tail}-{head}", tail, head, "", at_head="none") for tail, head in lines),
        direction=direction,
        tree=tree,
    )


def _laid(direction: Direction) -> Layout:
    return laid_out(parts_of(_sketch(direction)))


@pytest.mark.parametrize("direction", ["down", "right"])
def test_lines_run_straight_along_the_gaps(direction: Direction) -> None:
    for strokes in _laid(direction).lines.values():
        for one, other in pairwise(strokes[0].points):
            assert one[0] == pytest.approx(other[0]) or one[1] == pytest.approx(other[1])


def test_boxes_of_a_rank_are_equally_wide() -> None:
    boxes = _laid("right").boxes
    assert boxes["a"].width == boxes["b"].width
    assert boxes["a1"].width == boxes["b1"].width
    assert boxes["a"].width != boxes["a1"].width


@pytest.mark.parametrize("direction", ["down", "right"])
def test_a_box_stands_at_the_middle_of_what_is_below_it(direction: Direction) -> None:
    boxes, axis = _laid(direction).boxes, 1 if direction == "right" else 0
    below = (boxes["a1"].middle[axis], boxes["a3"].middle[axis])
    assert boxes["a"].middle[axis] == pytest.approx(sum(below) / 2, abs=0.1)
    assert boxes["b"].middle[axis] == pytest.approx(boxes["b1"].middle[axis], abs=0.1)


def test_a_line_that_would_cross_a_box_stays_as_it_was_laid_out() -> None:
    sketch = Sketch(
        id="tree",
        title="",
        moment="",
        description=(),
        boxes=tuple(Box(name, (), name, rank=rank) for rank, name in enumerate("acb")),
        lines=(Line("a-b", "a", "b", "", at_head="none"),),
        direction="right",
        tree=True,
    )
    frames = {
        "a": Frame(0, 0, 40, 20),
        "b": Frame(160, 0, 40, 20),
        "c": Frame(80, 0, 40, 20),  # between the two
    }
    around = (Stroke(((40.0, 10.0), (80.0, -20.0), (120.0, -20.0), (160.0, 10.0))),)
    boxes, lines = grown(sketch, frames, {"a-b": around}, (200, 20))
    assert boxes == frames
    assert lines == {"a-b": around}


def test_boxes_that_would_meet_stay_where_they_are() -> None:
    lines = (
        Line("a-c", "a", "c", "", at_head="none"),
        Line("b-d", "b", "d", "", at_head="none"),
    )
    ranks = {"a": 0, "b": 0, "c": 1, "d": 1}
    sketch = Sketch(
        id="tree",
        title="",
        moment="",
        description=(),
        boxes=tuple(Box(name, (), name, rank=rank) for name, rank in ranks.items()),
        lines=lines,
        direction="right",
        tree=True,
    )
    frames = {
        "a": Frame(0, 0, 40, 50),
        "b": Frame(0, 70, 40, 50),
        "c": Frame(100, 40, 40, 10),
        "d": Frame(100, 60, 40, 10),
    }
    strokes = {line.id: (Stroke(((0.0, 0.0),)),) for line in lines}
    boxes, _ = grown(sketch, frames, strokes, (140, 120))
    assert boxes == frames


def test_a_line_with_a_marker_stays_as_it_was_laid_out() -> None:
    sketch = _sketch("right")
    (first, *others) = sketch.lines
    marked = replace(sketch, lines=(replace(first, at_head="arrow"), *others))
    strokes = laid_out(parts_of(marked)).lines
    assert strokes[first.id][0].head_tip is not None
    assert strokes[others[0].id][0].head_tip is None
