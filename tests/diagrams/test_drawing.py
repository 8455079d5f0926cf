"""The drawing: golden sources, the legend, contrast, and names that are hard to write down."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings

from diagrams import notation
from diagrams.description import describe
from diagrams.drawing import draw
from diagrams.governance.graph import governance_graph
from diagrams.mermaid import mermaid
from diagrams.words import times, wrapped
from projections.structure import BodyAt, LineAt, Structure
from tests.diagrams.structures import NORFOLK, NOTTINGHAMSHIRE_AFTER, NOTTINGHAMSHIRE_BEFORE
from tests.diagrams.test_governance import structures

GOLDEN = Path(__file__).parent / "golden"
DAY = date(2018, 11, 5)

HARD = Structure(
    bodies=(
        BodyAt("ŵ:1", 'Dŵr & "Café" <b>£2m</b> – C:\\New', "committee", 'A "level" & <more>'),
        BodyAt("b-2", "<Angle>", "moot", None, "C:\\Names", purpose="Says | what `it` does."),
        BodyAt("b-3", "", "officer-post"),
    ),
    lines=(
        LineAt("ŵ:1", "b-2", "supported-by", 'every "other" week, {or so} # when | asked'),
        LineAt("b-2", "ŵ:1", "supported-by"),
        LineAt("b-2", "gone", "watches"),
        LineAt("b-3", "b-3", "updates"),
    ),
    as_at=DAY,
    as_known=datetime(2019, 1, 7, 9, 30, tzinfo=UTC),
)

SAMPLES = {
    "nottinghamshire-before": NOTTINGHAMSHIRE_BEFORE,
    "nottinghamshire-after": NOTTINGHAMSHIRE_AFTER,
    "norfolk": NORFOLK,
    "hard": HARD,
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_dot_source_is_as_it_was(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"{name}.dot", draw(governance_graph(SAMPLES[name])).source)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_mermaid_source_is_as_it_was(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"{name}.mmd", mermaid(governance_graph(SAMPLES[name]), "Who decides what"))


@given(structures())
@settings(deadline=None)  # the first drawing loads its libraries
def test_any_structure_is_drawn_with_each_line_labelled_once(drawn: Structure) -> None:
    graph = governance_graph(drawn)
    source = draw(graph).source
    in_key = len({line.kind for line in drawn.lines})
    labelled = source.count("shape=plaintext") - in_key
    assert labelled + source.count("constraint=false") == len(drawn.lines)
    assert mermaid(graph, "T").count('|"') == len(drawn.lines)


def test_a_line_has_its_kind_and_its_cadence_as_label() -> None:
    source = draw(governance_graph(NOTTINGHAMSHIRE_AFTER)).source
    assert r'label="supported by\nmeets twice\nweekly"' in source


def test_the_legend_has_the_kinds_present_and_no_others() -> None:
    source = draw(governance_graph(NORFOLK)).source
    samples = dict.fromkeys(re.findall(r'"legend (?:line )?([\w-]+)" \[', source))
    assert list(samples) == [
        "committee",
        "programme-board",
        "steering-group",
        "working-group",
        "leadership-team",
        "reports-to",
        "updates",
        "advises",
    ]


def test_a_title_replaces_the_name_of_the_organisation() -> None:
    graph = governance_graph(NORFOLK)
    assert "<B>Governance structure: Norfolk County Council</B>" in draw(graph).source
    assert "<B>Appendix A &amp; B</B>" in draw(graph, "Appendix A & B").source


def test_without_an_organisation_the_title_is_general() -> None:
    assert "<B>Governance structure</B>" in draw(governance_graph(HARD)).source


def test_the_heading_gives_both_times() -> None:
    known = datetime(2019, 1, 7, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert times(DAY, None) == "As at 5 November 2018"
    assert times(DAY, known) == "As at 5 November 2018 (as known on 7 January 2019, 09:30+0100)"
    assert times(DAY, known.astimezone(UTC)).endswith("08:30 UTC)")


def test_names_are_wrapped_in_lines_of_about_equal_length() -> None:
    assert wrapped("Finance and Major Contracts Management Committee", 18) == [
        "Finance and",
        "Major Contracts",
        "Management",
        "Committee",
    ]
    assert wrapped("Llanfairpwllgwyngyllgogerychwyrndrobwll Council", 18)[0] == "Llanfairpwllgwyngy"
    assert wrapped(" \t\n", 18) == [""]


def test_the_description_says_each_group_and_each_line() -> None:
    words = describe(governance_graph(NORFOLK)).splitlines()
    assert words[0] == "As at 8 November 2017."
    assert "Officers: County Leadership Team (leadership team)." in words
    assert (
        "Social Care System Re-procurement Programme Board updates County Leadership Team, "
        "regularly." in words
    )


def test_text_and_outlines_have_the_contrast_that_wcag_aa_asks_for() -> None:
    for shape in notation.SHAPES.values():
        assert _contrast(notation.INK, shape.family.fill) >= 4.5
        assert _contrast(shape.family.edge, shape.family.fill) >= 4.5
        assert _contrast(shape.family.edge, notation.GROUP_FILL) >= 4.5
    for ground in (notation.PAPER, notation.GROUP_FILL):
        assert _contrast(notation.INK, ground) >= 4.5
        assert _contrast(notation.QUIET_INK, ground) >= 4.5
        assert _contrast(notation.GROUP_EDGE, ground) >= 3


def test_no_two_kinds_look_alike_without_colour() -> None:
    looks = [(shape.dot, shape.style, shape.outlines) for shape in notation.SHAPES.values()]
    assert len(set(looks)) == len(looks)
    strokes = [(stroke.style, stroke.marker) for stroke in notation.STROKES.values()]
    assert len(set(strokes)) == len(strokes)


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
