"""What a picture needs of a graph: said before it is drawn, and never by a fault within."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, MutableMapping
from datetime import date
from typing import Any, Final, NamedTuple, TypeAlias

import networkx as nx
import pytest

from diagrams import api
from diagrams.errors import IncompleteGraph
from diagrams.gates import picture as gates
from diagrams.governance import picture as governance
from diagrams.lineage import picture as lineage
from diagrams.needs import Needs
from diagrams.portfolio import picture as portfolio
from diagrams.routes import picture as routes
from engine.routes.library import RouteLibrary
from projections.bodies.governance import structure_at
from projections.cases.on_route import CaseOnRoute, case_on_route
from projections.gates.whole import sequence_at
from projections.lineage.following import lineage as following
from projections.lineage.things import Key
from projections.savings.tree import portfolio_tree
from tests.books import BookOnDisk

Graph: TypeAlias = "nx.MultiDiGraph[str]"
DAY: Final = date(2018, 11, 5)
LATER: Final = date(2019, 6, 30)


class Room(NamedTuple):
    """A kind of picture."""

    draw: Callable[[Graph], api.Picture]
    needs: Needs


ROOMS: Final = {
    "governance": Room(api.governance_picture, governance.NEEDS),
    "route": Room(api.route_picture, routes.OF_A_ROUTE),
    "case": Room(api.case_picture, routes.OF_A_CASE),
    "lineage": Room(api.lineage_picture, lineage.NEEDS),
    "portfolio": Room(api.portfolio_picture, portfolio.NEEDS),
    "gates": Room(api.gates_picture, gates.NEEDS),
}


@pytest.fixture(scope="module")
def graphs(what_if_book: BookOnDisk) -> dict[str, Graph]:
    with api.open_book(what_if_book.url) as book:
        views, known = book.views, book.known
        structure = structure_at(views, DAY, known)
        case = case_on_route(views, "change-request/ICS-2019-A", LATER, known)
        sequence = sequence_at(views, "what-if-go-live", date(2017, 11, 10), known)
        tree = portfolio_tree(views, as_at=DAY, known=known, portfolio="place")
        found = following(
            views,
            Key("resolution", "ics/2018/022"),
            as_at=LATER,
            known=known,
            forwards=True,
            backwards=False,
        )
    assert isinstance(case, CaseOnRoute)
    assert sequence
    return {
        "governance": api.governance_graph(structure),
        "route": api.route_graph(RouteLibrary().find("change-request")),
        "case": api.case_graph(case),
        "lineage": api.lineage_graph(found),
        "portfolio": api.portfolio_graph(tree),
        "gates": api.gates_graph(sequence),
    }


def facts_of(graph: Graph, needs: Needs) -> Iterator[tuple[MutableMapping[str, Any], set[str]]]:
    """Yield the attributes of the graph, its nodes and edges, each with those it needs."""
    yield graph.graph, set(needs.graph)
    for _, facts in graph.nodes(data=True):
        yield facts, {*needs.nodes, *needs.of_kind.get(facts.get("kind", ""), ())}
    for *_, facts in graph.edges(data=True):
        yield facts, set(needs.edges)


@pytest.mark.parametrize("kind", ROOMS)
def test_what_a_picture_declares_is_all_that_it_reads(kind: str, graphs: dict[str, Graph]) -> None:
    draw, needs = ROOMS[kind]
    graph = graphs[kind].copy()
    for facts, needed in facts_of(graph, needs):
        for name in [name for name in facts if name not in needed]:
            del facts[name]
    assert draw(graph).as_bytes("dot")


@pytest.mark.parametrize("kind", ROOMS)
def test_whatever_of_it_is_missing_is_named(kind: str, graphs: dict[str, Graph]) -> None:
    draw, needs = ROOMS[kind]
    graph = graphs[kind].copy()
    seen: set[tuple[str, ...]] = set()
    for facts, needed in facts_of(graph, needs):
        if (alike := tuple(sorted(needed))) in seen:
            continue
        seen.add(alike)
        for name in sorted(needed):
            kept = facts.pop(name)
            with pytest.raises(IncompleteGraph, match=rf"has no '{name}': draw a graph as "):
                draw(graph)
            facts[name] = kept


@pytest.mark.parametrize("kind", ROOMS)
def test_a_graph_of_another_kind_and_one_of_nothing_are_refused(
    kind: str, graphs: dict[str, Graph]
) -> None:
    draw, needs = ROOMS[kind]
    others = [graph for name, graph in graphs.items() if name not in {kind, "case", "route"}]
    for other in others:
        with pytest.raises(IncompleteGraph, match=needs.made_by):
            draw(other)
    empty: Graph = nx.MultiDiGraph(**graphs[kind].graph)
    with pytest.raises(IncompleteGraph, match="the graph has no nodes"):
        draw(empty)


@pytest.mark.parametrize("kind", [kind for kind, room in ROOMS.items() if room.needs.days])
def test_a_graph_that_was_read_from_a_file_has_lost_its_days(
    kind: str, graphs: dict[str, Graph]
) -> None:
    read: Any = nx.node_link_graph(json.loads(api.node_link(graphs[kind])), edges="edges")
    with pytest.raises(IncompleteGraph, match=r"'as_at' of the graph is '20.* and no day"):
        ROOMS[kind].draw(read)


def test_a_body_that_an_analyst_adds_has_the_attributes_of_one_that_is_there(
    graphs: dict[str, Graph],
) -> None:
    graph = graphs["governance"].copy()
    graph.add_node("new", name="New Board")
    with pytest.raises(IncompleteGraph, match=re.escape("the node 'new' has no 'kind'")):
        api.governance_picture(graph)
    graph.add_node("new", **(graph.nodes["swp-board"] | {"name": "New Board"}))
    assert b"New Board" in api.governance_picture(graph).as_bytes("svg")
