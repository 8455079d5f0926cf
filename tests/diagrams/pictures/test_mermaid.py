"""The Mermaid flowchart, as the parser of Mermaid itself reads it."""

from __future__ import annotations

import html
import os
import re
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
import yaml

from diagrams.errors import BadBaseUrl
from diagrams.links import page_of
from diagrams.pictures.look import THEMES, Look
from diagrams.pictures.mermaid.flowchart import mermaid, too_large_told
from diagrams.pictures.mermaid.labels import description, names_of
from diagrams.pictures.sketch import Box, Group, KeyEntry, Line, Row, Sketch
from diagrams.pictures.text.clean import clean
from diagrams.pictures.themes import palette_of
from diagrams.words import shortened
from tests.diagrams.mermaid.parser import Chart, draw_labels, read_charts
from tests.diagrams.sketches import random_sketch

BASE = "https://council.example/book"
RANDOM = int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "12"))  # reading one takes 80 ms


def box(name: str, **more: Any) -> Box:
    return Box(f"body-{name}", (Row((name,), strong=True),), spoken=name, **more)


def line(tail: str, head: str, **more: Any) -> Line:
    return Line(f"line-{tail}-{head}", f"body-{tail}", f"body-{head}", spoken="", **more)


def sketch(*boxes: Box, lines: tuple[Line, ...] = (), **more: Any) -> Sketch:
    return Sketch("plain", "Who reports to whom", "As at 5 November 2018", ("In words.",), boxes,
                  lines, **more)  # fmt: skip


SHAPES = sketch(
    box("a"),
    box("b", shape="rounded"),
    box("c", shape="octagon"),
    box("d", shape="hexagon"),
    box("e", shape="ellipse"),
    box("f", shape="diamond"),
    box("g", shape="note"),
    box("h", shape="component"),
    box("i", shape="folder"),
    box("j", shape="cut"),
    box("k", shape="stadium"),
    box("l", outlines=2),
    box("m", shape="circle", outlines=2),
)
LINES = sketch(
    box("a"),
    box("b"),
    lines=(
        line("a", "b"),
        line("a", "b", stroke="dashed", at_head="vee"),
        line("a", "b", stroke="bold", at_head="open-arrow"),
        line("a", "b", stroke="dotted", at_head="circle"),
        line("a", "b", at_head="none"),
        line("a", "b", stroke="dotted", at_head="none"),
        line("a", "b", stroke="bold", at_head="none"),
        line("a", "b", at_tail="arrow"),
        line("a", "b", stroke="dashed", at_tail="arrow"),
        line("a", "b", stroke="bold", at_tail="circle", at_head="diamond"),
        line("a", "b", at_tail="circle", at_head="arrow"),
        line("a", "b", at_tail="arrow", at_head="none"),
    ),
)
GROUPED = sketch(
    box("a", group="inner", mark="A", tone="amber"),
    box("b", group="outer"),
    box("c", link=page_of("body", "ics")),
    lines=(line("a", "c", at_tail="arrow", at_head="none"),),
    groups=(Group("outer", "Members"), Group("inner", "Boards", "outer"), Group("empty", "None")),
    key=(
        KeyEntry(box("x", mark="A", tone="amber"), "at risk"),
        KeyEntry(line("x", "y"), "reports to"),
    ),
    notes=("18 of 300 bodies are drawn.", "A second note."),
)  # fmt: skip


class Read(NamedTuple):
    """A sketch, its flowchart and what the parser read in that."""

    sketch: Sketch
    source: str
    chart: Chart


@pytest.fixture(scope="module")
def read() -> list[Read]:
    """All charts of this file, read by one process."""
    sketches = [SHAPES, LINES, GROUPED, *map(random_sketch, range(RANDOM))]
    sources = [
        mermaid(each, Look(THEMES[number % len(THEMES)], BASE))
        for number, each in enumerate(sketches)
    ]
    return list(map(Read, sketches, sources, read_charts(sources)))


@pytest.fixture(scope="module")
def by_chance(read: list[Read]) -> list[Read]:
    return read[-RANDOM:]


def letters(texts: list[str]) -> str:
    """Return a text without its spaces and breaks, which the layout chooses."""
    return "".join("".join(texts).split())


def letters_of(box: Box) -> str:
    mark = f"{box.mark}·" if box.mark else ""
    return letters([mark, *(clean(shortened("   ".join(row.cells))) for row in box.rows)])


def test_every_box_comes_out_once_with_every_letter_of_its_name(by_chance: list[Read]) -> None:
    for given, source, chart in by_chance:
        names = names_of("n", (box.id for box in given.boxes))
        boxes = {name: text for name, text in chart.boxes.items() if name.startswith("n_")}
        expected = {names[box.id]: letters_of(box) for box in given.boxes}
        assert {name: letters(text) for name, text in boxes.items()} == expected, source


def test_nothing_but_boxes_key_and_notes_is_in_the_chart(by_chance: list[Read]) -> None:
    for given, source, chart in by_chance:
        samples = [isinstance(entry.sample, Line) for entry in given.key]
        further = sum(2 if is_line else 1 for is_line in samples) + bool(given.notes)
        assert len(chart.boxes) == len(given.boxes) + further, source
        assert len(chart.lines) == len(given.lines) + sum(samples), source


def test_every_line_runs_between_its_boxes_and_keeps_its_label(by_chance: list[Read]) -> None:
    for given, source, chart in by_chance:
        names = names_of("n", (box.id for box in given.boxes))
        for drawn, (start, end, text) in zip(given.lines, chart.lines, strict=False):
            assert {start, end} == {names[drawn.tail], names[drawn.head]}, source
            assert letters(text) == letters([clean(shortened(row)) for row in drawn.label]), source


def test_a_group_holds_its_boxes_and_the_groups_in_it(by_chance: list[Read]) -> None:
    for given, source, chart in by_chance:
        boxes = names_of("n", (box.id for box in given.boxes))
        groups = names_of("g", (group.id for group in given.groups))
        for group in given.groups:
            drawn = chart.groups.get(groups[group.id])
            held = {boxes[box.id] for box in given.boxes if box.group == group.id}
            if drawn is None:
                assert not held, source
                continue
            name, within = drawn
            assert letters(name) == letters([clean(group.name)]), source
            assert held == {each for each in within if each.startswith("n_")}, source


def test_title_and_description_are_read_out_as_they_are(by_chance: list[Read]) -> None:
    for given, source, chart in by_chance:
        heading = description(f"{given.title} – as at 5 November 2018")
        assert chart.raw["title"] == heading, source
        assert yaml.safe_load(source.split("---\n")[1])["title"] == heading
        said = [line.strip() for line in chart.raw["description"].split("\n")]
        told = [description(line) for line in given.description]
        assert [line for line in said if line] == [line for line in told if line], source


def test_no_text_changes_the_theme_or_the_classes(read: list[Read]) -> None:
    for number, (_, source, chart) in enumerate(read):
        palette = palette_of(THEMES[number % len(THEMES)])
        assert chart.raw["theme"]["background"] == palette.paper, source
        styles = {each["id"]: each["styles"] for each in chart.raw["classes"]}
        for tone, family in palette.tones.items():
            if tone in styles:
                paint = [f"fill:{family.fill}", f"stroke:{family.edge}", f"color:{family.ink}"]
                assert styles[tone] == paint


def test_boxes_link_to_their_pages_below_the_base(read: list[Read], by_chance: list[Read]) -> None:
    assert read[2].chart.links == {"n_body_c": f"{BASE}/body/ics"}
    for given, source, chart in by_chance:
        names = names_of("n", (box.id for box in given.boxes))
        # Mermaid writes addresses anew before it links to them: %2F becomes a slash, for one
        assert set(chart.links) == set(names.values()), source
        for number, name in enumerate(names.values()):
            assert chart.links[name].startswith(f"{BASE}/body/{number}-"), source


def test_without_a_base_nothing_is_linked() -> None:
    given = replace(GROUPED, boxes=tuple(replace(box, link="body/a") for box in GROUPED.boxes))
    assert "click" not in mermaid(given, Look())
    with pytest.raises(BadBaseUrl):
        mermaid(given, Look(base_url="javascript:alert(1)"))


def test_shapes_are_told_apart(read: list[Read]) -> None:
    assert [box["type"] for box in read[0].chart.raw["boxes"]] == [
        "square",
        "round",
        "hexagon",
        "trapezoid",
        "circle",
        "diamond",
        "lean_right",
        "inv_trapezoid",
        "cylinder",
        "lean_left",
        "stadium",
        "subroutine",
        "doublecircle",
    ]


def test_strokes_and_markers_are_told_apart(read: list[Read]) -> None:
    chart = read[1].chart
    assert chart.arrows == [
        ("arrow_point", "normal"),
        ("arrow_point", "dotted"),
        ("arrow_point", "thick"),
        ("arrow_circle", "dotted"),
        ("arrow_open", "normal"),
        ("arrow_open", "dotted"),
        ("arrow_open", "thick"),
        ("double_arrow_point", "normal"),
        ("double_arrow_point", "dotted"),
        ("double_arrow_circle", "thick"),
        ("arrow_point", "normal"),
        ("arrow_point", "normal"),
    ]
    assert chart.lines[-1][:2] == ("n_body_b", "n_body_a")  # a lone marker stands at the end
    assert "stroke-dasharray:6 4" in chart.raw["lines"][1]["style"]
    assert "stroke-dasharray:2 4" in chart.raw["lines"][3]["style"]


def test_marks_groups_key_and_notes_are_there(read: list[Read]) -> None:
    _, source, chart = read[2]
    assert chart.boxes["n_body_a"] == ["A · a"]
    assert chart.boxes["key_1"] == ["A · at risk"]
    assert chart.boxes["notes"] == ["18 of 300 bodies are drawn.", "A second note."]
    assert chart.lines[-1][2] == ["reports to"]
    assert chart.groups["g_outer"] == (["Members"], {"g_inner", "n_body_b"})
    assert "g_empty" not in chart.groups
    assert chart.raw["direction"] == "BT"  # as its only line points upwards
    assert source.count("subgraph") == 3


def test_a_chart_that_pages_refuse_is_told() -> None:
    boxes = tuple(box(str(number)) for number in range(2))
    given = sketch(*boxes, lines=tuple(replace(line("0", "1"), id=str(n)) for n in range(501)))
    source = mermaid(given, Look())
    (told,) = too_large_told(given, source)
    assert "at most 500 lines" in told
    assert too_large_told(SHAPES, mermaid(SHAPES, Look())) == []


def test_a_name_is_obeyed_no_more_where_it_is_drawn_than_where_it_is_read() -> None:
    names = (
        "fa:fa-car an icon",
        "fab:fa-x $$x^2$$",
        r"back\slash and \n and a\nb",
        "soft\u00adhyphen & <b> `x`",
    )
    rows = tuple(Row((name,)) for name in names)
    given = sketch(replace(box("a"), rows=rows, width=60), box("b"))
    (labels,) = draw_labels([mermaid(given, Look())])
    [drawn, other] = labels
    assert other == "<p>b</p>"
    assert re.findall("<[^>]*>", drawn) == ["<p>", "<br>", "<br>", "<br>", "</p>"]
    shown = html.unescape(re.sub("<[^>]*>", "\n", drawn)).replace("\u2060", "")
    assert shown.split("\n")[1:-1] == [clean(name) for name in names]
