"""Names of parts: valid, unique and the same in every drawing of the same thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diagrams.errors import BrokenSketch
from diagrams.pictures.ids import escaped, ids_of
from diagrams.pictures.sketch import Box, Group, Line, Sketch


def sketch(*boxes: Box, lines: tuple[Line, ...] = (), groups: tuple[Group, ...] = ()) -> Sketch:
    return Sketch("route", "T", "now", (), boxes, lines, groups)


A, B = Box("state-a", (), "a"), Box("state-b", (), "b")


def test_a_name_is_the_id_of_the_drawing_and_that_of_the_part() -> None:
    ids = ids_of(sketch(A, lines=(Line("line-1", "state-a", "state-a", ""),)))
    assert ids.drawing == "route"
    assert ids.boxes == {"state-a": "route-state-a"}
    assert ids.lines == {"line-1": "route-line-1"}


def test_references_of_every_kind_have_names_that_stay_apart() -> None:
    refs = ["a/b", "a_b", "a b", "a_2fb", 'a"b', "ŵ", "a.b", "", "\ud800"]
    names = [escaped(ref) for ref in refs]
    assert len(set(names)) == len(refs)
    assert names[0] == "a_2fb"
    assert all(name.isascii() for name in names)


def test_a_name_never_begins_with_a_digit() -> None:
    assert ids_of(replace(sketch(A), id="2018/19")).drawing == "drawing-2018_2f19"


def test_a_box_a_line_and_a_group_with_one_id_have_three_names() -> None:
    drawing = sketch(
        Box("x", (), "", group="x"), lines=(Line("x", "x", "x", ""),), groups=(Group("x", "X"),)
    )
    ids = ids_of(drawing)
    assert len({ids.boxes["x"], ids.lines["x"], ids.groups["x"]}) == 3


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (sketch(A, A), "the id 'state-a' stands 2 times"),
        (sketch(A, lines=(Line("l", "state-a", "gone", ""),)), "'gone' is named, but nothing"),
        (sketch(replace(A, group="gone")), "'gone' is named, but nothing"),
        (sketch(A, groups=(Group("g", "G", parent="gone"),)), "'gone' is named, but nothing"),
    ],
)
def test_a_sketch_that_contradicts_itself_is_refused(broken: Sketch, reason: str) -> None:
    with pytest.raises(BrokenSketch, match=reason):
        ids_of(broken)
