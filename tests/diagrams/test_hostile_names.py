"""Names that break careless writers come out right, and add nothing to a picture, in any format."""

from __future__ import annotations

import html
import io
import re
import xml.etree.ElementTree as ET

import networkx as nx
import pydot
import pytest

from diagrams.pictures.text.clean import clean
from tests.diagrams import looking
from tests.diagrams.hostile import Names, hostile_book
from tests.diagrams.kinds import BASE, HOSTILE_GRAPHS, HOSTILE_PLOTS, Drawer
from tests.diagrams.mermaid.parser import read_charts

PICTURES = HOSTILE_GRAPHS | HOSTILE_PLOTS
NAMED = {
    "governance": ("Policy Committee", "Improvement and Change Sub-Committee"),
    "compared": ("Policy Committee", "Improvement and Change Sub-Committee"),
    "route": ("A paper to be read", "Read it", "Filed"),
    "case": ("A paper", "Improvement and Change Sub-Committee"),
    "decision": ("One",),
    "figure": ("Lights", "More lamps"),
    "portfolio": ("Place", "Roads", "Lights"),
    "gates": ("Going live", "Build", "Launch", "Close", "The data", "Move it"),
    "history": ("Lights",),
    "bridge": ("Lights",),
    "statuses": ("Lights",),
}
"""Some of the names that each picture prints, as they were before they became hostile."""

_ELEMENTS = frozenset(
    {
        *("svg", "title", "desc", "defs", "clipPath", "metadata", "style", "g", "a", "use"),
        *("pattern", "text", "path", "rect", "line", "polyline", "polygon", "circle", "ellipse"),
    }
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Drawer, Names]:
    """Draws the book in which everything has a hostile name."""
    book, names = hostile_book(tmp_path_factory.mktemp("hostile"))
    return Drawer(book, tmp_path_factory.mktemp("pictures"), PICTURES), names


def packed(text: str) -> str:
    """Return the letters of a text without spaces, which are lost where a line is broken."""
    return "".join(clean(text).split())


def wanted(kind: str, names: Names) -> list[str]:
    """Return the names that a picture must print: of long ones, as much as there is room for."""
    return [packed(names.of(name))[:100] for name in NAMED[kind]]


@pytest.mark.parametrize("kind", PICTURES)
def test_an_svg_prints_every_name_as_it_is_and_obeys_none(
    kind: str, hostile: tuple[Drawer, Names]
) -> None:
    drawer, names = hostile
    svg = drawer.draw(kind, "svg", "--base-url", BASE)
    printed = packed("".join(looking.words_of(svg)))
    assert [name for name in wanted(kind, names) if name not in printed] == []
    elements = list(ET.fromstring(svg).iter())  # noqa: S314 - the program under test wrote it
    assert {part.tag.rpartition("}")[2] for part in elements} <= _ELEMENTS
    attributes = [(name, value) for part in elements for name, value in part.attrib.items()]
    assert not [name for name, _ in attributes if name.startswith("on")]
    leads = [value for name, value in attributes if name.rpartition("}")[2] == "href"]
    assert all(value.startswith(("#", f"{BASE}/")) for value in leads)


@pytest.mark.parametrize("kind", PICTURES)
def test_no_name_runs_into_another_or_off_the_page(
    kind: str, hostile: tuple[Drawer, Names]
) -> None:
    svg = hostile[0].draw(kind, "svg", "--base-url", BASE)
    assert looking.overlaps(svg) == []
    assert looking.cut_off(svg) == []


def test_mermaid_reads_every_box_and_every_name(hostile: tuple[Drawer, Names]) -> None:
    drawer, names = hostile
    sources = [drawer.draw(kind, "mmd", "--base-url", BASE).decode() for kind in HOSTILE_GRAPHS]
    for kind, chart in zip(HOSTILE_GRAPHS, read_charts(sources), strict=True):
        svg = drawer.draw(kind, "svg", "--base-url", BASE).decode()
        assert len(chart.boxes) >= svg.count('class="box"'), kind
        assert all(link.startswith(f"{BASE}/") for link in chart.links.values())
        groups = [text for texts, _ in chart.groups.values() for text in texts]
        boxes = [text for texts in chart.boxes.values() for text in texts]
        lines = [text for _, _, texts in chart.lines for text in texts]
        printed = packed("".join([chart.raw["title"], *groups, *boxes, *lines]))
        assert [name for name in wanted(kind, names) if name not in printed] == [], kind


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning:pydot")
@pytest.mark.parametrize("kind", ["governance", "route", "gates"])
def test_graphviz_source_is_read_back_with_every_box_and_every_name(
    kind: str, hostile: tuple[Drawer, Names]
) -> None:
    drawer, names = hostile
    [graph] = pydot.graph_from_dot_data(drawer.draw(kind, "dot").decode()) or []
    svg = drawer.draw(kind, "svg", "--base-url", BASE).decode()
    boxes = set(re.findall(r'<g class="box" id="([^"]+)"', svg))
    assert boxes
    assert boxes <= _nodes(graph)
    letters = packed(html.unescape(re.sub(r"<[^>]*>", "", "".join(_labels(graph)))))
    assert [name for name in wanted(kind, names) if name not in letters] == []


@pytest.mark.parametrize("kind", HOSTILE_GRAPHS)
def test_graphml_carries_names_as_the_book_has_them(
    kind: str, hostile: tuple[Drawer, Names]
) -> None:
    drawer, names = hostile
    graph = nx.read_graphml(io.BytesIO(drawer.draw(kind, "graphml")), force_multigraph=True)
    said = [*graph.graph.values()]
    said += [value for _, facts in graph.nodes(data=True) for value in facts.values()]
    said += [value for _, _, facts in graph.edges(data=True) for value in facts.values()]
    letters = packed(" ".join(map(str, said)))
    assert [name for name in wanted(kind, names) if name not in letters] == []


def _nodes(graph: pydot.Graph) -> set[str]:
    found = {str(node.get_name()).strip('"') for node in graph.get_nodes()}
    return found.union(*map(_nodes, graph.get_subgraphs()))


def _labels(graph: pydot.Graph) -> list[str]:
    inner = [label for each in graph.get_subgraphs() for label in _labels(each)]
    labelled = [graph, *graph.get_nodes(), *graph.get_edges()]
    return [str(each.get_attributes().get("label", ""))[1:-1] for each in labelled] + inner
