"""How answers are written: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import click

from cli.frame.answering import taken
from cli.frame.blocks import Block
from cli.frame.money import Pounds, in_pounds
from cli.frame.options import Format
from cli.frame.printing import write_blocks
from cli.frame.targets import target

_LINE_END = "\r\n"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


class Sheet(NamedTuple):
    """An answer as CSV: the names of the columns, in ``snake_case``, and the rows."""

    header: Sequence[str]
    rows: Iterable[Sequence[object]]


class Answer(NamedTuple):
    """One answer in its three forms, each made only when it is asked for.

    Attributes:
        data: what JSON says, as `as_data` takes it.
        blocks: what is printed for people.
        sheet: what CSV says.
        sources: what a workbook cites, where the rows are sums and name no sources themselves;
            each with how often it is cited.
        rests_on: where a workbook looks for what it cites: in what has a ``source``, or a
            ``position`` of the ledger; what JSON says if left out.
    """

    data: Callable[[], object]
    blocks: Callable[[], Iterable[Block]]
    sheet: Callable[[], Sheet]
    sources: Callable[[], Iterable[tuple[Mapping[str, Any], int]]] = tuple
    rests_on: Callable[[], object] | None = None


def show(answer: Answer, form: str) -> None:
    """Write an answer in the form asked for: to standard output, or to the file of ``--output``."""
    if taken(answer):
        return
    if form == Format.XLSX:
        from cli.frame.workbooks import show_workbook

        show_workbook(answer, target())
    elif (path := target()) is not None:
        from cli.frame.written import to_file

        with to_file(path, form):
            _write(answer, form)
    else:
        _write(answer, form)


def _write(answer: Answer, form: str) -> None:
    if form == Format.JSON:
        write_json(answer.data())
    elif form == Format.CSV:
        write_csv(answer.sheet())
    else:
        write_blocks(answer.blocks())


def page(data: Callable[[], object], blocks: Callable[[], Iterable[Block]]) -> Answer:
    """Return the answer about one thing, whose CSV is a line for every field of its JSON."""
    return Answer(data, blocks, lambda: Sheet(("field", "value"), _flattened("", as_data(data()))))


def _flattened(path: str, value: Any) -> Iterable[tuple[str, object]]:
    """Yield the path and value of every leaf: ``members.0.person, Reg Adair``."""
    if isinstance(value, dict | list) and value:
        named = value.items() if isinstance(value, dict) else enumerate(value)
        for name, inner in named:
            yield from _flattened(f"{path}.{name}" if path else str(name), inner)
    else:
        yield path, None if value in ([], {}) else value


def write_json(data: object) -> None:
    """Write JSON, and nothing else, to standard output."""
    click.echo(json.dumps(as_data(data), indent=2, ensure_ascii=False))


def write_csv(sheet: Sheet) -> None:
    """Write CSV with a header line; a nothing is an empty cell, and no text is a formula."""
    import csv

    # The writer quotes what holds a character of its line ending: so a lone carriage return too.
    writer = csv.writer(_Lines(), lineterminator=_LINE_END)
    writer.writerow(sheet.header)
    writer.writerows([_harmless(_cell(value)) for value in row] for row in sheet.rows)


class _Lines:
    """Writes each line to standard output with the line ending of this system's files."""

    def write(self, line: str) -> None:
        sys.stdout.write(line.removesuffix(_LINE_END) + "\n")


def _harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def as_data(value: object) -> Any:
    """Put a value into what JSON knows.

    Records with named fields and mappings become objects, sequences arrays, days and moments ISO
    text, amounts text in pounds.

    Raises:
        TypeError: for what has no such form.
    """
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Mapping):
        return {str(key): as_data(inner) for key, inner in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return as_data(value._asdict())
    if isinstance(value, list | tuple):
        return [as_data(inner) for inner in value]
    if is_dataclass(value):
        return {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return Pounds(in_pounds(value))
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int):
        return value
    if isinstance(value, list | tuple):
        return "; ".join(str(_cell(part)) for part in value)
    return _scalar(value)
