"""Bands: groups with rows of their own are framed from side to side, one under the other."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx

from diagrams.pictures.layout.parts import parts_of
from diagrams.pictures.layout.placing import Layout, laid_out
from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture
from diagrams.pictures.sketch import Box, Group, Line, Row, Sketch
from tests.diagrams.looking import cut_off, overlaps


def box(name: str, rank: int, group: str | None) -> Box:
    return Box(
        f"body-{name}", (Row((f"Board {name}",), strong=True),), name, group=group, rank=rank
    )


def line(upper: str, lower: str, *label: str) -> Line:
    ends = f"body-{upper}", f"body-{lower}"
    return Line(
        f"line-{upper}-{lower}", *ends, "above", at_tail="arrow", at_head="none", label=label
    )


SKETCH = Sketch(
    id="bands",
    title="Bands",
    moment="As at 5 November 2018",
    description=("Two bands and a box without one.",),
    boxes=(
        box("a", 0, "one"),
        box("b", 1, "one"),
        box("c", 2, "two"),
        box("d", 2, "two"),
        box("e", 3, None),
    ),
    lines=(line("a", "b"), line("b", "c", "every month"), line("a", "d"), line("c", "e")),
    groups=(Group("one", "The first", band=True), Group("two", "The second", band=True)),
    chart=True,
)


def layout(sketch: Sketch = SKETCH) -> Layout:
    return laid_out(parts_of(sketch))


def test_a_band_goes_from_side_to_side_and_holds_its_boxes() -> None:
    found = layout()
    one, two = found.groups["one"], found.groups["two"]
    assert (one.x, one.width) == (two.x, two.width) == (0.0, found.width)
    for frame, names in ((one, "ab"), (two, "cd")):
        for name in names:
            placed = found.boxes[f"body-{name}"]
            assert frame.y < placed.y
            assert placed.bottom < frame.bottom
            assert frame.x < placed.x
            assert placed.right < frame.right


def test_bands_are_apart_from_each_other_and_from_what_is_in_none() -> None:
    found = layout()
    one, two, free = found.groups["one"], found.groups["two"], found.boxes["body-e"]
    assert one.bottom < two.y
    assert two.bottom < free.y
    assert free.bottom <= found.height + 0.01


def test_a_label_of_a_line_between_bands_stands_in_the_lower_one() -> None:
    found = layout()
    assert found.groups["two"].y < found.labels["line-b-c"][1] < found.boxes["body-c"].y


def test_lines_end_at_their_boxes_and_markers_keep_their_size() -> None:
    found = layout()
    (stroke,) = found.lines["line-a-d"]
    assert stroke.tail_tip is not None
    assert abs(stroke.tail_tip[1] - found.boxes["body-a"].bottom) < 2
    assert abs(stroke.points[-1][1] - found.boxes["body-d"].y) < 2
    assert abs(stroke.points[0][1] - stroke.tail_tip[1]) < 12


def test_bands_are_drawn_without_anything_over_another() -> None:
    drawn = Picture(nx.MultiDiGraph(), SKETCH, Look()).as_bytes("svg")
    assert overlaps(drawn) == []
    assert cut_off(drawn) == []


def test_graphviz_source_keeps_bands_as_groups() -> None:
    source = Picture(nx.MultiDiGraph(), SKETCH, Look()).as_bytes("dot").decode()
    assert source.count("cluster_bands-one") == 1
    plain = replace(SKETCH, groups=tuple(replace(group, band=False) for group in SKETCH.groups))
    assert "before" not in source
    assert source == Picture(nx.MultiDiGraph(), plain, Look()).as_bytes("dot").decode()
