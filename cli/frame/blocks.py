"""What is printed for people: tables, headings, texts and details."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_FIGURE = re.compile(r"-?\d[\d,]*(\.\d+)?")


class Table(NamedTuple):
    """Rows under headings.

    Attributes:
        columns: the headings; one that ends in ``>`` has its column set to the right, and its
            figures given as many decimals as the longest of them has.
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

    @property
    def cells(self) -> list[list[str]]:
        """The cells as they are shown: each in one line, the points of figures aligned."""
        rows = [[one_line(cell) for cell in row] for row in self.rows]
        for place, right in enumerate(self.to_the_right):
            decimals = max((_decimals(row[place]) for row in rows), default=0) if right else 0
            if decimals and all(_FIGURE.fullmatch(row[place]) for row in rows if row[place]):
                for row in rows:
                    row[place] = _with_decimals(row[place], decimals)
        return rows


class Heading(NamedTuple):
    """A line that says what follows."""

    text: str


class Text(NamedTuple):
    """A paragraph: one line in a pipe, however many it was recorded in."""

    text: str


class Lines(NamedTuple):
    """Lines that belong together; each keeps its indent and spaces, but not breaks within it."""

    lines: Sequence[str]

    @property
    def kept(self) -> list[str]:
        """The lines as they are shown where there is room."""
        return [
            indent_of(line) + " ".join(map(str.strip, line.splitlines())) for line in self.lines
        ]


class Details(NamedTuple):
    """Names and what they are; those without a value are left out."""

    pairs: Sequence[tuple[str, str | None]]

    @property
    def told(self) -> list[tuple[str, str]]:
        """The pairs that have a value."""
        return [(name, value) for name, value in self.pairs if value]


class Paragraphs(NamedTuple):
    """Texts too long for the cells of a table: they are wrapped wherever they are printed.

    Attributes:
        title: what they are.
        items: each with its number or name, and the texts that stand beside it.
    """

    title: str
    items: Sequence[tuple[str, Sequence[str]]]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The texts that say something, the first of each item beside its name."""
        return [
            ("" if number else name, one_line(text))
            for name, texts in self.items
            for number, text in enumerate(filter(None, texts))
        ]


Block = Table | Heading | Text | Lines | Details | Paragraphs


def one_line(text: str) -> str:
    """Return a text that was recorded in several lines as the one line a program can take up."""
    return " ".join(text.split())


def indent_of(line: str) -> str:
    """Return the spaces that a line begins with."""
    return line[: len(line) - len(line.lstrip())]


def _decimals(figure: str) -> int:
    return len(figure.partition(".")[2])


def _with_decimals(figure: str, decimals: int) -> str:
    if not figure:
        return figure
    point = "" if "." in figure else "."
    return figure + point + "0" * (decimals - _decimals(figure))
