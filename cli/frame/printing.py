"""Printing for people: laid out to the terminal's width there, and complete in a pipe.

In a pipe every row of a table is one line, for programs such as grep; texts beside a name or a
number are wrapped to a page.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import click

from cli.frame.blocks import Block, Details, Lines, Paragraphs, Table, one_line
from cli.frame.layout import details_lines, paragraph_lines

_GAP = "  "
_PAPER = 100
"""How wide texts are where no terminal says how much room there is."""


def write_blocks(blocks: Iterable[Block]) -> None:
    """Write blocks to standard output; an empty table's message goes to standard error."""
    on_terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    for number, block in enumerate(blocks):
        if isinstance(block, Table) and not block.rows:
            click.echo(block.empty, err=True)
            continue
        if number:
            click.echo()
        if on_terminal:
            from cli.frame.terminal import write

            write(block)
        else:
            click.echo("\n".join(_lines(block)))


def _lines(block: Block) -> Iterable[str]:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Details):
        return (line.text for line in details_lines(block, _PAPER))
    if isinstance(block, Lines):
        return block.kept
    if isinstance(block, Paragraphs):
        return (line.text for line in paragraph_lines(block, _PAPER))
    return [one_line(block.text)]


def _table(table: Table) -> Iterable[str]:
    rows = table.cells
    widths = [max(map(len, column)) for column in zip(table.headings, *rows, strict=True)]
    if table.title:
        yield one_line(table.title)
    # One template for all rows: a table may have tens of thousands.
    sides = ("" if right else "-" for right in table.to_the_right)
    template = _GAP.join(f"%{side}{width}s" for side, width in zip(sides, widths, strict=True))
    yield (template % tuple(table.headings)).rstrip()
    rule = _GAP.join("─" * width for width in widths)
    yield rule
    for number, row in enumerate(rows, 1):
        if table.total and number == len(rows) > 1:
            yield rule
        yield (template % tuple(row)).rstrip()
