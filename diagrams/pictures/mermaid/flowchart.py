"""The picture as a Mermaid flowchart, for web pages and wikis that draw it themselves.

It has what the drawing has: boxes, lines, groups, marks, the key and the notes, and the description
as its accessible title and description. Mermaid chooses the places. It has fewer markers than the
drawing, so the key shows each kind of line as Mermaid draws it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from diagrams.pictures.addresses import address
from diagrams.pictures.mermaid.labels import description, label, names_of
from diagrams.pictures.mermaid.signs import STROKES, arrow_of, brackets_of, turned
from diagrams.pictures.sketch import Box
from diagrams.pictures.themes import palette_of
from diagrams.words import shortened, wrapped

if TYPE_CHECKING:
    from diagrams.pictures.look import Look
    from diagrams.pictures.sketch import Line, Sketch
    from diagrams.pictures.themes import Palette

MOST_LINES: Final = 500
MOST_LETTERS: Final = 50_000
"""Pages refuse a larger chart, unless their settings allow it; a chart cannot."""

_LABEL_WIDTH: Final = 24
_NOTE_WIDTH: Final = 70
_FONTS: Final = "Arial, Liberation Sans, Helvetica"  # Mermaid drops a list with hyphens or quotes


def mermaid(sketch: Sketch, look: Look) -> str:
    """Return the source of the flowchart, the same text for the same sketch and look.

    Raises:
        BadBaseUrl: the base of its links is no address.
    """
    return "\n".join([*_front(sketch, palette_of(look.theme)), *_Chart(sketch, look).rows(), ""])


def too_large_told(sketch: Sketch, source: str) -> list[str]:
    """Say that pages will refuse a chart as it stands, if they will."""
    if len(sketch.lines) <= MOST_LINES and len(source) <= MOST_LETTERS:
        return []
    told = (
        f"Mermaid draws at most {MOST_LINES:,} lines and {MOST_LETTERS:,} letters unless the page"
        f" sets maxEdges and maxTextSize; this chart has {len(sketch.lines):,} and"
        f" {len(source):,}: draw less of it, or an .svg"
    )
    return [told]


def _heading(sketch: Sketch) -> str:
    return f"{sketch.title} \N{EN DASH} {sketch.moment[:1].lower()}{sketch.moment[1:]}"


def _front(sketch: Sketch, palette: Palette) -> Iterator[str]:
    plain = palette.tones["plain"]
    colours = {
        "background": palette.paper,
        "primaryColor": plain.fill,
        "primaryTextColor": plain.ink,
        "primaryBorderColor": plain.edge,
        "lineColor": plain.edge,
        "textColor": palette.ink,
        "titleColor": palette.ink,
        "clusterBkg": palette.group_fill,
        "clusterBorder": palette.group_edge,
        "edgeLabelBackground": palette.paper,
        "fontFamily": _FONTS,
    }
    yield "---"
    yield f"title: {json.dumps(description(_heading(sketch)), ensure_ascii=False)}"
    # rows are wrapped here; left to itself, Mermaid wraps them again at a third of the width
    yield from ("config:", "  flowchart:", "    wrappingWidth: 600")
    yield from ("  theme: base", "  themeVariables:")
    for name, colour in colours.items():
        yield f'    {name}: "{colour}"'
    yield "---"


class _Chart:
    """The flowchart, row by row; lines are written with their marker at the end."""

    def __init__(self, sketch: Sketch, look: Look) -> None:
        self.sketch, self.look = sketch, look
        self.palette = palette_of(look.theme)
        self.boxes = names_of("n", (box.id for box in sketch.boxes))
        self.groups = names_of("g", (group.id for group in sketch.groups))
        self.classes: dict[str, list[str]] = defaultdict(list)
        self.styles: dict[str, list[int]] = defaultdict(list)

    def rows(self) -> Iterator[str]:
        yield f"flowchart {self._flow()}"
        yield f"  accTitle: {description(_heading(self.sketch))}"
        if self.sketch.description:
            yield "  accDescr {"
            yield from (f"    {description(line)}" for line in self.sketch.description)
            yield "  }"
        yield from self._inside(None, "  ")
        for nth, line in enumerate(self.sketch.lines):
            yield f"  {self._line(line, self.boxes[line.tail], self.boxes[line.head], nth)}"
        yield from self._key()
        yield from self._notes()
        yield from self._looks()
        yield from self._links()

    def _flow(self) -> str:
        """Return which way the chart runs; from below where most lines are written upwards."""
        shaping = [line for line in self.sketch.lines if line.shapes]
        upwards = sum(map(turned, shaping)) * 2 > len(shaping)
        if self.sketch.direction == "down":
            return "BT" if upwards else "TB"
        return "RL" if upwards else "LR"

    def _inside(self, group: str | None, indent: str) -> Iterator[str]:
        for inner in self.sketch.groups:
            held = list(self._inside(inner.id, f"{indent}  ")) if inner.parent == group else []
            if held:  # Mermaid would draw an empty group as a box
                name = self.groups[inner.id]
                yield f"{indent}subgraph {name}[{label([inner.name])}]"
                yield from held
                yield f"{indent}end"
                self._classed(name, inner.tone if inner.tone != "plain" else "group")
                if inner.dashed:
                    self._classed(name, "dashed")
        for box in self.sketch.boxes:
            if box.group == group:
                yield f"{indent}{self._box(box, self.boxes[box.id], _rows_of(box))}"

    def _box(self, box: Box, name: str, rows: list[str]) -> str:
        self._classed(name, box.tone)
        for needed, kind in (
            (box.outlines > 1, "doubled"),
            (box.dashed, "dashed"),
            (box.shape == "plain", "unframed"),
        ):
            if needed:
                self._classed(name, kind)
        opening, closing = brackets_of(box)
        return f"{name}{opening}{label(rows)}{closing}"

    def _line(self, line: Line, tail: str, head: str, nth: int) -> str:
        first, last = (head, tail) if turned(line) else (tail, head)
        edge = self.palette.tones[line.tone].edge
        self.styles[f"stroke:{edge},{STROKES[line.stroke]}"].append(nth)
        printed = [row for text in line.label for row in wrapped(shortened(text), _LABEL_WIDTH)]
        words = f"|{label(printed)}|" if printed else ""
        return f"{first} {arrow_of(line)}{words} {last}"

    def _key(self) -> Iterator[str]:
        if not self.sketch.key:
            return
        nth = len(self.sketch.lines)
        yield '  subgraph key["Key"]'
        if self.sketch.direction == "down":
            yield "    direction LR"  # its samples stand below each other, not in one long row
        for number, entry in enumerate(self.sketch.key, start=1):
            name, sample = f"key_{number}", entry.sample
            if isinstance(sample, Box):
                words = [f"{sample.mark} · {entry.words}" if sample.mark else entry.words]
                yield f"    {self._box(sample, name, wrapped(words[0], _LABEL_WIDTH))}"
                continue
            ends = (f"{name}_tail", f"{name}_head")
            for end in ends:
                yield f'    {end}((" "))'
                self._classed(end, "unframed")
            shown = replace(sample, label=(entry.words,))
            yield f"    {self._line(shown, *ends, nth)}"
            nth += 1
        yield "  end"
        self._classed("key", "group")

    def _notes(self) -> Iterator[str]:
        if self.sketch.notes:
            rows = [row for note in self.sketch.notes for row in wrapped(note, _NOTE_WIDTH)]
            yield f"  notes[{label(rows)}]"
            self._classed("notes", "unframed")

    def _classed(self, name: str, kind: str) -> None:
        self.classes[kind].append(name)

    def _looks(self) -> Iterator[str]:
        palette = self.palette
        for kind, names in self.classes.items():
            yield f"  classDef {kind} {_paint(kind, palette)}"
            yield f"  class {','.join(names)} {kind}"
        for style, numbers in self.styles.items():
            yield f"  linkStyle {','.join(map(str, numbers))} {style}"

    def _links(self) -> Iterator[str]:
        for box in self.sketch.boxes:
            leads_to = address(self.look.base_url, box.link)
            if leads_to:
                # Mermaid would end a statement at a semicolon after a hash
                yield f'  click {self.boxes[box.id]} href "{leads_to.replace(";", "%3B")}"'


def _rows_of(box: Box) -> list[str]:
    rows = [
        line
        for row in box.rows
        for line in wrapped(shortened("   ".join(row.cells)), max(box.width, _LABEL_WIDTH))
    ]
    if box.mark:
        rows[:1] = [f"{box.mark} · {rows[0]}" if rows else box.mark]
    return rows


def _paint(kind: str, palette: Palette) -> str:
    match kind:
        case "dashed":
            return "stroke-dasharray:4 3"
        case "doubled":
            return "stroke-width:3px"
        case "unframed":
            return f"fill:none,stroke:none,color:{palette.ink}"
        case "group":
            return f"fill:{palette.group_fill},stroke:{palette.group_edge},color:{palette.ink}"
        case _:
            family = next(family for tone, family in palette.tones.items() if tone == kind)
            return f"fill:{family.fill},stroke:{family.edge},color:{family.ink}"
