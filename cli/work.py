"""``minutebook work``: everything that waits, for whom, since when, and how to go on."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import Asked, ask
from cli.frame.blocks import Block, Table
from cli.frame.closest import did_you_mean
from cli.frame.completion import workers
from cli.frame.errors import UnknownName
from cli.frame.help import examples
from cli.frame.options import as_known_option, format_option, read_day
from cli.frame.output import Answer, Sheet, show
from cli.frame.words import on as written
from projections.work.rows import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from projections.work.queries import Whose
    from projections.work.rows import Holder, Waiting


@click.command(
    epilog=examples(
        "work",
        "work --for finance",
        "work --for ics --on 2019-01-31",
        "work --for 'Clerk to the sub-committee' --overdue --format csv",
    )
)
@click.option(
    "--for",
    "named",
    metavar="ROLE|BODY|ACTOR",
    shell_complete=workers,
    help="Only what waits for a role (finance), a body (ics), or a person or post: by name, or by"
    " a role that they hold on that day.",
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="Only this kind of thing; repeat it for several.",
)
@click.option("--overdue", is_flag=True, help="Only what is late.")
@click.option(
    "--on",
    callback=read_day,
    metavar="DATE",
    help="The day to look at (2018-11-05 or '5 November 2018'); today if left out.",
)
@as_known_option
@format_option
@pass_app
def work(
    app: App,
    *,
    named: str | None,
    kinds: tuple[str, ...],
    overdue: bool,
    on: date | None,
    as_known: Any,
    form: str,
) -> None:
    """Show everything that waits, the most urgent first, and the command that takes it on.

    That is every running case with its next step, and what no route prescribes: change requests
    and gates to decide, conditions to show, actions to do or to close, call-ins. Fill in what the
    command leaves in capitals; --as names who acts.
    """
    from projections.work.queries import list_work

    asked = ask(app, on, as_known)
    # An owner is known by what waits for them, of whatever kind it is.
    found = list_work(asked.views, asked.as_at, asked.known, () if named else kinds)
    if named is not None:
        found = _of(asked, named, found)
    if kinds:
        found = [row for row in found if row.kind in kinds]
    if overdue:
        found = [row for row in found if row.days_late]
    answer = Answer(
        lambda: [_data(row) for row in found],
        lambda: _blocks(found, asked, named),
        lambda: _sheet(found),
    )
    show(answer, form)


def _of(asked: Asked, named: str, found: list[Waiting]) -> list[Waiting]:
    from projections.work.queries import names, whose

    wanted = whose(asked.views, named, found, asked.as_at, asked.known)
    if wanted is None:
        known = names(asked.views, found, asked.as_at, asked.known)
        hint = did_you_mean(named, known) or ": `minutebook authority list` shows who holds a role"
        raise UnknownName(f"no role, body or person {named!r} is known on {asked.as_at}{hint}")
    mine = [row for row in found if any(wanted.holds(holder) for holder in row.holders)]
    return [row._replace(command=_as(wanted, named, row.command)) for row in mine]


def _as(wanted: Whose, named: str, command: str) -> str:
    """Name the person who is to act, where work was asked for of one."""
    if wanted.name is None:
        return command
    return command.replace("minutebook --as NAME ", "minutebook ").replace(
        "minutebook ", f"minutebook --as {quote(named)} ", 1
    )


def _data(row: Waiting) -> dict[str, Any]:
    return row._asdict() | {"holders": [holder._asdict() for holder in row.holders]}


def _blocks(found: list[Waiting], asked: Asked, named: str | None) -> Iterator[Block]:
    of = f" for {named}" if named else ""
    columns = ("Waits for", "What", "Title", "Stands", "Days>", "Due", "Next", "Command")
    rows = [
        (
            _holders(row),
            row.ref,
            row.title,
            row.at,
            "" if row.days is None else str(row.days),
            _due(row),
            row.does,
            row.command,
        )
        for row in found
    ]
    yield Table(
        columns,
        rows,
        f"What waits{of} on {asked.as_at}, {asked.knowledge}",
        empty=f"Nothing waits{of} on {asked.as_at}.",
    )


def _holders(row: Waiting) -> str:
    return _named(row.holders)


@lru_cache(maxsize=1024)  # thousands of cases wait for the same few
def _named(holders: tuple[Holder, ...]) -> str:
    return " or ".join(map(str, holders))


def _due(row: Waiting) -> str:
    if row.due_on is None:
        return f"opens {written(row.opens_on)}" if row.opens_on else ""
    if not row.days_late:
        return written(row.due_on)
    days = "1 day" if row.days_late == 1 else f"{row.days_late} days"
    return f"{written(row.due_on)}, {days} late"


def _sheet(found: list[Waiting]) -> Sheet:
    header = (
        "kind",
        "ref",
        "title",
        "stands",
        "waits_for",
        "since",
        "days",
        "due_on",
        "days_late",
        "opens_on",
        "step",
        "command",
    )
    rows = [
        (
            row.kind,
            row.ref,
            row.title,
            row.at,
            _holders(row),
            row.since,
            row.days,
            row.due_on,
            row.days_late,
            row.opens_on,
            row.step,
            row.command,
        )
        for row in found
    ]
    return Sheet(header, rows)
