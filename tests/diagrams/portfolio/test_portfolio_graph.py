"""The tree of projects as a graph: what belongs to what, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import networkx as nx
import pytest

from diagrams.errors import NoProjects
from diagrams.portfolio.gathering import gathered
from diagrams.portfolio.graph import STATUSES, Graph, below, portfolio_graph
from projections.savings.portfolio import portfolio
from projections.savings.tree import Branch, Kind, Leaf, Tree, portfolio_tree
from projections.views import Views
from tests.diagrams.portfolio.conftest import NOVEMBER, SEPTEMBER, Drawn


def at_most(count: int) -> Callable[[Graph], bool]:
    """Return what says whether a tree has so few ends."""
    return lambda graph: sum(not below(graph, node) for node in graph) <= count


def test_every_project_hangs_on_the_whole_by_one_way(graph_of: Drawn) -> None:
    for by in ("portfolio", "department", "programme"):
        graph = graph_of(by=by)
        assert nx.is_arborescence(graph)
        assert graph.graph["root"] == "whole"
        assert sum(fact["kind"] == "project" for _, fact in graph.nodes(data=True)) == 70


def test_a_project_has_its_target_and_status_of_the_day(graph_of: Drawn) -> None:
    days = (date(2018, 9, 29), SEPTEMBER, date(2018, 10, 8))
    project = [graph_of(day).nodes["project-transitions"] for day in days]
    assert [(fact["status"], fact["reported_in"]) for fact in project] == [
        ("no_status", None),
        ("on_target", "2018-09"),
        ("on_target", "2018-09"),
    ]
    assert [fact["target"] for fact in project] == [0, 160_000, 260_000]
    assert "project-housing-with-care" not in graph_of(SEPTEMBER)
    assert graph_of(NOVEMBER).nodes["project-housing-with-care"]["target"] == Decimal(371_000)


def test_the_graph_has_the_figures_of_the_portfolio_on_each_day(
    example: Views, graph_of: Drawn
) -> None:
    for day in (date(2018, 1, 1), SEPTEMBER, NOVEMBER, date(2019, 1, 7)):
        found, graph = portfolio(example, as_at=day), graph_of(day)
        for group in (*found.groups, found.total):
            node = graph.nodes[f"portfolio-{group.ref}" if group.ref else "whole"]
            assert node["target"] == group.target_total
            assert node["net_at_risk"] == group.net_at_risk
            assert node["projects"] == group.projects
            assert {of: node[f"projects_{of}"] for of in STATUSES} == group.statuses


def test_what_contains_adds_up_to_what_is_in_it(graph_of: Drawn) -> None:
    for graph in (graph_of(), gathered(graph_of(), at_most(60)), gathered(graph_of(), at_most(10))):
        for node in graph:
            if parts := below(graph, node):
                for figure in ("target", "net_at_risk", "projects", "projects_at_risk"):
                    whole = graph.nodes[node][figure]
                    assert whole == sum(graph.nodes[part][figure] for part in parts), node


def test_one_portfolio_is_the_root_of_its_tree(graph_of: Drawn) -> None:
    graph = graph_of(portfolio="place")
    assert graph.graph["root"] == "portfolio-place"
    assert len(below(graph, "portfolio-place")) == 14


def test_where_there_is_no_room_the_calm_projects_are_gathered_first(graph_of: Drawn) -> None:
    graph = gathered(graph_of(), at_most(60))
    kinds = [fact["kind"] for _, fact in graph.nodes(data=True)]
    assert kinds.count("project") + kinds.count("gathered") <= 60
    assert graph.nodes["portfolio-place-on-target"]["projects"] == 12
    drawn = {fact["status"] for _, fact in graph.nodes(data=True) if fact["kind"] == "gathered"}
    assert drawn <= {"on_target", "closed_or_completed"}
    assert graph.nodes["project-contracts-review"]["status"] == "compromised"
    assert graph.graph["gathered"].startswith("Projects that are on target, or done,")


def test_the_more_there_are_the_more_is_gathered(graph_of: Drawn) -> None:
    ends = []
    for most in (70, 60, 16, 6, 4):
        graph = gathered(graph_of(), at_most(most))
        ends.append(sum(not below(graph, node) for node in graph))
    assert ends == sorted(ends, reverse=True)
    assert ends[0] == 70
    assert ends[-1] == 4  # the portfolios alone
    assert gathered(graph_of(), at_most(70)).graph["gathered"] is None


def test_gathered_projects_stand_in_the_order_of_the_key(graph_of: Drawn) -> None:
    graph = gathered(graph_of(), at_most(16))
    for branch in (node for node in graph if below(graph, node)):
        ends = [graph.nodes[node] for node in below(graph, branch)]
        places = [STATUSES.index(end["status"]) for end in ends if end["kind"] == "gathered"]
        assert places == sorted(places)


def test_a_tree_of_programmes_is_never_gathered_to_nothing(graph_of: Drawn) -> None:
    graph = gathered(graph_of(by="programme"), at_most(1))
    assert {fact["kind"] for _, fact in graph.nodes(data=True)} == {"whole", "programme"}


def _leaf(ref: str) -> Leaf:
    nothing = Decimal(0)
    return Leaf(ref, ref, (), "on_target", None, {}, nothing, nothing, nothing, nothing)


def _branch(kind: Kind, ref: str | None, *below: Branch | Leaf) -> Branch:
    nothing = Decimal(0)
    branches = tuple(each for each in below if isinstance(each, Branch))
    leaves = tuple(each for each in below if isinstance(each, Leaf))
    count = len(leaves) + sum(branch.projects for branch in branches)
    return Branch(
        kind=kind,
        ref=ref,
        name=ref or "None",
        branches=branches,
        leaves=leaves,
        projects=count,
        targets={},
        target_total=nothing,
        at_risk_total=nothing,
        delivered_alternatively=nothing,
        net_at_risk=nothing,
        statuses={"on_target": count},
    )


def test_a_programme_in_two_portfolios_is_a_node_in_each() -> None:
    whole = _branch(
        "whole",
        None,
        _branch("portfolio", "place", _branch("programme", "digital", _leaf("maps"))),
        _branch("portfolio", "care", _branch("programme", "digital", _leaf("records"))),
        _branch("portfolio", None, _leaf("stray")),
    )
    graph: Graph = portfolio_graph(Tree(whole, "portfolio", "hours", SEPTEMBER))
    assert [node for node in graph if graph.nodes[node]["kind"] == "programme"] == [
        "programme-digital@portfolio-place",
        "programme-digital@portfolio-care",
    ]
    assert below(graph, "no-portfolio") == ["project-stray"]


def test_a_tree_without_projects_is_refused_with_what_to_do(example: Views) -> None:
    tree = portfolio_tree(example, as_at=date(1900, 1, 1), portfolio="nowhere")
    with pytest.raises(NoProjects, match=r"no projects of nowhere had .* record the projects"):
        portfolio_graph(tree)
