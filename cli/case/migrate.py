"""The command that moves running cases to another version of their route."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cli.context import App, pass_app
from cli.frame.blocks import Block, Table, Text
from cli.frame.help import examples
from cli.frame.printing import write_blocks
from cli.frame.words import spaced
from cli.record import open_book
from cli.recording import NOTHING_RECORDED, command_from, day_option, provenance
from cli.route.named import complete_routes

if TYPE_CHECKING:
    from engine.book import Book, Order
    from projections.cases.standing import Standing

_OPTIONS = {"bodies": "--body", "state": "--map", "decided_on": "--on"}


class _Try(NamedTuple):
    """A case, the state in which it would stand, and why it cannot be moved, if it cannot."""

    case: Standing
    state: str
    order: Order
    refusal: str | None


@click.command(
    epilog=examples(
        "case migrate change-request --dry-run",
        "case migrate change-request --to 2 --map finance=finance-partner --on 2019-04-01",
    )
)
@click.argument("route", shell_complete=complete_routes)
@click.option(
    "--to",
    "version",
    type=click.IntRange(min=1),
    help="The version they are moved to; the highest at hand, if left out.",
)
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="OLD=NEW",
    help="The state NEW in which cases stand whose state OLD the version lacks; repeat it.",
)
@click.option(
    "--body",
    "bodies",
    nargs=2,
    multiple=True,
    metavar="PART REF",
    help="Which body plays a part that is new; repeat it.",
)
@day_option("--on", "The day from which they go by it; today if left out.")
@provenance
@pass_app
def migrate(
    app: App,
    /,
    route: str,
    *,
    version: int | None,
    mapped: tuple[str, ...],
    bodies: tuple[tuple[str, str], ...],
    on: date | None,
    **given: Any,
) -> None:
    """Move the running cases of a route to another version of it.

    This is for the programme office, the monitoring officer and the clerks of the case (--as). A
    case stays in its state, and its days are counted anew from when it came there; only for a state
    that the version does not have another may stand, which passes no guard. It says which
    cases can be moved and which cannot, and why; those that can are then moved, in one transaction.
    The exit status is 1 where one cannot.
    """
    wanted = version or app.routes().find(route).version
    states = _states(mapped)
    found = _running(app, route, wanted)
    with open_book(app) as book:
        tries = [
            _try(app, book, case, given, version=wanted, states=states, bodies=dict(bodies), on=on)
            for case in found
        ]
        movable = [each.order for each in tries if each.refusal is None]
        if movable and not given["dry_run"]:
            book.record(movable)
    write_blocks(_told(tries, f"{route}/{wanted}", dry_run=given["dry_run"]))
    if len(movable) < len(tries):
        click.get_current_context().exit(1)


def _states(mapped: tuple[str, ...]) -> dict[str, str]:
    states = {}
    for each in mapped:
        old, equals, new = each.partition("=")
        if not (old and equals and new):
            raise click.UsageError(f"--map {each}: write it as OLD=NEW")
        states[old] = new
    return states


def _running(app: App, route: str, version: int) -> list[Standing]:
    from projections.cases.standing import standings

    cases = standings(app.views(), running=True)
    return [case for case in cases if case.route == route and case.version != version]


def _try(
    app: App,
    book: Book,
    case: Standing,
    given: dict[str, Any],
    *,
    version: int,
    states: dict[str, str],
    bodies: dict[str, str],
    on: date | None,
) -> _Try:
    from engine.book import Order
    from engine.errors import Refused

    command = command_from(
        "case-migration",
        app,
        given,
        _OPTIONS,
        case=case.ref,
        version=version,
        decided_on=on or app.today(),
        state=states.get(case.state),
        bodies=bodies or None,
    )
    order, state = Order(command), states.get(case.state, case.state)
    try:
        book.record([order], dry_run=True)
    except Refused as refused:
        return _Try(case, state, order, str(refused.reason))
    return _Try(case, state, order, None)


def _told(tries: Sequence[_Try], onto: str, *, dry_run: bool) -> Sequence[Block]:
    if not tries:
        return [Text(f"No running case of that route stands on a version other than {onto}.")]
    rows = [
        (
            each.case.ref,
            str(each.case.version),
            spaced(each.case.state),
            spaced(each.state) if each.refusal is None else "",
            each.refusal or "",
        )
        for each in tries
    ]
    moved = sum(each.refusal is None for each in tries)
    done = f"{moved} of {len(tries)} {'can be' if dry_run else 'were'} moved to {onto}."
    columns = ("Case", "Version>", "Stands at", "Would stand at" if dry_run else "Stands now at")
    table = Table((*columns, "Stays, because"), rows, f"Running cases and {onto}")
    return [table, Text(f"{done} {NOTHING_RECORDED}" if dry_run and moved else done)]
