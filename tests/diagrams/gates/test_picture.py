"""How a sequence of gates is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diagrams.gates.notation import bar
from diagrams.gates.picture import gates_picture
from diagrams.gates.sketch import gates_sketch
from diagrams.pictures.look import THEMES, Look
from diagrams.pictures.sketch import Box, Sketch
from tests.books import BookOnDisk
from tests.diagrams import looking
from tests.diagrams.gates.books import (
    AGAIN,
    BOARD,
    BREACH,
    GO_LIVE,
    NORFOLK,
    graph_of,
    many,
    recorded,
)

GOLDEN = Path(__file__).parents[1] / "golden"
LAST_DAY = "2017-11-10"


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    """A gate that goes on conditions, one of which is breached, and is decided again."""
    return recorded(tmp_path_factory.mktemp("board"), BOARD, BREACH, AGAIN)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    """Seven gates and twenty owners."""
    return recorded(tmp_path_factory.mktemp("long"), many(7, 20))


def box_of(sketch: Sketch, name: str) -> Box:
    """Return a box by its id."""
    return next(box for box in sketch.boxes if box.id == name)


def told(box: Box) -> list[str]:
    """Return the rows of a box as text."""
    return [" ".join(row.cells) for row in box.rows]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("day", ["2017-07-30", LAST_DAY])
def test_nothing_overlaps_nothing_is_cut_off_and_all_is_legible(
    what_if_book: BookOnDisk, theme: str, day: str
) -> None:
    graph = graph_of(what_if_book, GO_LIVE, day)
    svg = gates_picture(graph, look=Look(theme)).as_bytes("svg")  # type: ignore[arg-type]
    assert looking.overlaps(svg) == []
    assert looking.cut_off(svg) == []
    assert looking.low_contrast(svg) == []
    assert looking.smallest_type(svg) >= 6


def test_many_gates_are_folded_and_many_groups_gathered(long: BookOnDisk) -> None:
    picture = gates_picture(graph_of(long, "long", "2018-03-10"))
    ranks = [box.rank for box in picture.sketch.boxes if box.id.startswith("gate-")]
    assert ranks == [0, 0, 0, 0, 2, 2, 2]
    rows = told(box_of(picture.sketch, "readiness-long/2"))
    assert f"5 other groups {bar(1, 5)} 1 of 5" in rows
    assert "20 of 20 criteria met" in told(box_of(picture.sketch, "decision-long/1/1"))
    svg = picture.as_bytes("svg")
    assert looking.overlaps(svg) == []
    assert looking.cut_off(svg) == []


def test_gates_that_are_folded_are_joined_and_readiness_stands_right_under_its_gate(
    long: BookOnDisk,
) -> None:
    graph = graph_of(long, "long", "2018-03-10")
    sketch = gates_sketch(graph)
    gates = sum(each.id.startswith("gate-") for each in sketch.boxes)
    then = [each for each in sketch.lines if each.id.startswith("then-")]
    assert len(then) == gates - 1
    ranks = {each.id: each.rank or 0 for each in sketch.boxes}
    assert any(not each.shapes for each in then)  # these lead on to the next row
    for each in sketch.lines:
        if each.id.startswith("below-"):
            assert ranks[each.head] == ranks[each.tail] + 1


def test_a_decision_is_told_by_its_letter_and_its_words(what_if_book: BookOnDisk) -> None:
    sketch = gates_sketch(graph_of(what_if_book, GO_LIVE, LAST_DAY))
    marks = [(box.mark, told(box)[0]) for box in sketch.boxes if box.id.startswith("decision-")]
    assert marks == [
        ("G", "Go"),
        ("N", "No-go"),
        ("G", "Go"),
        ("C", "Go on conditions"),
        ("G", "Go"),
        ("R", "Recycle to gate 3"),
        ("G", "Go"),
    ]
    assert [entry.words for entry in sketch.key] == [
        "go",
        "go on conditions",
        "no-go: to be decided again",
        "recycle: an earlier gate is passed again",
        "gate that is next to be decided",
        "sent back to an earlier gate",
        "decided again",
    ]


def test_the_next_gate_shows_its_plan_what_waits_and_how_ready_each_group_is(
    what_if_book: BookOnDisk,
) -> None:
    sketch = gates_sketch(graph_of(what_if_book, GO_LIVE, LAST_DAY))
    gate = box_of(sketch, f"gate-{GO_LIVE}/5")
    assert told(gate) == [
        "Gate 5",
        "Going live",
        "Planned for 20 November 2017",
        "Next to be decided",
        "Holds back: project live",
    ]
    assert gate.outlines == 2
    rows = told(box_of(sketch, f"readiness-{GO_LIVE}/5"))
    assert rows[:2] == ["Readiness on 10 November 2017", "67 of 94 criteria met or waived"]
    assert "Finance lead ■■■■■■■□ 9 of 10" in rows
    assert "• Auditors have seen a run from end to end: not met (Finance lead)" in rows
    assert "• 25 not assessed: Cutover lead 10, Service desk lead 9, Business change lead 6" in rows
    assert any("waived until 8 January 2018" in row for row in rows)


def test_a_gate_that_is_open_again_says_why(what_if_book: BookOnDisk) -> None:
    sketch = gates_sketch(graph_of(what_if_book, GO_LIVE, "2017-07-30"))
    gate = box_of(sketch, f"gate-{GO_LIVE}/3")
    assert "Open again: gate 4 recycled to gate 3 on 24 July 2017" in told(gate)
    assert gate.dashed
    [back] = [line for line in sketch.lines if line.head == gate.id and not line.shapes]
    assert back.tail == f"decision-{GO_LIVE}/4/1"


def test_conditions_are_told_with_how_they_stand(board: BookOnDisk) -> None:
    sketch = gates_sketch(graph_of(board, "launch", "2018-04-21"))
    first, second = (box_of(sketch, f"decision-launch/1/{n}") for n in (1, 2))
    assert told(first)[-2:] == [
        "• Move the rest (Data lead, due 20 February 2018): breached 21 February 2018",
        "• Tell the users (due 20 March 2018): discharged 10 February 2018",
    ]
    assert told(second)[-1] == "• Move the rest (Data lead, due 20 April 2018): overdue"
    assert first.link == "resolution/board%2F2018%2F004"
    assert "Resolution board/2018/004" in told(first)
    assert "Where no resolution is named, the book has none for the decision." in sketch.notes


def test_without_criteria_the_drawing_says_that_readiness_is_not_known(
    norfolk_book: BookOnDisk,
) -> None:
    sketch = gates_sketch(graph_of(norfolk_book, NORFOLK, "2017-11-08"))
    assert sketch.notes == (
        "The book has no criteria of these gates, so it cannot say how ready they are.",
    )
    assert sketch.moment == (
        "As at 8 November 2017. Decided by Social Care System Replacement Programme Board."
    )


def test_all_that_is_drawn_is_said_in_words(what_if_book: BookOnDisk) -> None:
    sketch = gates_sketch(graph_of(what_if_book, GO_LIVE, LAST_DAY))
    assert len(sketch.description) == 1 + 5 + 7 + 1
    assert sketch.description[4] == (
        "Gate 2, decision 1: no-go on 24 April 2017; 91 of 94 criteria met; Finance lead 9 of 10;"
        " Integration lead 8 of 10; must change: The ledger takes the files; must change: The"
        " out-of-hours team sees records at night."
    )


@pytest.mark.parametrize(
    ("part", "whole", "drawn"), [(0, 9, "□" * 8), (1, 94, "■" + "□" * 7), (93, 94, "■" * 7 + "□")]
)
def test_only_a_share_of_all_is_a_full_bar(part: int, whole: int, drawn: str) -> None:
    assert bar(part, whole) == drawn


@pytest.mark.parametrize("ending", ["dot", "svg"])
def test_the_gates_of_norfolk_are_drawn_as_ever(
    norfolk_book: BookOnDisk, golden: Callable[[Path, str], None], ending: str
) -> None:
    picture = gates_picture(graph_of(norfolk_book, NORFOLK, "2017-11-08"))
    golden(GOLDEN / f"gates-norfolk.{ending}", picture.as_bytes(ending).decode())
