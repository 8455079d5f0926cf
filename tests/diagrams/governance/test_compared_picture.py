"""How two days of a structure are drawn: signs, numbers of decisions, and what they decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from diagrams.governance.compared import compared_graph
from diagrams.governance.picture import governance_part, governance_picture
from diagrams.governance.ways import READABLE
from diagrams.pictures.look import THEMES, Look, Theme
from diagrams.pictures.picture import Picture
from diagrams.pictures.sketch import Box, Line
from projections.bodies.differences import BodyChange, Cause, Differences, LineChange, differences
from projections.structure import BodyAt, LineAt, Structure
from tests.books import BookOnDisk
from tests.diagrams import looking

GOLDEN = Path(__file__).parents[1] / "golden"
BEFORE, AFTER = date(2018, 11, 4), date(2018, 11, 5)


def _picture(book: BookOnDisk, theme: Theme = "light", **wanted: str | int | bool) -> Picture:
    with book.views() as views:
        graph = compared_graph(differences(views, BEFORE, AFTER))
    return governance_picture(graph, look=Look(theme), **wanted)  # type: ignore[arg-type]


def _box(picture: Picture, name: str) -> Box:
    return next(box for box in picture.sketch.boxes if box.id == name)


def _line(picture: Picture, name: str) -> Line:
    return next(line for line in picture.sketch.lines if line.id == name)


def test_what_changed_has_a_sign_and_the_number_of_its_decision(
    nottinghamshire_book: BookOnDisk,
) -> None:
    picture = _picture(nottinghamshire_book)
    added, ended = (
        _box(picture, f"body-cloud-{name}-board") for name in ("delivery", "governance")
    )
    assert (added.mark, added.tone, added.dashed) == ("+2", "green", False)
    assert (ended.mark, ended.tone, ended.dashed) == ("×2", "red", True)
    changed = _line(picture, "line-swp-board-supported-by-swp-deployment-steering-group")
    assert changed.label == ("Δ1", "meets monthly, until then not stated how often")
    assert _line(picture, "line-cloud-delivery-board-reports-to-clt").label == ("+2",)


def test_what_did_not_change_is_drawn_without_a_colour(nottinghamshire_book: BookOnDisk) -> None:
    picture = _picture(nottinghamshire_book)
    board = _box(picture, "body-swp-board")
    assert (board.mark, board.tone, board.outlines) == (None, "plain", 2)
    line = _line(picture, "line-ics-reports-to-policy")
    assert (line.tone, line.stroke, line.label) == ("grey", "solid", ())


def test_a_changed_line_keeps_the_stroke_of_its_kind(nottinghamshire_book: BookOnDisk) -> None:
    picture = _picture(nottinghamshire_book)
    assert _line(picture, "line-swp-sponsor-updates-ics").stroke == "dashed"
    assert _line(picture, "line-cloud-delivery-board-reports-to-ics").stroke == "solid"


def test_the_picture_names_both_days_and_every_decision(nottinghamshire_book: BookOnDisk) -> None:
    sketch = _picture(nottinghamshire_book).sketch
    assert sketch.moment == "As at 5 November 2018, compared with 4 November 2018"
    assert [note[:3] for note in sketch.notes] == ["1: ", "2: "]
    assert "resolution 2018/020" in sketch.notes[1]
    assert [entry.words for entry in sketch.key][-3:] == [
        "added, by the decision of that number",
        "ended, by the decision of that number",
        "changed, by the decision of that number",
    ]
    assert sketch.description[1].startswith("Decision 1: Improvement and Change Sub-Committee")


def test_below_a_root_only_its_own_changes_are_told(nottinghamshire_book: BookOnDisk) -> None:
    sketch = _picture(nottinghamshire_book, root="cloud-delivery-board").sketch
    assert [note[:3] for note in sketch.notes if note[1] == ":"] == ["2: "]
    sketch = _picture(nottinghamshire_book, root="finance").sketch
    assert sketch.notes[0] == "Nothing changed between 4 November 2018 and 5 November 2018."


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_overlaps_and_all_is_legible(
    nottinghamshire_book: BookOnDisk, theme: Theme
) -> None:
    svg = _picture(nottinghamshire_book, theme).as_bytes("svg")
    assert looking.overlaps(svg) == []
    assert looking.cut_off(svg) == []
    assert looking.low_contrast(svg) == []
    assert looking.smallest_type(svg) >= 6


def test_the_drawing_is_the_one_that_was_looked_at(
    nottinghamshire_book: BookOnDisk, golden: Callable[[Path, str], None]
) -> None:
    dot = _picture(nottinghamshire_book).as_bytes("dot").decode()
    golden(GOLDEN / "governance-compared.dot", dot)


def test_of_a_large_structure_only_what_changed_and_its_place_is_drawn() -> None:
    count = 3 * READABLE
    bodies = [BodyAt(f"b{n:03}", f"Body {n}", "working-group") for n in range(count)]
    lines = [LineAt(f"b{n:03}", f"b{(n - 1) // 3:03}", "reports-to") for n in range(1, count)]
    new = BodyAt("new", "New Board", "project-board")
    to = LineAt("new", "b040", "reports-to")
    before = Structure(tuple(bodies), tuple(lines), BEFORE)
    after = Structure((*bodies, new), (*lines, to), AFTER)
    why = (Cause(1, AFTER, "b000", "b000/7", AFTER),)
    line = LineChange("new", "b040", "reports-to", "added", (), why)
    found = Differences(before, after, (BodyChange("new", "added", (), why),), (line,), ())
    part = governance_part(compared_graph(found))
    assert sorted(part.graph) == ["b000", "b001", "b004", "b013", "b040", "new"]
    assert part.notes[-1] == (
        f"6 of {count + 1} bodies are drawn: those that changed, or whose lines did, and those"
        " above them."
    )
    shallow = governance_part(compared_graph(found), depth=1)
    assert "new" not in shallow.graph
    assert "New Board" in shallow.notes[0]
    assert shallow.notes[1].endswith("the others are counted in the box of the body above them.")
    below = shallow.graph.nodes["b001"]["below_words"]
    assert below.endswith("; of these 1 added; of their lines 1 added")


def test_what_changed_and_has_no_room_is_counted_and_both_is_said() -> None:
    bodies = [BodyAt(f"b{n:03}", f"Body {n}", "working-group") for n in range(3 * READABLE)]
    top = BodyAt("top", "Council", "council")
    before = Structure((top, *bodies), (), BEFORE)
    lines = tuple(LineAt(body.ref, "top", "reports-to") for body in bodies[1:])
    after = Structure((top, *bodies), lines, AFTER)
    why = (Cause(1, AFTER, "top", "top/7", AFTER),)
    added = tuple(LineChange(*line, "added", (), why) for line in map(_key, lines))
    part = governance_part(compared_graph(Differences(before, after, (), added, ())))
    assert part.bodies < part.of == 1 + 3 * READABLE
    note = next(note for note in part.notes if note.startswith(f"{part.bodies} of {part.of}"))
    assert f"of the {part.of - 1} that are those that changed" in note
    assert "the others are counted in the box that they share" in note
    assert {line["change"] for _, _, line in part.graph.edges(data=True)} == {"added"}


def _key(line: LineAt) -> tuple[str, str, str]:
    return line.body, line.to, line.kind
