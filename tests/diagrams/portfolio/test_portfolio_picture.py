"""How the tree of projects is drawn: letters and colours by status, sizes by target."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from diagrams.pictures.look import THEMES, Look, Theme
from diagrams.pictures.picture import Picture
from diagrams.pictures.sketch import Box, Sketch
from diagrams.portfolio.gathering import gathered
from diagrams.portfolio.graph import Graph, portfolio_graph
from diagrams.portfolio.picture import portfolio_picture
from diagrams.portfolio.sketch import portfolio_sketch
from domain.savings.status import ProjectStatus
from projections.savings.tree import portfolio_tree
from tests.books import BookOnDisk
from tests.diagrams import looking
from tests.diagrams.portfolio.conftest import SEPTEMBER, Drawn

GOLDEN = Path(__file__).parents[1] / "golden"


def box_of(sketch: Sketch, name: str) -> Box:
    """Return a box by its id."""
    return next(box for box in sketch.boxes if box.id == name)


def cells(box: Box) -> list[tuple[str, ...]]:
    """Return what stands in the rows of a box."""
    return [row.cells for row in box.rows]


def test_a_project_has_its_target_and_the_letter_of_its_status(graph_of: Drawn) -> None:
    box = box_of(portfolio_sketch(graph_of()), "project-shared-lives")
    assert cells(box) == [("Investment in Shared lives", "60")]
    assert (box.mark, box.tone) == ("R", "red")
    assert box.link == "project/shared-lives"
    assert box.spoken == "Investment in Shared lives: target £60,000; at risk."


def test_a_portfolio_has_the_roll_up_of_what_is_in_it(graph_of: Drawn) -> None:
    box = box_of(portfolio_sketch(graph_of()), "portfolio-children-and-families")
    assert cells(box) == [
        ("Children & Families",),
        ("15 projects", "2,356"),
        ("T 11 · C 1 · D 3",),
        ("at risk", "226"),
        ("net at risk", "−25"),
    ]
    assert box.mark is None


def test_the_key_says_what_each_letter_used_means_and_no_other(graph_of: Drawn) -> None:
    sketch = portfolio_picture(graph_of(portfolio="place")).sketch
    assert [(entry.sample.mark, entry.words) for entry in sketch.key] == [  # type: ignore[union-attr]
        ("T", "on target"),
        ("C", "compromised"),
        ("D", "done: closed or completed"),
    ]


def test_amounts_are_in_the_unit_that_the_line_under_the_title_names(graph_of: Drawn) -> None:
    sketch = portfolio_sketch(graph_of(), unit="£m")
    assert sketch.moment.startswith("As at 30 September 2018; targets, and what is at risk, in £m")
    assert ("70 projects", "25.574") in cells(box_of(sketch, "whole"))


def test_a_bar_is_as_long_as_what_its_project_must_save_is_large(graph_of: Drawn) -> None:
    graph = graph_of(portfolio="adult-social-care-and-health")
    sketch = portfolio_sketch(graph, sized=True)
    bars = {box.id: box.rows[0].cells[2] for box in sketch.boxes if box.id.startswith("project-")}
    for project, bar in bars.items():
        share = graph.nodes[project]["target"] / 250_000
        assert abs(bar.count("■") - share) <= Decimal("0.5")
    assert {len(bar) for bar in bars.values()} == {24}
    assert "Each ■ is 250 of what a project must save, rounded." in sketch.notes
    assert not any(len(box.rows[0].cells) > 2 for box in portfolio_sketch(graph).boxes)


def test_projects_drawn_as_one_have_no_bar_and_do_not_count_in_its_scale(graph_of: Drawn) -> None:
    graph = gathered(graph_of(), lambda graph: "gathered" in graph.graph and len(graph) < 60)
    sketch = portfolio_sketch(graph, sized=True)
    together = [box for box in sketch.boxes if graph.nodes[box.id]["kind"] == "gathered"]
    assert together
    assert all(len(box.rows[0].cells) == 2 for box in together)
    bars = [box.rows[0].cells[2] for box in sketch.boxes if len(box.rows[0].cells) == 3]
    assert any("□" not in bar for bar in bars)
    assert "Projects that are drawn as one have no such bar." in sketch.notes


def test_the_roll_up_that_wraps_keeps_the_dot_at_the_end_of_its_line(graph_of: Drawn) -> None:
    graph = graph_of(date(2019, 1, 7))
    lines = [cell for (cell, *_) in cells(box_of(portfolio_sketch(graph), "whole"))[2:4]]
    assert lines[0].endswith(" ·")
    assert not lines[1].startswith("·")


def test_projects_without_a_status_are_told_so(tmp_path: Path) -> None:
    sketch = portfolio_picture(council(tmp_path, portfolios=1, projects=80)).sketch
    names = [box.rows[0].cells[0] for box in sketch.boxes]
    assert "16 projects without a status" in names


def council(tmp_path: Path, *, portfolios: int, projects: int) -> Graph:
    """Make the tree of a council whose projects have all statuses and long names."""
    kinds = [*list(ProjectStatus)[:4], None]
    said = [f"- portfolio: {{ref: f{at}, name: Portfolio of the long name {at} and its services}}"
            for at in range(portfolios)]  # fmt: skip
    for at in range(projects):
        name = f"Project number {at} to save on something or other"
        said.append(f"- project: {{ref: p{at}, name: {name}, portfolio: f{at % portfolios}}}")
        if status := kinds[at // portfolios % len(kinds)]:
            report = f"project: p{at}, period: 2018-05, reported_on: 2018-06-05, status: {status}"
            said.append(f"- status-report: {{{report}}}")
    tmp_path.mkdir(exist_ok=True)
    book = BookOnDisk(tmp_path)
    book.record("- file: {actor: clerk, source: {document: Paper}}\n" + "\n".join(said))
    with book.views() as views:
        return portfolio_graph(portfolio_tree(views, as_at=SEPTEMBER))


@pytest.mark.parametrize(("portfolios", "projects"), [(1, 50), (6, 300), (30, 60)])
def test_however_many_there_are_the_tree_can_be_read_on_a4(
    portfolios: int, projects: int, tmp_path: Path
) -> None:
    graph = council(tmp_path, portfolios=portfolios, projects=projects)
    svg = portfolio_picture(graph).as_bytes("svg")
    assert looking.smallest_type(svg) >= 6
    assert (looking.overlaps(svg), looking.cut_off(svg)) == ([], [])


def test_programmes_stand_between_portfolios_and_projects(graph_of: Drawn) -> None:
    sketch = portfolio_sketch(graph_of())
    ranks = {box.id.partition("-")[0]: box.rank for box in sketch.boxes}
    assert ranks == {"whole": 0, "portfolio": 1, "programme": 2, "project": 3}
    sketch = portfolio_sketch(graph_of(portfolio="place"))
    assert {box.rank for box in sketch.boxes} == {0, 1}
    assert (sketch.id, sketch.title) == ("portfolio-place", "Place: savings and status of projects")


def test_the_formats_of_graphs_have_every_project_where_the_drawing_gathers_some(
    graph_of: Drawn,
) -> None:
    picture = portfolio_picture(graph_of())
    assert sum(box.id.startswith("project-") for box in picture.sketch.boxes) < 70
    assert sum(str(node).startswith("project-") for node in picture.graph) == 70
    every = portfolio_picture(graph_of(), every=True).sketch
    assert sum(box.id.startswith("project-") for box in every.boxes) == 70


@pytest.mark.parametrize("theme", THEMES)
def test_the_whole_council_fits_a_page_and_nothing_overlaps(graph_of: Drawn, theme: Theme) -> None:
    svg = portfolio_picture(graph_of(), look=Look(theme)).as_bytes("svg")
    assert looking.overlaps(svg) == []
    assert looking.cut_off(svg) == []
    assert looking.low_contrast(svg) == []
    assert looking.smallest_type(svg) >= 6


def test_a_portfolio_drawn_to_size_fits_a_page(graph_of: Drawn) -> None:
    graph = graph_of(date(2019, 1, 7), portfolio="adult-social-care-and-health")
    svg = portfolio_picture(graph, sized=True).as_bytes("svg")
    assert looking.overlaps(svg) == []
    assert looking.smallest_type(svg) >= 6


def test_the_drawing_is_the_one_that_was_looked_at(
    graph_of: Drawn, golden: Callable[[Path, str], None]
) -> None:
    picture = portfolio_picture(graph_of(portfolio="place"))
    for kind in ("dot", "svg"):
        golden(GOLDEN / f"portfolio-place.{kind}", picture.as_bytes(kind).decode())


HOSTILE = """
- portfolio: {ref: p, name: '<script>alert("p")</script> & "Co" \\N {x}'}
- project: {ref: q, name: "سجل القرارات <b>evil</b>", portfolio: p}
- baseline:
    project: q
    measure: staff-hours
    profile: {2018/19: -1250.5}
    decided_on: 2018-04-01
    authority: {body: b, decided_on: 2018-04-01}
- project: {ref: r, name: "line\\nbreak | {a} $b ; #c", portfolio: p}
"""


def _hostile(tmp_path: Path) -> Picture:
    tmp_path.mkdir(exist_ok=True)
    book = BookOnDisk(tmp_path)
    book.record("- body: {ref: b, name: B, kind: committee}" + HOSTILE)
    with book.views() as views:
        tree = portfolio_tree(views, as_at=SEPTEMBER, measure="staff-hours")
    return portfolio_picture(portfolio_graph(tree), look=Look(base_url="https://example.org"))


def test_names_cannot_inject_anything(tmp_path: Path) -> None:
    picture = _hostile(tmp_path)
    svg = picture.as_bytes("svg").decode()
    assert "<script" not in svg
    assert "<b>" not in svg
    assert 'href="https://example.org/project/q"' in svg
    assert "line break | {a} $b ; #c" in looking.words_of(svg.encode())


def test_a_measure_that_is_no_money_has_plain_numbers(tmp_path: Path) -> None:
    sketch = _hostile(tmp_path).sketch
    assert "in staff hours" in sketch.moment
    assert box_of(sketch, "project-q").rows[0].cells[1] == "−1,250.5"
    assert "minus 1,250.5 staff hours" in box_of(sketch, "project-q").spoken
    assert portfolio_sketch(_hostile(tmp_path / "again").graph, sized=True).notes == ()
    assert Decimal(0) == _hostile(tmp_path / "more").graph.nodes["project-r"]["target"]
