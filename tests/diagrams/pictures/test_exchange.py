"""The graph under a picture, as other programs read it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, cast
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from diagrams.pictures.exchange import Graph, graphml, node_link

HOSTILE = 'A "quoted" <b>&amp; name\nof two lines | {x} لجنة'


@pytest.fixture
def graph() -> Graph:
    given: Graph = nx.MultiDiGraph(
        as_at=date(2018, 11, 5), as_known=None, known_at=datetime(2019, 1, 7, 9, 30, tzinfo=UTC)
    )
    given.add_node("ics", name=HOSTILE, kind="sub-committee", target=Decimal("1200.50"))
    given.add_node("policy", name="Policy", kind="committee", target=Decimal(3), purpose=None)
    given.add_edge("ics", "policy", "reports-to", kind="reports-to", since=date(2018, 1, 2))
    given.add_edge("ics", "policy", "reports-to#2", kind="reports-to", tags=("first", "second"))
    given.add_edge("policy", "ics", "updates", kind="updates", in_circle=True)
    return given


def read_graphml(content: bytes) -> Graph:
    return cast("Graph", nx.read_graphml(BytesIO(content), force_multigraph=True))


def read_json(content: bytes) -> Graph:
    return cast("Graph", nx.node_link_graph(json.loads(content), edges="edges"))


def test_graphml_holds_every_known_fact_with_its_type(graph: Graph) -> None:
    read = read_graphml(graphml(graph))
    assert {ref: read.nodes[ref] for ref in read} == {
        "ics": {"name": HOSTILE, "kind": "sub-committee", "target": 1200.5},
        "policy": {"name": "Policy", "kind": "committee", "target": 3.0},
    }
    assert read.graph["as_at"] == "2018-11-05"
    assert read.graph["known_at"] == "2019-01-07T09:30:00+00:00"
    assert "as_known" not in read.graph


def test_every_edge_of_graphml_has_an_id_of_its_own_and_its_key_as_a_fact(graph: Graph) -> None:
    edges = list(read_graphml(graphml(graph)).edges(keys=True, data=True))
    assert [(tail, head, facts["key"]) for tail, head, _, facts in edges] == list(
        graph.edges(keys=True)
    )
    assert len({key for _, _, key, _ in edges}) == 3
    assert edges[1][3]["tags"] == "first; second"
    assert edges[2][3]["in_circle"] is True


def test_a_name_for_facts_of_nodes_and_of_edges_is_declared_twice(graph: Graph) -> None:
    """Two declarations with one id would make the file invalid."""
    keys = ET.fromstring(graphml(graph)).findall("{*}key")  # noqa: S314 - just written
    assert len({key.get("id") for key in keys}) == len(keys)
    assert sorted(key.attrib["for"] for key in keys if key.get("attr.name") == "kind") == [
        "edge",
        "node",
    ]


def test_the_json_reads_back_as_the_same_graph(graph: Graph) -> None:
    read = read_json(node_link(graph))
    assert list(read) == list(graph)
    assert list(read.edges(keys=True)) == list(graph.edges(keys=True))
    assert read.nodes["policy"] == {
        "name": "Policy",
        "kind": "committee",
        "target": 3,
        "purpose": None,
    }
    assert read.nodes["ics"]["name"] == HOSTILE
    assert read.edges["ics", "policy", "reports-to"]["since"] == "2018-01-02"
    assert read.edges["ics", "policy", "reports-to#2"]["tags"] == ["first", "second"]


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("1200.50", "1200.5"),
        ("-846000", "-846000"),
        ("0.10", "0.1"),
        ("12345678901234567.89", '"12345678901234567.89"'),
    ],
)
def test_an_amount_keeps_every_digit(amount: str, written: str) -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("p", target=Decimal(amount))
    assert f'"target": {written}' in node_link(graph).decode()


def test_what_xml_cannot_write_is_told_apart_and_nothing_else_is_lost() -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("p", name="bell\x07 half\ud800 end")
    shown = "bell\ufffd half\ufffd end"
    assert read_graphml(graphml(graph)).nodes["p"]["name"] == shown
    assert read_json(node_link(graph)).nodes["p"]["name"] == shown


@pytest.mark.parametrize("write", [graphml, node_link])
def test_what_is_no_plain_fact_is_refused(write: Any) -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_node("p", thing=object())
    with pytest.raises(TypeError, match="object is no plain fact"):
        write(graph)


@pytest.mark.parametrize("write", [graphml, node_link])
def test_the_same_graph_gives_the_same_bytes(write: Any, graph: Graph) -> None:
    assert write(graph) == write(graph.copy())


def test_no_two_edges_have_one_id_whatever_their_nodes_are_called() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edge("a", "b", "c-b")
    graph.add_edge("a", "b-b", "c")
    graph.add_edge("a-c", "b", "b")
    written = ET.fromstring(graphml(graph))  # noqa: S314 - the program under test wrote it
    ids = [part.attrib["id"] for part in written.iter() if part.tag.endswith("}edge")]
    assert len(set(ids)) == 3
