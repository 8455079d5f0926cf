"""Tables for people: laid out to the terminal's width there, and complete in a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import click

_GAP = "  "


class Table(NamedTuple):
    """Rows under headings.

    Attributes:
        columns: the headings; one that ends in ``>`` has its column set to the right.
        rows: the cells, as text.
        title: what the table shows, if its place does not say so.
        empty: what is said in place of a table without rows.
        total: the last row is a total, set off from the others.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    title: str | None = None
    empty: str = "Nothing recorded yet."
    total: bool = False

    @property
    def headings(self) -> list[str]:
        """The headings as they are shown."""
        return [column.removesuffix(">") for column in self.columns]

    @property
    def to_the_right(self) -> list[bool]:
        """Which columns are set to the right."""
        return [column.endswith(">") for column in self.columns]


class Heading(NamedTuple):
    """A line that says what follows."""

    text: str


class Text(NamedTuple):
    """A paragraph, or a line that must stay one."""

    text: str


class Details(NamedTuple):
    """Names and what they are; those without a value are left out."""

    pairs: Sequence[tuple[str, str | None]]

    @property
    def told(self) -> list[tuple[str, str]]:
        """The pairs that have a value."""
        return [(name, value) for name, value in self.pairs if value]


Block = Table | Heading | Text | Details


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
            from cli.terminal import write  # noqa: PLC0415 - rich is slow to load, a pipe needs none

            write(block)
        else:
            click.echo("\n".join(_lines(block)))


def _lines(block: Block) -> Iterable[str]:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Details):
        width = max((len(name) for name, _ in block.told), default=0)
        return (f"{name:<{width}}{_GAP}{_one_line(value)}" for name, value in block.told)
    return [block.text]


def _one_line(text: str) -> str:
    """Return a text that was recorded in several lines as the one line a program can take up."""
    return " ".join(text.split())


def _table(table: Table) -> Iterable[str]:
    rows = [[_one_line(cell) for cell in row] for row in table.rows]
    widths = [max(map(len, column)) for column in zip(table.headings, *rows, strict=True)]
    if table.title:
        yield table.title
    yield _row(table.headings, widths, table.to_the_right)
    rule = _GAP.join("─" * width for width in widths)
    yield rule
    for number, row in enumerate(rows, 1):
        if table.total and number == len(rows) > 1:
            yield rule
        yield _row(row, widths, table.to_the_right)


def _row(cells: Sequence[str], widths: Sequence[int], to_the_right: Sequence[bool]) -> str:
    return _GAP.join(
        f"{cell:>{width}}" if right else f"{cell:<{width}}"
        for cell, width, right in zip(cells, widths, to_the_right, strict=True)
    ).rstrip()
