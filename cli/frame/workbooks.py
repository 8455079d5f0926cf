"""Answers as workbooks: the table, and a sheet that says where it comes from."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.frame.asked import Asked, all_asked
from cli.frame.commandline import command_line
from cli.frame.files import tell_written, written_whole
from cli.frame.money import Pounds
from cli.frame.targets import inputs_of
from cli.frame.written import store_asked

if TYPE_CHECKING:
    from cli.frame.output import Answer, Sheet
    from exports.workbooks.citing import Cited
    from exports.workbooks.parts import Value, Worksheet
    from exports.workbooks.sources import Origin
    from projections.views import Views

_PAGE = ("field", "value")
"""The header of an answer about one thing: a line for every field."""


def show_workbook(answer: Answer, path: Path | None) -> None:
    """Write an answer as a workbook, to a file or to a pipe."""
    from exports.workbooks.sources import sources_sheet

    ctx, asked = click.get_current_context(), all_asked()
    cited = cited_by(answer, asked[-1].views if asked else None)
    title = ctx.command_path.split(maxsplit=1)[-1].capitalize()
    write([worksheet(title, answer.sheet()), sources_sheet(origin_of(ctx, asked), cited)], path)


def cited_by(answer: Answer, views: Views | None) -> Cited:
    """Return what an answer cites: what its rows name, and what the facts that they rest on do."""
    from exports.workbooks.citing import cited_in, place_of

    cited = cited_in((answer.rests_on or answer.data)(), views)
    for source, count in answer.sources():
        cited[place_of(source)] += count
    return cited


def write(sheets: Iterable[Worksheet], path: Path | None) -> None:
    """Write sheets to a file, and say so, or to standard output."""
    from exports.workbooks.writing import write_workbook

    if path is None:
        whole = BytesIO()
        write_workbook(whole, sheets)
        sys.stdout.buffer.write(whole.getvalue())
        return
    inputs = inputs_of(click.get_current_context())
    with written_whole(path, store=store_asked(), inputs=inputs) as draft:
        counts = write_workbook(draft, sheets)
    *tables, _ = counts.values()
    rows = sum(tables)
    told = f"{len(tables):,} tables, " if len(tables) > 1 else ""
    tell_written(path, f"{told}{rows:,} row{'' if rows == 1 else 's'}, and their sources.")


def worksheet(title: str, sheet: Sheet) -> Worksheet:
    """Return a table as a worksheet: texts that stand for amounts and days become what they are."""
    from exports.workbooks.parts import Worksheet

    names = list(sheet.header)
    page = tuple(names) == _PAGE
    rows = (
        [
            _value(_of_field(str(row[0])) if page else name, cell)
            for name, cell in zip(names, row, strict=True)
        ]
        for row in sheet.rows
    )
    return Worksheet(title, names, rows)


def _of_field(path: str) -> str:
    """Return the name at the end of a field's path: ``since`` of ``members.0.since``."""
    return path.rpartition(".")[2]


def _value(name: str, cell: object) -> Value:
    from decimal import Decimal

    from exports.workbooks.values import value_of

    return Decimal(cell) if isinstance(cell, Pounds) else value_of(name, cell)


def origin_of(ctx: click.Context, asked: Sequence[Asked]) -> Origin:
    """Return what a workbook says of the book and the question that it answers."""
    from cli.frame.version import version
    from exports.workbooks.sources import End, Origin

    ends = [End(each.as_at, each.knowledge, each.known, each.end) for each in asked]
    views = asked[-1].views if asked else None
    program = f"minutebook {version()}"
    return Origin(_book(views), command_line(ctx), program, views, ends)


def _book(views: Views | None) -> str | None:
    """Return what the book is called: its file, or its address without the password."""
    from engine.store.url import is_shared

    store = store_asked()
    if is_shared(store):
        return views.ledger.name if views else None
    return Path(store).name
