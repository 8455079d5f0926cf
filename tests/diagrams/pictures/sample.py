"""One drawing with every shape, stroke and marker, and names that are hard to write down."""

from __future__ import annotations

from typing import Any, Final

import networkx as nx

from diagrams.links import page_of
from diagrams.pictures.look import Look, Theme
from diagrams.pictures.picture import Picture
from diagrams.pictures.sketch import Box, Group, KeyEntry, Line, Row, Sketch


def box(ref: str, name: str, *rows: Row, **how: Any) -> Box:
    return Box(
        f"body-{ref}",
        (Row((name,), strong=True), *rows),
        spoken=f"{name}, a body",
        link=page_of("body", ref),
        **how,
    )


def line(tail: str, head: str, **how: Any) -> Line:
    name = f"line-{tail}-{head}"
    return Line(name, f"body-{tail}", f"body-{head}", f"{tail} reports to {head}", **how)


_MONEY: Final = (
    Row(("2018/19", "£1,200"), left=True),
    Row(("2019/20, on target", "£846"), quiet=True),
    Row(("ICS-2019-A",), left=True, link=page_of("change", "ICS-2019-A")),
)

BOXES: Final = (
    box("council", "Full Council", shape="octagon", tone="blue", outlines=2, group="m", rank=0),
    box("lead", "Leadership Team", shape="component", tone="violet", rank=0),
    box("ics", 'Improvement & "Change"', tone="blue", mark="A", group="m", rank=1),
    box("cut", "Cabinet <committee>", shape="cut", tone="teal", dashed=True, group="m", rank=1),
    box("place", "Place Department", shape="folder", tone="violet", rank=1),
    box("steer", "Steering Group", shape="hexagon", tone="amber", mark="+", group="p", rank=2),
    box("note", "Working Group", shape="note", tone="amber", group="p", rank=2),
    box("round", "Programme Board", shape="rounded", tone="green", group="p", rank=2),
    box("post", "Sponsor", shape="ellipse", tone="red", mark="R", rank=2),
    box("arabic", "لجنة المالية", shape="circle", tone="absent", rank=3),
    box("choice", "Which?", shape="diamond", tone="red", rank=3),
    box("start", "Start", shape="stadium", tone="grey", rank=3),
    box("saving", "Savings", *_MONEY, rank=3),
    box("plain", "C:\\New \\N", shape="plain", rank=3),
)

LINES: Final = (
    line("council", "ics", at_tail="arrow", at_head="none", label=("reports to", "every month")),
    line("council", "cut", at_tail="vee", at_head="none", stroke="dashed", tone="blue"),
    line("lead", "place", at_head="open-arrow", stroke="thin"),
    line("ics", "steer", at_head="circle", stroke="dotted", tone="green"),
    line("ics", "note", at_head="diamond", stroke="bold", tone="red", label=("advises",)),
    line("post", "ics", label=("against the rows",)),
    line("place", "post", label=('if "A" & <B>',)),
    line("round", "start"),
    line("steer", "saving"),
    line("note", "plain", at_head="none"),
    line("post", "choice"),
    line("post", "arabic"),
)

SAMPLE: Final = Sketch(
    id="governance",
    title='Who reports to whom: "Nottinghamshire" & others',
    moment="As at 5 November 2018",
    description=("A drawing of 14 bodies.", "Full Council, a council."),
    boxes=BOXES,
    lines=LINES,
    groups=(Group("m", "Members & <others>"), Group("p", "Programme", tone="amber", dashed=True)),
    key=(
        KeyEntry(BOXES[0], "council"),
        KeyEntry(BOXES[2], "sub-committee, amber"),
        KeyEntry(LINES[0], "reports to"),
        KeyEntry(LINES[1], "updates"),
        KeyEntry(LINES[3], "is supported by"),
    ),
    notes=("Two lines run in a circle: the council reports to itself.",),
    author="Nottinghamshire County Council",
)


def picture(sketch: Sketch = SAMPLE, *, theme: Theme = "light", base: str | None = None) -> Picture:
    return Picture(nx.MultiDiGraph(), sketch, Look(theme, base))
