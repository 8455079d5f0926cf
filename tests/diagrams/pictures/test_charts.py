"""Charts: lines run between rows and between boxes, and those of one look share a trunk."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams.pictures.layout.parts import parts_of
from diagrams.pictures.layout.placing import Layout, laid_out
from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture
from diagrams.pictures.sketch import Box, Group, Line, Row, Shape, Sketch
from tests.diagrams import looking

TOP = "council"
SHAPES: list[Shape] = ["box", "hexagon", "octagon", "stadium", "note"]


def committees(rows: int, in_a_row: int, *, often: bool = False) -> Sketch:
    """Return a council with rows of committees that all report to it."""
    names = [f"c{row}-{nth}" for row in range(rows) for nth in range(in_a_row)]
    boxes = [Box(TOP, (Row(("Full Council",), strong=True),), TOP, rank=0, shape="octagon")]
    boxes += [
        Box(name, (Row((f"Committee {name}",), strong=True),), name, rank=1 + nth // in_a_row)
        for nth, name in enumerate(names)
    ]
    return Sketch(
        "chart", "A chart", "today", (), tuple(boxes), tuple(up(name, often) for name in names),
        chart=True,
    )  # fmt: skip


def up(name: str, often: bool = False, to: str = TOP) -> Line:  # noqa: FBT001, FBT002 - one fact
    label = ("monthly",) if often else ()
    return Line(f"{name}-{to}", to, name, name, at_tail="arrow", at_head="none", label=label)


def laid(sketch: Sketch) -> Layout:
    return laid_out(parts_of(sketch))


def drawn(sketch: Sketch) -> bytes:
    return Picture(nx.MultiDiGraph(), sketch, Look()).as_bytes("svg")


@pytest.mark.parametrize("often", [False, True])
def test_lines_of_one_kind_to_one_superior_have_one_marker(often: bool) -> None:  # noqa: FBT001
    strokes = [
        stroke
        for line in laid(committees(3, 4, often=often)).lines.values()
        for stroke in line
        if stroke.tail_tip or stroke.head_tip
    ]
    assert len(strokes) == 1


def test_lines_of_different_looks_have_markers_apart() -> None:
    sketch = committees(1, 4)
    dashed = (replace(line, stroke="dashed", id=f"{line.id}-too") for line in sketch.lines)
    svg = drawn(replace(sketch, lines=(*sketch.lines, *dashed)))
    assert looking.markers_over_each_other(svg) == []
    assert looking.through_boxes(svg) == []


def test_a_trunk_to_a_lower_row_passes_between_the_boxes_of_the_rows_before() -> None:
    svg = drawn(committees(3, 4, often=True))
    assert looking.through_boxes(svg) == []
    assert looking.overlaps(svg) == []
    assert looking.cut_off(svg) == []


def test_rows_stand_under_the_middle_of_their_superior() -> None:
    layout = laid(committees(3, 4))
    middle = layout.boxes[TOP].middle[0]
    for row in range(3):
        boxes = [layout.boxes[f"c{row}-{nth}"] for nth in range(4)]
        left, right = min(box.x for box in boxes), max(box.right for box in boxes)
        assert (left + right) / 2 == pytest.approx(middle, abs=12)


def test_how_often_stands_at_the_drop_of_its_own_line() -> None:
    layout = laid(committees(2, 4, often=True))
    for name, (x, y) in layout.labels.items():
        box = layout.boxes[name.removesuffix(f"-{TOP}")]
        assert box.x < x < box.right
        assert box.y - 30 < y < box.y


def test_lines_along_a_row_against_the_rows_and_back_to_a_box_are_drawn() -> None:
    lines = (up("c0-1", to="c0-0"), up("c0-0", to="c1-0"), up("c1-1", to="c1-1"))
    sketch = committees(2, 2)
    sketch = replace(sketch, lines=(*sketch.lines, *lines))
    svg = drawn(sketch)
    assert looking.through_boxes(svg) == []
    assert len(looking.marker_lengths(svg)) == 1
    layout = laid(sketch)
    (against,) = layout.lines["c0-0-c1-0"]
    assert against.head_tip is not None
    assert against.head_tip[1] == pytest.approx(layout.boxes["c1-0"].y)


@st.composite
def charts(draw: st.DrawFn) -> Sketch:
    """Any rows of boxes, in groups or not, with any lines between them."""
    ranks = draw(st.lists(st.integers(0, 4), min_size=1, max_size=12))
    bands = draw(st.booleans())
    groups = {rank: f"g{rank if bands else rank % 2}" for rank in ranks}
    shapes = st.sampled_from(SHAPES)
    boxes = tuple(
        Box(f"b{nth}", (Row((f"Board {nth}",)),), "", draw(shapes), rank=rank, group=groups[rank])
        for nth, rank in enumerate(ranks)
    )
    end = st.sampled_from([box.id for box in boxes])
    ends = draw(st.lists(st.tuples(end, end, st.booleans()), max_size=14))
    lines = tuple(
        replace(up(lower, often, upper), id=f"l{nth}")
        for nth, (lower, upper, often) in enumerate(ends)
    )
    frames = tuple(Group(name, f"Group {name}", band=bands) for name in sorted({*groups.values()}))
    return Sketch("any", "Any", "today", (), boxes, lines, frames, chart=True)


@given(charts())
@settings(deadline=None, max_examples=60)  # the first drawing loads its libraries
def test_whatever_the_lines_none_runs_through_a_box(sketch: Sketch) -> None:
    svg = drawn(sketch)
    assert looking.through_boxes(svg) == []
    assert looking.cut_off(svg) == []
    assert svg.count(b'class="line"') == len(sketch.lines)
