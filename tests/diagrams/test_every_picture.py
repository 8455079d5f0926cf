"""What holds of every picture, drawn by its command on the examples, in every format and theme."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import networkx as nx
import pytest
from PIL import Image
from pypdf import PdfReader

from cli.diagram.group import diagram
from diagrams.pictures.look import THEMES
from tests.books import BookOnDisk
from tests.diagrams import looking
from tests.diagrams.kinds import BASE, GRAPHS, PLOTS, Drawer

PICTURES = GRAPHS | PLOTS
LIGHT: tuple[str, ...] = ()
DARK_WITH_LINKS = ("--theme", "dark", "--base-url", BASE)
PRINT = ("--theme", "print")
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWS = frozenset(
    {
        *("svg", "title", "desc", "defs", "clipPath", "metadata", "style", "g", "a", "use"),
        *(
            "pattern",
            "text",
            "tspan",
            "path",
            "rect",
            "line",
            "polyline",
            "polygon",
            "circle",
            "ellipse",
        ),
    }
)
"""What may stand in an SVG: nothing that runs, and nothing from elsewhere."""


@pytest.fixture(scope="module")
def drawer(what_if_book: BookOnDisk, tmp_path_factory: pytest.TempPathFactory) -> Drawer:
    """Draws the examples."""
    return Drawer(what_if_book, tmp_path_factory.mktemp("pictures"), PICTURES)


def parts(svg: bytes) -> Iterator[ET.Element]:
    """Yield the elements of an SVG."""
    return ET.fromstring(svg).iter()  # noqa: S314 - the program under test wrote it


def letters(text: str | None) -> list[str]:
    """Return the words of a text, which may be printed in several lines."""
    return re.findall(r"\w+", text or "")


def looks_like(one: object, other: object) -> bool:
    """Say whether two colours are the same but for rounding."""
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    return all(abs(a - b) <= 2 for a, b in zip(one, other, strict=True))


def title_of(svg: bytes) -> str | None:
    """Return the title of an SVG."""
    return next(part.text for part in parts(svg) if part.tag == f"{_SVG}title")


def hrefs(svg: bytes) -> list[str]:
    """Return where an SVG leads to, its own parts left out."""
    found = [
        value
        for part in parts(svg)
        for name, value in part.attrib.items()
        if name.rpartition("}")[2] == "href"
    ]
    return [each for each in found if not each.startswith("#")]


def test_every_command_that_draws_is_looked_at_here() -> None:
    assert {words[0] for words in PICTURES.values()} == set(diagram.commands)


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_says_what_it_is_to_those_who_do_not_see_it(kind: str, drawer: Drawer) -> None:
    svg = drawer.draw(kind, "svg")
    root = ET.fromstring(svg)  # noqa: S314 - the program under test wrote it
    assert root.get("role") == "img"
    named = {part.get("id"): part for part in root if part.tag in {f"{_SVG}title", f"{_SVG}desc"}}
    texts = [named[name].text for name in (root.get("aria-labelledby") or "").split()]
    assert len(texts) == 2
    assert all(text and text.strip() for text in texts)
    printed = "".join(looking.words_of(svg))
    assert all(word in printed for word in letters(texts[0]))


@pytest.mark.parametrize("kind", PICTURES)
def test_every_id_stands_once_and_begins_with_that_of_the_picture(
    kind: str, drawer: Drawer
) -> None:
    svg = drawer.draw(kind, "svg")
    ids = [part.attrib["id"] for part in parts(svg) if "id" in part.attrib]
    assert len(ids) == len(set(ids))
    prefix = ids[0].removesuffix("-title")
    assert [each for each in ids if not each.startswith(prefix)] == []
    assert all(re.fullmatch(r"[A-Za-z][\w.-]*", each) for each in ids)


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_holds_nothing_that_runs_and_nothing_from_elsewhere(
    kind: str, drawer: Drawer
) -> None:
    svg = drawer.draw(kind, "svg")
    assert {part.tag.removeprefix(_SVG) for part in parts(svg)} - _DRAWS == set()
    assert not [name for part in parts(svg) for name in part.attrib if name.startswith("on")]
    assert b"<!DOCTYPE" not in svg
    assert b"@import" not in svg
    assert not re.search(rb"url\((?!#)", svg)


@pytest.mark.parametrize("kind", PICTURES)
def test_things_link_to_their_pages_where_a_base_is_given_and_only_there(
    kind: str, drawer: Drawer
) -> None:
    assert hrefs(drawer.draw(kind, "svg")) == []
    linked = hrefs(drawer.draw(kind, "svg", *DARK_WITH_LINKS))
    assert linked
    # readers for the blind pass over links in what is one picture to them
    root = ET.fromstring(drawer.draw(kind, "svg", *DARK_WITH_LINKS))  # noqa: S314 - as above
    assert root.get("role") == "group"
    assert all(re.fullmatch(rf"{BASE}/[a-z-]+/[\w.~%-]+", each) for each in linked)


@pytest.mark.parametrize("kind", PICTURES)
def test_nothing_overlaps_nothing_is_cut_off_and_all_can_be_read_on_a_page(
    kind: str, drawer: Drawer
) -> None:
    svg = drawer.draw(kind, "svg")
    assert looking.overlaps(svg) == []
    assert looking.cut_off(svg) == []
    assert looking.smallest_type(svg) >= 5.8


@pytest.mark.parametrize("look", [LIGHT, DARK_WITH_LINKS, PRINT], ids=THEMES)
@pytest.mark.parametrize("kind", PICTURES)
def test_all_can_be_told_from_what_it_stands_on(
    kind: str, look: tuple[str, ...], drawer: Drawer
) -> None:
    svg = drawer.draw(kind, "svg", *look)
    assert looking.low_contrast(svg) == []


@pytest.mark.parametrize("kind", PICTURES)
def test_the_same_book_gives_the_same_bytes(kind: str, drawer: Drawer) -> None:
    for ending in ("svg", "pdf") if kind == "history" else ("svg",):
        assert drawer.draw_anew(kind, ending) == drawer.draw(kind, ending), ending


@pytest.mark.parametrize("kind", PICTURES)
def test_a_pdf_is_one_tagged_page_with_a_title(kind: str, drawer: Drawer) -> None:
    document = PdfReader(io.BytesIO(drawer.draw(kind, "pdf")))
    assert len(document.pages) == 1
    assert document.metadata
    assert document.metadata.title == title_of(drawer.draw(kind, "svg"))
    root: Any = document.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("en")


@pytest.mark.parametrize("kind", ["governance", "history"])
def test_the_text_of_a_pdf_can_be_searched(kind: str, drawer: Drawer) -> None:
    [page] = PdfReader(io.BytesIO(drawer.draw(kind, "pdf"))).pages
    found = "".join(page.extract_text().split())
    printed = [text for text in looking.words_of(drawer.draw(kind, "svg")) if len(text) > 3]
    assert [text for text in printed if "".join(text.split()) not in found] == []


@pytest.mark.parametrize(
    ("kind", "theme"), [("decision", "light"), ("case", "dark"), ("history", "print")]
)
def test_a_png_shows_something_on_its_paper(kind: str, theme: str, drawer: Drawer) -> None:
    with Image.open(io.BytesIO(drawer.draw(kind, "png", "--theme", theme))) as image:
        flat = image.convert("RGB")
    corners = [flat.getpixel((x, y)) for x in (0, flat.width - 1) for y in (0, flat.height - 1)]
    paper = corners[0]
    assert isinstance(paper, tuple)
    assert all(looks_like(paper, corner) for corner in corners)
    assert (max(paper) < 64) == (theme == "dark")
    small = flat.resize((200, 200))
    blank = sum(small.getpixel((x, y)) == paper for x in range(200) for y in range(200))
    assert 0.05 < blank / 200**2 < 0.97


@pytest.mark.parametrize("kind", GRAPHS)
def test_graphml_and_json_hold_the_same_graph(kind: str, drawer: Drawer) -> None:
    one = nx.read_graphml(io.BytesIO(drawer.draw(kind, "graphml")), force_multigraph=True)
    other = nx.node_link_graph(json.loads(drawer.draw(kind, "json")), edges="edges")
    assert set(one) == set(map(str, other))
    assert one.number_of_edges() == other.number_of_edges()
    for node, said in other.nodes(data=True):
        assert set(one.nodes[str(node)]) == {
            name for name, value in said.items() if value is not None
        }
