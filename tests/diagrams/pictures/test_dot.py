"""Graphviz source, read back by a parser that is not ours."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pydot
import pytest

from tests.diagrams.pictures.sample import SAMPLE, picture

GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.fixture(scope="module")
def dot() -> str:
    return picture().as_bytes("dot").decode()


@pytest.fixture(scope="module")
def graph(dot: str) -> pydot.Dot:
    (read,) = pydot.graph_from_dot_data(dot) or []
    return read


def nodes(graph: Any) -> dict[str, dict[str, str]]:
    found = {
        node.get_name().strip('"'): node.get_attributes()
        for node in graph.get_nodes()
        if node.get_attributes().get("shape")
    }
    for part in graph.get_subgraphs():
        found |= nodes(part)
    return found


def edges(graph: Any) -> list[tuple[str, Any]]:
    return [(edge.get_attributes().get("id", "").strip('"'), edge) for edge in graph.get_edges()]


def printed(label: str) -> str:
    """Return what a label in HTML prints."""
    return html.unescape(re.sub(r"<[^<>]*>", " ", label.removeprefix("<").removesuffix(">")))


def test_the_source_is_as_it_was(dot: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "sample.dot", dot)


def test_every_box_stands_in_it_once_with_its_text_and_what_it_is(graph: pydot.Dot) -> None:
    found = nodes(graph)
    for box in SAMPLE.boxes:
        attributes = found[f"governance-{box.id}"]
        assert " ".join(printed(attributes["label"]).split()).endswith(
            " ".join(cell for row in box.rows for cell in row.cells)
        )
    assert found["governance-body-ics"]["fillcolor"] == '"#dce9f5"'
    assert printed(found["governance-body-ics"]["label"]).split()[0] == "A"  # its mark


def test_every_line_has_its_id_once(graph: pydot.Dot) -> None:
    ids = [name for name, _ in edges(graph)]
    for line in SAMPLE.lines:
        assert ids.count(f"governance-{line.id}") == 1


def test_a_line_that_runs_against_the_rows_keeps_its_markers(graph: pydot.Dot) -> None:
    (upper,) = (edge for name, edge in edges(graph) if name == "governance-line-post-ics")
    assert upper.get_source().strip('"') == "governance-body-ics"
    assert upper.get_attributes()["arrowtail"] == "normal"


def test_it_has_the_title_the_moment_the_key_and_the_notes(dot: str) -> None:
    words = printed(dot.replace("\n", " "))
    for text in (SAMPLE.title, SAMPLE.moment, *SAMPLE.notes, "reports to", "Key"):
        assert text in words
    assert "council (octagon, two outlines)" in words


def test_parts_link_to_their_pages_only_where_a_base_is_given(dot: str) -> None:
    assert "URL" not in dot
    linked = picture(base="https://book.example").as_bytes("dot").decode()
    assert 'URL="https://book.example/body/ics"' in linked
