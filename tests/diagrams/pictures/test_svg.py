"""The SVG: its words for those who do not see it, its ids, its links, and its text as text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from diagrams.errors import BadBaseUrl
from diagrams.pictures.look import THEMES, Theme
from diagrams.pictures.sketch import Box, Row, Sketch
from tests.diagrams.looking import cut_off, low_contrast, overlaps, words_of
from tests.diagrams.pictures.sample import SAMPLE, picture

GOLDEN = Path(__file__).parent.parent / "golden"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def svg() -> bytes:
    return picture().as_bytes("svg")


@pytest.fixture(scope="module")
def linked() -> bytes:
    return picture(base="https://book.example/nottinghamshire/").as_bytes("svg")


def root(svg: bytes) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - the program under test wrote it


def parts(svg: bytes) -> dict[str, ET.Element]:
    return {part.attrib["id"]: part for part in root(svg).iter() if "id" in part.attrib}


def test_the_svg_is_as_it_was(svg: bytes, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "sample.svg", svg.decode())


def test_it_has_a_title_and_a_description_in_words(svg: bytes) -> None:
    whole = root(svg)
    named = parts(svg)
    title, description = (named[one] for one in whole.attrib["aria-labelledby"].split())
    assert title.text == 'Who reports to whom: "Nottinghamshire" & others'
    assert description.text == "A drawing of 14 bodies.\nFull Council, a council."
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert whole.attrib["role"] == "img"
    assert whole.attrib["lang"] == "en-GB"


def test_every_box_and_line_says_what_it_is(svg: bytes) -> None:
    named = parts(svg)
    assert named["governance-body-ics"].findtext(f"{SVG}title") == (
        'Improvement & "Change", a body'
    )
    said = named["governance-line-council-ics"].findtext(f"{SVG}title")
    assert said == "council reports to ics"


def test_no_id_stands_twice_and_all_begin_with_the_drawings_own(svg: bytes) -> None:
    ids = re.findall(rb' id="([^"]*)"', svg)
    assert len(ids) == len(set(ids))
    assert all(one.startswith(b"governance") for one in ids)


def test_text_stays_text_in_fonts_that_exist_everywhere(svg: bytes) -> None:
    words = " ".join(words_of(svg))
    for text in ('Improvement & "Change"', "C:\\New \\N", "لجنة المالية", "£1,200", "every month"):
        assert text in words
    assert root(svg).attrib["font-family"].startswith("Arial, 'Liberation Sans'")


def test_nothing_is_loaded_and_nothing_runs(svg: bytes) -> None:
    text = svg.decode()
    assert "<!DOCTYPE" not in text
    assert not re.search(r"<(script|image|foreignObject|style|use)\b|url\(|@import| on\w+=", text)
    assert text.count("http") == text.count("http://www.w3.org/2000/svg")


def test_parts_link_to_their_pages_only_where_a_base_is_given(svg: bytes, linked: bytes) -> None:
    assert b"<a " not in svg
    addresses = re.findall(r'<a href="([^"]*)"', linked.decode())
    assert "https://book.example/nottinghamshire/body/ics" in addresses
    assert "https://book.example/nottinghamshire/change/ICS-2019-A" in addresses


def test_links_can_be_followed_by_who_does_not_see_the_picture(linked: bytes) -> None:
    assert root(linked).attrib["role"] == "group"  # what is in an img is passed over


def test_no_link_stands_in_another(linked: bytes) -> None:
    assert not [a for a in root(linked).iter(f"{SVG}a") if list(a.iter(f"{SVG}a"))[1:]]


@pytest.mark.parametrize("base", ["javascript:alert(1)", "data:text/html,x", "", "a b"])
def test_a_base_that_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(BadBaseUrl):
        picture(base=base).as_bytes("svg")


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_overlaps_is_cut_off_or_too_faint(theme: Theme) -> None:
    drawn = picture(theme=theme).as_bytes("svg")
    assert overlaps(drawn) == []
    assert cut_off(drawn) == []
    assert low_contrast(drawn) == []


def test_the_same_sketch_gives_the_same_bytes(svg: bytes) -> None:
    assert picture().as_bytes("svg") == svg


def test_a_dark_picture_brings_its_own_background() -> None:
    dark = root(picture(theme="dark").as_bytes("svg"))
    paper = dark.find(f"{SVG}rect")
    assert paper is not None
    assert paper.attrib["fill"] == "#14171c"
    assert f"0 0 {paper.attrib['width']} {paper.attrib['height']}" == dark.attrib["viewBox"]


def test_a_long_title_is_wrapped_to_the_width_of_the_drawing() -> None:
    one = Sketch("s", "word " * 30, "now", (), (Box("a", (Row(("A",)),), "a"),))
    drawn = picture(one).as_bytes("svg")
    assert cut_off(drawn) == []
    assert float(root(drawn).attrib["viewBox"].split()[2]) < 539  # an A4 page less its margins


def test_a_picture_shows_itself_in_a_notebook(svg: bytes) -> None:
    assert picture()._repr_svg_() == svg.decode()


def test_a_group_without_boxes_is_not_drawn() -> None:
    empty = replace(SAMPLE, groups=(*SAMPLE.groups, replace(SAMPLE.groups[0], id="e", name="Void")))
    assert "Void" not in words_of(picture(empty).as_bytes("svg"))


def test_a_picture_is_saved_in_the_format_its_name_ends_in(tmp_path: Path, svg: bytes) -> None:
    assert picture().save(tmp_path / "a.svg").read_bytes() == svg
    assert picture().save(str(tmp_path / "a.dot")).read_text().startswith("digraph governance {")
