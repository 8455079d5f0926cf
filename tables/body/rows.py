"""What each row under a header is: a project, a printed total, a heading, or a note."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from tables.body.figures import Columns
from tables.body.labels import TotalLabel, total_label
from tables.grids.cells import Fault, Row, Value, is_blank
from tables.headers.columns import Role
from tables.mapping import TableMapping
from tables.statuses import is_status
from tables.words import folded, spaced

_LONGEST_BESIDE = 40  # letters of a portfolio or a status; more are a sentence


class RowKind(Enum):
    """What a row is."""

    PROJECT = auto()
    TOTAL = auto()
    HEADING = auto()
    UNNAMED = auto()
    NOTE = auto()


class Words(NamedTuple):
    """The texts of a row, by the columns of its header; empty where a cell is blank."""

    portfolio: str
    project: str
    status_last: str
    status: str
    narrative: str


class Told(NamedTuple):
    """A row, what it is, and its texts.

    Attributes:
        row: the row.
        kind: what it is.
        words: its texts.
        label: what it is the total of, if it is one.
    """

    row: Row
    kind: RowKind
    words: Words
    label: TotalLabel | None = None


def told_apart(rows: Sequence[Row], columns: Columns, mapping: TableMapping) -> list[Told]:
    """Say of each row under a header what it is.

    A row with figures, or with a status that is known, and a name is a project wherever it stands.
    One of words alone is a heading where a project follows it, a project where it stands directly
    under another, and else a note.
    """
    found: list[Told] = []
    outside = False
    for at, row in enumerate(rows):
        one = _plainly(row, columns, mapping)
        if one.kind is RowKind.NOTE:
            follows = at + 1 < len(rows) and _plainly(rows[at + 1], columns, mapping)
            if _is_heading(one, columns) and follows and follows.kind is RowKind.PROJECT:
                one = one._replace(kind=RowKind.HEADING)
            elif not outside and at and row.number == rows[at - 1].number + 1 and _is_name(one):
                one = one._replace(kind=RowKind.PROJECT)
        outside = one.kind in {RowKind.NOTE, RowKind.TOTAL}
        found.append(one)
    return found


def _plainly(row: Row, columns: Columns, mapping: TableMapping) -> Told:
    """Say what a row is by itself; one of words alone is taken for a note."""
    words = words_of(row, columns)
    label = _label(row, columns, words, mapping)
    if label:
        return Told(row, RowKind.TOTAL, words, label)
    figures = _has_figures(row, columns)
    if words.project and (figures or _has_status(words, mapping)):
        return Told(row, RowKind.PROJECT, words)
    return Told(row, RowKind.UNNAMED if figures else RowKind.NOTE, words)


def _is_heading(one: Told, columns: Columns) -> bool:
    """Tell whether a row holds one text alone, where a portfolio may stand."""
    alone = sum(1 for value in one.row.values if not is_blank(value)) == 1
    return alone and not (Role.PORTFOLIO in columns.words and one.words.project)


def _is_name(one: Told) -> bool:
    """Tell whether a row of words alone names a project, and says nothing at length beside it."""
    beside = (one.words.portfolio, one.words.status, one.words.status_last)
    return bool(one.words.project) and all(len(text) <= _LONGEST_BESIDE for text in beside)


def _has_figures(row: Row, columns: Columns) -> bool:
    return any(not is_blank(row.at(column)) for column, _, _ in columns.figures)


def _label(row: Row, columns: Columns, words: Words, mapping: TableMapping) -> TotalLabel | None:
    """Return what a row is the total of: the label is the last text before its figures."""
    if _has_status(words, mapping):
        return None
    texts = [text for text in map(text_of, row.values[: columns.first_figure]) if text]
    label = total_label(texts[-1]) if texts else None
    if label is None and texts:
        label = total_label(texts[0]) if len(texts) == 1 or not words.project else None
    if label and not label.name and not label.whole and words.portfolio and words.project:
        return label._replace(name=words.portfolio)
    return label


def _has_status(words: Words, mapping: TableMapping) -> bool:
    return any(
        text and (is_status(mapping.status(text)) or folded(text) in mapping.statuses)
        for text in (words.status, words.status_last)
    )


def words_of(row: Row, columns: Columns) -> Words:
    """Return the texts of a row; a reference in a column of its own is put behind the name."""

    def in_column(role: Role) -> str:
        column = columns.words.get(role)
        return "" if column is None else text_of(row.at(column))

    project, reference = in_column(Role.PROJECT), in_column(Role.REFERENCE)
    if project and reference and reference not in project:
        project = f"{project} ({reference})"
    return Words(
        in_column(Role.PORTFOLIO),
        project or (reference if Role.PROJECT not in columns.words else ""),
        in_column(Role.STATUS_LAST),
        in_column(Role.STATUS),
        in_column(Role.NARRATIVE),
    )


def text_of(value: Value) -> str:
    """Return what a cell says, over one line; a fault says nothing."""
    return "" if value is None or isinstance(value, Fault) else spaced(str(value))
