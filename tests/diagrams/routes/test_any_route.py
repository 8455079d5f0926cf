"""Routes that people draw up themselves read well too: in lanes, else without, else with signs.

``MINUTEBOOK_MODEL_RUNS=500`` looks at so many routes.
"""

from __future__ import annotations

import os

import pytest

from diagrams.pictures.layout.parts import parts_of
from diagrams.pictures.layout.placing import laid_out
from diagrams.pictures.legible import reading_of
from diagrams.routes.arranged import looped, told_below, unframed
from diagrams.routes.graph import route_graph
from diagrams.routes.picture import route_picture
from diagrams.routes.sketch import route_sketch
from tests.diagrams import looking
from tests.diagrams.routes.drawn_up import drawn_up

RUNS = int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "6"))
SIZES = (4, 6, 8, 10, 12, 16)
ON_A_PAGE = 10
"""States before the end of which a page of A4 shows all in type that can be read."""


@pytest.mark.parametrize("seed", range(RUNS))
def test_any_route_is_drawn_without_one_thing_over_another(seed: int) -> None:
    states = SIZES[seed % len(SIZES)]
    drawn = route_picture(route_graph(drawn_up(seed, states))).as_bytes("svg")
    assert looking.overlaps(drawn) + looking.cut_off(drawn) == []
    assert looking.smallest_type(drawn) >= 6 or states > ON_A_PAGE


def test_a_route_of_twenty_four_states_in_seven_lanes_has_nothing_over_anything() -> None:
    drawn = route_picture(route_graph(drawn_up(1, 24, lanes=7))).as_bytes("svg")
    assert looking.overlaps(drawn) + looking.cut_off(drawn) == []


def test_what_stands_in_the_way_is_measured_as_a_reader_sees_it() -> None:
    """What the drawing judges itself by finds all that the tests find who look at the SVG."""
    for seed in range(2):
        sketch = route_sketch(route_graph(drawn_up(seed, 8)))
        whole = route_picture(route_graph(drawn_up(seed, 8)))
        alone = type(whole)(whole.graph, sketch).as_bytes("svg")
        parts = parts_of(sketch)
        met = reading_of(parts, laid_out(parts), (100, 100)).met
        assert bool(met) >= bool(looking.overlaps(alone))


def test_without_lanes_each_box_says_who_acts() -> None:
    sketch = route_sketch(route_graph(drawn_up(3, 6)))
    plain = unframed(sketch)
    assert (plain.groups, {box.group for box in plain.boxes}) == ((), {None})
    names = {group.id: group.name for group in sketch.groups}
    for before, after in zip(sketch.boxes, plain.boxes, strict=True):
        if before.group and before.shape != "circle":
            assert after.rows[1].cells == (f"{names[before.group]} acts",)


def test_a_step_that_leaves_a_journey_where_it_is_can_stand_in_its_box() -> None:
    sketch = route_sketch(route_graph(drawn_up(1, 10)))
    loops = [line for line in sketch.lines if line.tail == line.head]
    assert loops
    inside = looped(sketch)
    told = [cell for box in inside.boxes for row in box.rows for cell in row.cells]
    assert told.count("↻ Extend the stay") == len(loops)
    assert len(inside.lines) == len(sketch.lines) - len(loops)


def test_signs_at_lines_are_told_beneath_and_lines_that_say_the_same_share_one() -> None:
    sketch = route_sketch(route_graph(drawn_up(1, 10)))
    below = told_below(sketch, {})
    said = {line.label for line in sketch.lines if line.label}
    assert len(below.signs) == len(said)
    assert below.signs[0] == "1. Hand over to stage 1, within 3 working days"
    assert {line.label for line in below.lines if line.label} == {
        (str(number + 1),) for number in range(len(said))
    }


def test_steps_taken_keep_their_numbers_and_the_others_have_letters() -> None:
    sketch = route_sketch(route_graph(drawn_up(1, 30)))
    first, *_ = (line.id for line in sketch.lines if line.label)
    told = told_below(sketch, {first: "1, 2"}).signs
    assert [each.partition(".")[0] for each in told[:3]] == ["1, 2", "b", "c"]
    assert told[26].startswith("aa. ")
