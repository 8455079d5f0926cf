"""The key and the notes in Graphviz source: a table, since labels have no shapes and no lines."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from diagrams.pictures.dot.labels import html
from diagrams.pictures.sketch import Box
from diagrams.pictures.text.measure import width_of, wrapped

if TYPE_CHECKING:
    from diagrams.pictures.sketch import KeyEntry, Line, Sketch
    from diagrams.pictures.themes import Palette

_TYPE: Final = 9.0
_ROOM: Final = 150.0
_NOTES: Final = 480.0
_COLUMNS: Final = 3
_SHAPES: Final = {
    "box": "box",
    "rounded": "round corners",
    "octagon": "octagon",
    "hexagon": "hexagon",
    "ellipse": "ellipse",
    "circle": "circle",
    "diamond": "diamond",
    "note": "folded corner",
    "component": "box with lugs",
    "folder": "box with a tab",
    "cut": "cut corners",
    "stadium": "round ends",
    "plain": "no outline",
}
_STROKES: Final = {
    "solid": "\u2014\u2014",
    "dashed": "\u2013 \u2013 \u2013",
    "dotted": "\u00b7 \u00b7 \u00b7 \u00b7",
    "bold": "\u2501\u2501",
    "thin": "\u2500\u2500",
}
_TAILS: Final = {
    "arrow": "\u25c0",
    "open-arrow": "\u25c1",
    "vee": "\u2039",
    "circle": "\u25cb",
    "diamond": "\u25c7",
    "none": "",
}
_HEADS: Final = {**_TAILS, "arrow": "\u25b6", "open-arrow": "\u25b7", "vee": "\u203a"}


def key_and_notes(sketch: Sketch, palette: Palette) -> str:
    """Return the key as a table, and the notes in lines below it."""
    cells = [f"{_sample(entry, palette)}{_words(_said(entry))}" for entry in sketch.key]
    rows = [cells[nth : nth + _COLUMNS] for nth in range(0, len(cells), _COLUMNS)]
    table = [f"<TR>{''.join(_even(row, len(cells)))}</TR>" for row in rows]
    if cells:
        table.insert(0, f"<TR>{_spanning('<B>Key</B>', 'Key', bold=True)}</TR>")
    for note in sketch.notes:
        for line in wrapped(note, _NOTES, _TYPE, whole=True):
            table.append(f"<TR>{_spanning(html(line), line)}</TR>")  # noqa: PERF401 - two loops
    if not table:
        return ""
    return (
        f"<<FONT POINT-SIZE='9'><TABLE BORDER='0' CELLSPACING='4'>{''.join(table)}</TABLE></FONT>>"
    )


def _even(row: list[str], entries: int) -> list[str]:
    """Return a row with as many cells as the others."""
    columns = min(entries, _COLUMNS)
    empty = "<TD BORDER='0'></TD><TD BORDER='0'></TD>"
    return [cell or empty for _, cell in zip_longest(range(columns), row)]


def _said(entry: KeyEntry) -> str:
    if not isinstance(entry.sample, Box):
        return entry.words
    outlines = ", two outlines" if entry.sample.outlines > 1 else ""
    return f"{entry.words} ({_SHAPES[entry.sample.shape]}{outlines})"


def _sample(entry: KeyEntry, palette: Palette) -> str:
    family = palette.tones[entry.sample.tone]
    if isinstance(entry.sample, Box):
        style = "dashed" if entry.sample.dashed else "rounded"
        border = 0 if entry.sample.shape == "plain" else 1
        return (
            f"<TD FIXEDSIZE='TRUE' WIDTH='34' HEIGHT='16' BORDER='{border}' STYLE='{style}'"
            f" COLOR='{family.edge}' BGCOLOR='{family.fill}'>"
            f"<FONT COLOR='{family.ink}'>{html(entry.sample.mark or '')}</FONT></TD>"
        )
    line = _drawn(entry.sample)
    return (
        "<TD FIXEDSIZE='TRUE' WIDTH='34' HEIGHT='16' BORDER='0'>"
        f"<FONT COLOR='{family.edge}'>{html(line)}</FONT></TD>"
    )


def _drawn(line: Line) -> str:
    return f"{_TAILS[line.at_tail]}{_STROKES[line.stroke]}{_HEADS[line.at_head]}"


def _words(text: str) -> str:
    lines = wrapped(text, _ROOM, _TYPE)
    printed = "".join(f"{html(line)}<BR ALIGN='LEFT'/>" for line in lines)
    return _cell(printed, max(width_of(line, _TYPE) for line in lines), len(lines))


def _cell(printed: str, width: float, lines: int) -> str:
    return (
        f"<TD FIXEDSIZE='TRUE' BORDER='0' ALIGN='LEFT' BALIGN='LEFT' WIDTH='{width + 4:.0f}'"
        f" HEIGHT='{max(16.0, lines * _TYPE * 1.25):.0f}'>{printed}</TD>"
    )


def _spanning(printed: str, text: str, *, bold: bool = False) -> str:
    cell = _cell(f"{printed}<BR ALIGN='LEFT'/>", width_of(text, _TYPE, bold=bold), 1)
    return cell.replace("<TD ", f"<TD COLSPAN='{2 * _COLUMNS}' ", 1)
