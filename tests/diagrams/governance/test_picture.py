"""How a structure is drawn: shapes and strokes, what is counted, what is said below the drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from benchmarks.synthetic.council import council
from diagrams.governance import reading as of
from diagrams.governance.gathered import gathered
from diagrams.governance.graph import governance_graph
from diagrams.governance.merged import merged
from diagrams.governance.notation import OUTLINES, STRANDS
from diagrams.governance.picture import governance_part, governance_picture, picture_of
from diagrams.governance.ways import READABLE
from diagrams.pictures.look import THEMES, Look, Theme
from diagrams.pictures.picture import Picture
from diagrams.pictures.sketch import Box, Line
from projections.structure import BodyAt, LineAt, SeatAt, Structure
from tests.diagrams import looking
from tests.diagrams.governance.structured import DAY, reports, structure, structures
from tests.diagrams.structures import NORFOLK, NOTTINGHAMSHIRE_AFTER

GOLDEN = Path(__file__).parents[1] / "golden"
COUNCIL = governance_graph(council())
AFTER = governance_graph(NOTTINGHAMSHIRE_AFTER)

HARD = Structure(
    bodies=(
        BodyAt("w1", 'Dŵr & "Café" <b>£2m</b> – C:\\New', "committee", 'A "level" & <more>'),
        BodyAt("b-2", "<Angle>", "moot", None, "C:\\Names", purpose="Says | what `it` does."),
        BodyAt("b-3", "", "officer-post"),
        BodyAt("b-4", "لجنة السياسات\nand {partners}", "working-group"),
    ),
    lines=(
        LineAt("w1", "b-2", "supported-by", 'every "other" week, {or so} # when | asked'),
        LineAt("b-2", "w1", "supported-by"),
        LineAt("b-2", "gone", "watches"),
        LineAt("b-4", "w1", "advises"),
    ),
    as_at=DAY,
    as_known=datetime(2019, 1, 7, 9, 30, tzinfo=UTC),
)


def box(picture: Picture, name: str) -> Box:
    """Return a box of a picture."""
    return next(box for box in picture.sketch.boxes if box.id == name)


def line(picture: Picture, name: str) -> Line:
    """Return a line of a picture."""
    return next(line for line in picture.sketch.lines if line.id == name)


def told(of: Box) -> list[str]:
    """Return the rows of a box as text."""
    return [" ".join(row.cells) for row in of.rows]


def in_key(picture: Picture) -> list[str]:
    """Return what the key explains."""
    return [entry.words for entry in picture.sketch.key]


def test_the_drawing_is_as_it_was(golden: Callable[[Path, str], None]) -> None:
    picture = governance_picture(AFTER, cadence=True)
    golden(GOLDEN / "governance-nottinghamshire.dot", picture.as_bytes("dot").decode())
    golden(GOLDEN / "governance-nottinghamshire.svg", picture.as_bytes("svg").decode())


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("drawn", [NOTTINGHAMSHIRE_AFTER, NORFOLK, HARD])
def test_everything_is_readable_on_a_page(drawn: Structure, theme: Theme) -> None:
    look = Look(theme)
    svg = governance_picture(governance_graph(drawn), cadence=True, look=look).as_bytes("svg")
    assert looking.overlaps(svg) == []
    assert looking.cut_off(svg) == []
    assert looking.low_contrast(svg) == []
    assert looking.through_boxes(svg) == []
    assert looking.markers_over_each_other(svg) == []
    assert len(looking.marker_lengths(svg)) == 1
    assert looking.smallest_type(svg) >= 6


def test_a_council_of_hundreds_of_bodies_is_readable_on_a_page() -> None:
    svg = governance_picture(COUNCIL).as_bytes("svg")
    assert looking.overlaps(svg) == []
    assert looking.cut_off(svg) == []
    assert looking.smallest_type(svg) >= 6


@pytest.mark.parametrize("by", ["level", "department"])
def test_twelve_committees_with_members_fit_a_page(by: str) -> None:
    refs = [f"c{number}" for number in range(12)]
    bodies = [BodyAt(ref, f"Committee {ref}", "committee", "Members", f"D{ref}") for ref in refs]
    lines = tuple(LineAt(ref, "council", "reports-to", "monthly") for ref in refs)
    seats = tuple(SeatAt(ref, f"Cllr {n}", "member") for ref in refs for n in range(7))
    council = BodyAt("council", "Full Council", "council", "Members")
    twelve = Structure((council, *bodies), lines, DAY, seats=seats)
    svg = governance_picture(governance_graph(twelve, by), depth=9, cadence=True).as_bytes("svg")
    assert looking.through_boxes(svg) == []
    assert looking.overlaps(svg) == []
    assert looking.markers_over_each_other(svg) == []
    if by == "level":
        assert looking.smallest_type(svg) >= 6


def test_a_note_is_printed_whole() -> None:
    sentence = "A long sentence about lines that are not drawn. " * 9 + "The end of it."
    part = governance_part(AFTER)
    drawn = picture_of(replace(part, notes=(sentence,))).as_bytes("svg")
    assert "The end of it." in " ".join(looking.words_of(drawn))


def test_what_has_no_room_is_counted_and_a_note_says_so() -> None:
    part = governance_part(COUNCIL)
    assert part.of == 300
    assert len(part.graph) <= READABLE
    assert part.notes[0].startswith(
        f"{part.bodies} of 300 bodies are drawn; the others are counted"
    )
    assert part.asked is COUNCIL
    boxes = part.graph.nodes
    counted = sum(boxes[ref]["below"] + (len(of.listed(part.graph, ref)) or 1) for ref in boxes)
    assert counted == 300


def test_every_level_of_a_large_council_is_in_its_picture() -> None:
    part = governance_part(COUNCIL)
    assert set(of.groups(part.graph).values()) == set(of.groups(COUNCIL).values())


def _flat(by: str, *, members: bool) -> of.Graph:
    kinds = ("working-group", "project-board", "steering-group", "committee")
    bodies = [
        BodyAt(f"b{n}", f"Partnership {n:02}", kinds[n % 4], "Programme", f"Department {n % 7}")
        for n in range(50)
    ]
    lines = tuple(LineAt(body.ref, "c", "reports-to") for body in bodies)
    seats = tuple(SeatAt(body.ref, f"Person {body.ref}", "chair") for body in bodies)
    top = BodyAt("c", "County Council", "council", "Members")
    drawn = Structure((top, *bodies), lines, DAY, seats=seats if members else None)
    return governance_graph(drawn, by)


@pytest.mark.parametrize("members", [False, True])
@pytest.mark.parametrize("by", ["level", "department"])
def test_the_row_below_the_top_is_never_dropped(by: str, members: bool) -> None:  # noqa: FBT001
    part = governance_part(_flat(by, members=members))
    there = sum(len(of.listed(part.graph, ref)) or 1 for ref in part.graph)
    assert there == part.of == 51
    assert part.graph.number_of_edges() >= 4
    assert looking.smallest_type(picture_of(part).as_bytes("svg")) >= 6


def test_who_sits_on_bodies_in_one_box_is_told_at_their_names() -> None:
    part = governance_part(_flat("level", members=True))
    names = {name for ref in part.graph for name in of.listed(part.graph, ref).values()}
    assert "Partnership 00 (Person b0, chair)" in names
    two = (SeatAt("b0", "A", "chair"), SeatAt("b0", "B", "member"))
    graph = governance_graph(replace(structure(refs=["b0", "b1"]), seats=two))
    alike = gathered(graph, 2, seats=True)
    assert of.listed(alike, "b0")["b0"] == "Body B0 (2 people)"


def test_lines_between_boxes_of_several_say_of_how_many_they_are() -> None:
    refs = ["a", "b1", "b2", "b3"]
    lines = [LineAt(ref, "a", "reports-to") for ref in refs[1:]]
    lines += [LineAt("b1", "a", "updates"), LineAt("b1", "b2", "advises")]
    shape = merged(governance_graph(structure(*lines, refs=refs)))
    assert sorted(shape) == ["a", "b1"]
    shares = {kind: line["share"] for _, _, kind, line in shape.edges(keys=True, data=True)}
    assert shares == {"reports-to": None, "updates": "1 of 3"}
    assert shape.graph["within"] == 1


def test_all_rows_are_drawn_when_they_are_asked_for() -> None:
    part = governance_part(COUNCIL, depth=99)
    assert part.bodies == 300
    picture = picture_of(part)
    words = {text for box in picture.sketch.boxes for text in told(box)}
    assert {COUNCIL.nodes[ref]["name"] for ref in COUNCIL} <= words


def test_a_picture_too_large_for_paper_says_so() -> None:
    part = governance_part(COUNCIL, depth=99)
    assert part.too_small is not None
    assert part.too_small.startswith("On an A3 page the smallest type of this picture would be")
    assert part.notes[-1] == part.too_small
    assert governance_part(COUNCIL).too_small is None


def test_a_box_says_what_is_below_it() -> None:
    picture = governance_picture(AFTER, depth=1)
    kinds = "2 officer posts, 1 programme board, 1 steering group, 1 working group"
    assert told(box(picture, "body-ics")) == [
        "Improvement and Change Sub-Committee",
        f"5 bodies below, not drawn: {kinds}",
        "– Smarter Working Programme Board",
        "– Smarter Working Programme Manager",
        "– and 3 more",
    ]
    assert picture.graph.nodes["ics"]["below"] == 5
    assert "swp-board" not in picture.graph


def test_lines_of_what_is_not_drawn_are_grey_and_counted() -> None:
    lines = [*reports("cba"), LineAt("c", "d", "updates")]
    picture = governance_picture(governance_graph(structure(*lines)), depth=1)
    lifted = line(picture, "line-b-updates-d")
    assert (lifted.tone, lifted.label) == ("grey", ("1 from below",))
    assert "lines of bodies below that are not drawn" in in_key(picture)


def test_kinds_of_line_differ_in_stroke_and_marker_and_not_in_colour_alone() -> None:
    assert len({(strand.stroke, strand.marker) for strand in STRANDS.values()}) == len(STRANDS)
    looks = {(one.shape, one.outlines, one.dashed) for one in OUTLINES.values()}
    assert len(looks) == len(OUTLINES)


def test_several_reporting_lines_of_one_body_are_all_drawn() -> None:
    picture = governance_picture(AFTER)
    ends = [one.tail for one in picture.sketch.lines if one.head == "body-cloud-delivery-board"]
    assert sorted(ends) == ["body-clt", "body-ics"]


def test_the_key_has_the_kinds_that_are_drawn_and_no_others() -> None:
    assert in_key(governance_picture(governance_graph(NORFOLK))) == [
        "committee",
        "programme board",
        "steering group",
        "working group",
        "leadership team",
        "reports to",
        "updates",
        "advises",
    ]


def test_how_often_is_written_at_the_lines_only_if_it_was_asked() -> None:
    often = "line-swp-board-supported-by-swp-delivery"
    assert line(governance_picture(AFTER, cadence=True), often).label == ("meets twice weekly",)
    assert line(governance_picture(AFTER), often).label == ()


def test_who_sits_on_a_body_is_named_and_many_are_counted() -> None:
    seats = (SeatAt("a", "Ann", "chair"), *(SeatAt("a", f"M{n}", "member") for n in range(14)))
    drawn = governance_picture(governance_graph(replace(structure(), seats=seats)))
    rows = told(box(drawn, "body-a"))
    assert rows[:2] == ["Body A", "Ann, chair"]
    assert rows[-1] == "and 3 more"
    assert "M13, member" in box(drawn, "body-a").spoken


def test_a_part_names_its_root_and_shows_who_stands_above_it() -> None:
    picture = governance_picture(AFTER, root="swp-board")
    assert picture.sketch.title == "Governance of the Smarter Working Programme Board"
    above = box(picture, "body-ics")
    assert (above.tone, above.dashed, above.rank, above.group) == ("grey", True, 0, None)
    assert "outside this picture" in in_key(picture)
    (note,) = governance_picture(AFTER, root="clt").sketch.notes
    assert note.startswith("Lines that lead out of this picture: Cloud Delivery Board reports to")


def test_a_circle_of_reporting_lines_is_drawn_marked_and_noted() -> None:
    graph = governance_graph(structure(*reports("abca"), *reports("da")))
    picture = governance_picture(graph)
    assert [one.label for one in picture.sketch.lines].count(("in a circle",)) == 3
    (note,) = picture.sketch.notes
    assert "Body A reports to Body B reports to Body C reports to Body A" in note
    assert "circle" in " ".join(looking.words_of(picture.as_bytes("svg")))


def test_bodies_that_are_alike_are_a_list_with_a_link_to_each() -> None:
    bodies = tuple(BodyAt(f"g{n}", f"Group {n}", "working-group") for n in range(7))
    lines = tuple(LineAt(one.ref, "board", "reports-to") for one in bodies)
    board = BodyAt("board", "The Board", "programme-board")
    picture = governance_picture(governance_graph(Structure((board, *bodies), lines, DAY)))
    listed = box(picture, "bodies-g0")
    assert told(listed) == ["7 working groups", *(f"Group {n}" for n in range(7))]
    assert [row.link for row in listed.rows[1:]] == [f"body/g{n}" for n in range(7)]
    assert line(picture, "line-g0-reports-to-board").spoken == (
        "7 working groups report to The Board."
    )


def test_the_description_says_each_group_and_each_line() -> None:
    words = governance_picture(governance_graph(NORFOLK)).sketch.description
    assert words[0] == "As at 8 November 2017."
    assert "Officers: County Leadership Team (leadership team)." in words
    board = "Social Care System Re-procurement Programme Board"
    assert f"{board} updates County Leadership Team, regularly." in words


def test_the_heading_is_the_one_given_or_names_the_organisation() -> None:
    assert governance_picture(AFTER, title="Appendix A").sketch.title == "Appendix A"
    named = governance_picture(AFTER).sketch.title
    assert named == "Governance structure: Nottinghamshire County Council"
    hard = governance_picture(governance_graph(HARD)).sketch
    assert hard.title == "Governance structure"
    assert hard.moment == "As at 5 November 2018 (as known on 7 January 2019, 09:30 UTC)"


@given(structures())
@settings(deadline=None, max_examples=30)  # the first drawing loads its libraries
def test_any_structure_is_drawn_with_each_line_once(drawn: Structure) -> None:
    picture = governance_picture(governance_graph(drawn), depth=9, cadence=True)
    assert len(picture.sketch.lines) == len(drawn.lines)
    assert picture.as_bytes("svg").count(b'class="line"') == len(drawn.lines)
