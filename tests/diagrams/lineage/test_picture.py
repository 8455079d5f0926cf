"""How a lineage is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from diagrams.lineage.gathering import MOST, gathering
from diagrams.lineage.graph import lineage_graph
from diagrams.lineage.picture import lineage_picture
from diagrams.lineage.sketch import lineage_sketch
from diagrams.pictures.look import THEMES, Look
from diagrams.pictures.sketch import Box, Sketch
from projections.lineage.things import Key, Lineage, Link, Node
from tests.books import BookOnDisk
from tests.diagrams import looking
from tests.projections.lineage.council import asked

GOLDEN = Path(__file__).parents[1] / "golden"
READABLE = 6.0
FOCUS = Key("resolution", "ics/2019/001")


def of_many_endings(count: int) -> Lineage:
    """Return a resolution that was superseded by one that was superseded, and so on."""
    keys = [Key("resolution", f"ics/2019/{number:03}") for number in range(1, count + 1)]
    days = [date(2019, 1, 7 + number) for number in range(count)]
    return replace(
        of_resolution(0),
        nodes=tuple(Node(key, "Lights", on) for key, on in zip(keys, days, strict=True)),
        links=tuple(
            Link(one, other, "superseded by", on, number, later=True)
            for number, (one, other, on) in enumerate(zip(keys, keys[1:], days, strict=False))
        ),
    )


def of_figure(count: int) -> Lineage:
    """Return a figure that so many requests moved, each approved by a resolution of its own."""
    focus = Key("figure", "lights/cashable-benefit")
    nodes, links = [Node(focus, "Lights")], []
    for number in range(count):
        on = date(2019, 1, 1 + number)
        moved = Key("movement", f"lights/cashable-benefit/{number}")
        request = Key("change-request", f"CR-{number:02}")
        decision = Key("resolution", f"ics/2019/{number:03}")
        amounts = (("2019/20", Decimal(1000)), ("2020/21", Decimal(-1000)))
        nodes += [
            Node(moved, "Lights", on, amounts=amounts),
            Node(request, f"Request {number}", on),
            Node(decision, f"Decision {number}", on),
        ]
        links += [
            Link(moved, focus, "counted in", on, number),
            Link(request, moved, "moved", on, number),
            Link(decision, request, "approved", on, number),
        ]
    return replace(
        of_resolution(0),
        focus=focus,
        nodes=tuple(nodes),
        links=tuple(links),
        forwards=False,
        backwards=True,
    )


def of_resolution(count: int, *, chained: bool = False) -> Lineage:
    """Return a resolution that approved so many requests, each of which moved a figure or not."""
    nodes = [Node(FOCUS, "Everything", date(2019, 1, 7))]
    links = []
    for number in range(count):
        request = Key("change-request", f"CR-{number:02}")
        nodes.append(Node(request, f"Request {number}", date(2019, 1, 1 + number % 28)))
        links.append(Link(FOCUS, request, "approved", date(2019, 1, 7), number))
        if chained:
            moved = Key("movement", f"lights/cashable-benefit/{number}")
            amounts = (("2019/20", Decimal(1000)), ("2020/21", Decimal(-1000)))
            nodes.append(Node(moved, "Lights", date(2019, 1, 7), amounts=amounts))
            links.append(Link(request, moved, "moved", date(2019, 1, 7), 100 + number))
    return Lineage(
        FOCUS,
        tuple(nodes),
        tuple(links),
        forwards=True,
        backwards=False,
        cut=0,
        as_at=date(2019, 6, 30),
        known=200,
    )


def box_of(sketch: Sketch, name: str) -> Box:
    return next(box for box in sketch.boxes if box.id == name)


def told(box: Box) -> list[str]:
    return [" ".join(row.cells) for row in box.rows]


@pytest.mark.parametrize(
    ("kind", "ref", "back"),
    [
        ("resolution", "ics/2018/019", False),
        ("resolution", "ics/what-if/5", False),
        ("figure", "targeted-reviews/cashable-benefit", True),
        ("gate", "what-if-go-live/3", True),
    ],
)
def test_nothing_overlaps_nothing_is_cut_off_and_all_is_legible_on_a_page(
    what_if_book: BookOnDisk, kind: str, ref: str, *, back: bool
) -> None:
    graph = lineage_graph(asked(what_if_book, kind, ref, "2019-06-30", backwards=back))
    for theme in THEMES:
        svg = lineage_picture(graph, look=Look(theme)).as_bytes("svg")
        assert looking.low_contrast(svg) == []
    assert looking.overlaps(svg) == []
    assert looking.cut_off(svg) == []
    assert looking.smallest_type(svg) >= READABLE


@pytest.mark.parametrize("ending", ["dot", "svg"])
def test_a_figure_is_drawn_as_it_was(
    nottinghamshire_book: BookOnDisk, ending: str, golden: Callable[[Path, str], None]
) -> None:
    found = asked(
        nottinghamshire_book,
        "figure",
        "targeted-reviews/cashable-benefit",
        "2018-12-31",
        backwards=True,
    )
    picture = lineage_picture(lineage_graph(found), look=Look(base_url="../book"))
    golden(GOLDEN / f"lineage-figure.{ending}", picture.as_bytes(ending).decode())


def test_what_was_asked_about_has_two_outlines_and_says_its_clauses(
    nottinghamshire_book: BookOnDisk,
) -> None:
    sketch = lineage_sketch(
        lineage_graph(asked(nottinghamshire_book, "resolution", "ics/2018/020", "2018-12-31"))
    )
    focus = box_of(sketch, "resolution-ics/2018/020")
    assert [box.id for box in sketch.boxes if box.outlines == 2] == [focus.id]
    assert any(row.startswith("2. Requests report") for row in told(focus))
    assert focus.link == "resolution/ics%2F2018%2F020"
    assert sketch.title == "What came of resolution ics/2018/020"


def test_a_later_decision_is_told_apart_by_its_stroke_its_marker_and_the_key(
    what_if_book: BookOnDisk,
) -> None:
    sketch = lineage_sketch(
        lineage_graph(asked(what_if_book, "resolution", "ics/what-if/1", "2019-06-30"))
    )
    later = {line.label[0] for line in sketch.lines if line.stroke == "dashed"}
    assert later == {"then approved by", "then approved in part by"}
    assert {line.at_head for line in sketch.lines if line.stroke == "dashed"} == {"vee"}
    assert {line.at_head for line in sketch.lines if line.stroke == "solid"} == {"arrow"}
    assert any("later decision" in entry.words for entry in sketch.key)


def test_what_is_overdue_is_marked_and_the_key_says_so(what_if_book: BookOnDisk) -> None:
    def sketch(day: str) -> Sketch:
        return lineage_sketch(
            lineage_graph(asked(what_if_book, "change-request", "ICS-2019-A", day))
        )

    late, before = sketch("2020-04-01"), sketch("2019-06-30")
    assert box_of(late, "condition-ICS-2019-A/2").mark == "!"
    assert any(entry.words == "overdue or breached" for entry in late.key)
    assert box_of(before, "condition-ICS-2019-A/2").mark is None
    assert not any(entry.words == "overdue or breached" for entry in before.key)


def test_so_many_siblings_are_drawn_one_by_one_and_one_more_together() -> None:
    assert len(lineage_sketch(lineage_graph(of_resolution(MOST))).boxes) == MOST + 1
    sketch = lineage_sketch(lineage_graph(of_resolution(MOST + 1)))
    first, together = sketch.boxes
    assert first.id == "resolution-ics/2019/001"
    assert told(together)[0] == f"{MOST + 1} change requests"
    assert told(together)[-1] == f"and {MOST - 4} others"
    assert sketch.notes == (
        f"Where more than {MOST} things alike hang on one, some are told together.",
    )


def test_of_many_chains_the_latest_are_drawn_and_the_graph_keeps_all() -> None:
    graph = lineage_graph(of_resolution(30, chained=True))
    sketch = lineage_sketch(graph)
    assert len(graph) == 61
    assert len(sketch.boxes) < 40
    drawn = [box.id for box in sketch.boxes]
    assert "change-request-CR-29" in drawn
    assert "change-request-CR-01" not in drawn
    hidden = gathering(graph).hidden
    assert f"{len(hidden)} things are behind those" in sketch.notes[-1]
    ends = {end for line in sketch.lines for end in (line.tail, line.head)}
    assert ends <= set(drawn)


def test_what_lies_further_off_is_counted() -> None:
    cut = replace(of_resolution(2), cut=3)
    sketch = lineage_sketch(lineage_graph(cut))
    assert sketch.notes == ("3 more things lie further off: a greater --depth shows them.",)


def test_statements_of_one_paper_are_one_box_that_links_to_each(
    nottinghamshire_book: BookOnDisk,
) -> None:
    found = asked(nottinghamshire_book, "figure", "targeted-reviews/cashable-benefit", "2018-11-30")
    sketch = lineage_sketch(lineage_graph(found))
    (paper,) = (box for box in sketch.boxes if box.shape == "note" and "statements" in told(box)[0])
    assert told(paper)[0] == "3 statements"
    links = [row.link for row in paper.rows if row.link]
    assert len(links) == 3
    assert all(link.startswith("statement/ics-pack-2018-11-05") for link in links)


def test_a_long_chain_runs_down_the_page(what_if_book: BookOnDisk) -> None:
    found = asked(what_if_book, "resolution", "ics/what-if/5", "2019-06-30", backwards=True)
    assert lineage_sketch(lineage_graph(found)).direction == "down"
    short = asked(what_if_book, "resolution", "ics/what-if/5", "2019-06-30", depth=1)
    assert lineage_sketch(lineage_graph(short)).direction == "right"


def test_the_description_tells_every_thing_and_every_link(what_if_book: BookOnDisk) -> None:
    graph = lineage_graph(asked(what_if_book, "resolution", "ics/what-if/4", "2019-06-30"))
    description = lineage_sketch(graph).description
    assert len(description) == 1 + len(graph) + graph.number_of_edges()
    assert "Resolution ics/what-if/4 – approved – Change request ICS-2019-A." in description


@pytest.mark.parametrize(
    "found",
    [
        of_resolution(MOST),
        of_resolution(MOST, chained=True),
        of_resolution(60, chained=True),
        of_figure(5),
        of_figure(25),
        of_many_endings(20),
    ],
    ids=["resolution", "chains", "many chains", "figure", "moved figure", "endings"],
)
def test_however_much_hangs_on_a_thing_its_picture_is_legible_on_a_page(found: Lineage) -> None:
    graph = lineage_graph(found)
    picture = lineage_picture(graph)
    assert looking.smallest_type(picture.as_bytes("svg")) >= READABLE
    assert len(picture.graph) == len(found.nodes)
    all_drawn = len(picture.sketch.boxes) == len(found.nodes)
    assert all_drawn != bool(picture.sketch.notes)
