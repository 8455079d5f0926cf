"""Any sketch at all, with names that try to break out: each part once, nothing injected."""

from __future__ import annotations

import json
import os
import re
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter

import networkx as nx
import pydot
import pytest

from diagrams.pictures.ids import ids_of
from diagrams.pictures.layout.program import dot_program
from diagrams.pictures.look import THEMES, Look
from diagrams.pictures.picture import Picture
from diagrams.pictures.sketch import Sketch
from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.measure import shortened
from tests.diagrams.looking import cut_off, low_contrast, words_of
from tests.diagrams.sketches import random_sketch

SEEDS = range(int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "12")))
ELEMENTS = {"svg", "title", "desc", "rect", "g", "path", "text", "a"}


def look_of(seed: int) -> Look:
    return Look(THEMES[seed % 3], "https://book.example" if seed % 2 else None)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_part_is_drawn_once_and_nothing_else(seed: int) -> None:
    sketch = random_sketch(seed)
    svg = Picture(nx.MultiDiGraph(), sketch, look_of(seed)).as_bytes("svg")
    root = ET.fromstring(svg)  # noqa: S314 - the program under test wrote it
    assert {part.tag.rpartition("}")[2] for part in root.iter()} <= ELEMENTS
    names = [part.attrib["id"] for part in root.iter() if "id" in part.attrib]
    assert len(names) == len(set(names))
    ids = ids_of(sketch)
    for drawn in (*ids.boxes.values(), *ids.lines.values()):
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]*", drawn)
        assert drawn in names
    assert not [name for part in root.iter() for name in part.attrib if name.startswith("on")]
    assert _missing(sketch, words_of(svg)) == []
    assert cut_off(svg) == []
    assert low_contrast(svg) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_layout_program_reads_each_part_of_the_source_once(seed: int) -> None:
    sketch = random_sketch(seed)
    dot = Picture(nx.MultiDiGraph(), sketch, look_of(seed)).as_bytes("dot")
    done = subprocess.run([dot_program(), "-Tjson0", "-q"], input=dot, capture_output=True)  # noqa: PLW1510 - looked at below
    assert done.returncode == 0
    read, ids = json.loads(done.stdout), ids_of(sketch)
    names = Counter(part["name"] for part in read["objects"])
    assert all(names[name] == 1 for name in ids.boxes.values())
    edges = Counter(edge.get("id") for edge in read.get("edges", ()))
    assert all(edges[name] == 1 for name in ids.lines.values())
    drawn = {part["name"]: part for part in read["objects"]}
    for box in sketch.boxes:
        said = drawn[ids.boxes[box.id]].get("tooltip", "").replace("\\\\", "\\")
        assert said == clean(box.spoken)


@pytest.mark.parametrize("seed", [4])  # slower: the parser is written in Python
def test_another_parser_reads_each_part_of_the_source_once(seed: int) -> None:
    sketch = random_sketch(seed)
    dot = Picture(nx.MultiDiGraph(), sketch, look_of(seed)).as_bytes("dot").decode()
    (graph,) = pydot.graph_from_dot_data(dot) or []
    ids = ids_of(sketch)
    boxes = [name for name in _declared(graph) if name in set(ids.boxes.values())]
    assert sorted(boxes) == sorted(ids.boxes.values())
    edges = [edge.get_attributes().get("id", "").strip('"') for edge in graph.get_edges()]
    lines = [name for name in edges if name in set(ids.lines.values())]
    assert sorted(lines) == sorted(ids.lines.values())


def _declared(graph: pydot.Graph) -> list[str]:
    own = [
        node.get_name().strip('"') for node in graph.get_nodes() if "shape" in node.get_attributes()
    ]
    return own + [name for part in graph.get_subgraphs() for name in _declared(part)]


def _missing(sketch: Sketch, words: list[str]) -> list[str]:
    """Return the texts of a sketch that cannot be found in a picture, letter by letter."""
    seen = "".join("".join(words).split())
    texts = [sketch.title, sketch.moment, *sketch.notes]
    texts += [text for line in sketch.lines for text in line.label]
    texts += [row.cells[0] for box in sketch.boxes for row in box.rows if len(row.cells) == 1]
    return [text for text in texts if "".join(shortened(clean(text)).split()) not in seen]
