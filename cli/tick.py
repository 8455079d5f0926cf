"""``minutebook tick``: record what time itself has caused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import click

from cli.context import App, pass_app, tell_note
from cli.frame.blocks import Block, Table, Text
from cli.frame.help import examples
from cli.frame.options import format_option
from cli.frame.output import Answer, Sheet, show
from cli.record import open_book, tell_notes
from cli.recording import day_option

if TYPE_CHECKING:
    from domain.facts import Fact
    from engine.book import Book, Order, Receipt
    from projections.clock.cause import Cause


class Came(NamedTuple):
    """A fact that time caused: its day, what it is about, and in words."""

    on: date | None
    subject: str
    told: str


class PutAside(NamedTuple):
    """What the book did not take, and why."""

    on: date
    what: str
    reason: str


@click.command(
    epilog=examples("tick", "tick --on 2019-02-01 --dry-run", "tick --on 2019-02-01 --format json")
)
@day_option("--on", "The day up to which time is looked at; today if left out.")
@click.option("--dry-run", is_flag=True, help="Say what would be recorded, record nothing.")
@format_option
@pass_app
def tick(app: App, /, *, on: date | None, dry_run: bool, form: str) -> None:
    """Record what time itself has caused by a day: give this to cron, once a day.

    Steps of cases that are overdue and who is told of it, steps that time takes, actions and
    conditions that are overdue, delegations and waivers that ran out, and decisions that take
    effect because nobody called them in. Each has the day on which it came about, and is recorded
    by "the clock". The same day again, or two at once, records nothing twice.
    """
    day = on or app.today()
    if day > app.today() and not dry_run:
        raise click.BadParameter(
            f"{day} is still to come: until then a decision may be called in and what is due done;"
            " see what time would cause with --dry-run",
            param_hint="--on",
        )
    came, aside = _tick(app, day, dry_run=dry_run)
    for each in aside:
        tell_note(f"not recorded: {each.what}, {each.on}: {each.reason}")
    answer = Answer(
        lambda: {"on": day, "dry_run": dry_run, "recorded": came, "not_recorded": aside},
        lambda: _blocks(came, aside, day, dry_run=dry_run),
        lambda: Sheet(("on", "subject", "told"), came),
    )
    show(answer, form)


def _blocks(
    came: Sequence[Came], aside: Sequence[PutAside], day: date, *, dry_run: bool
) -> list[Block]:
    if aside and not came:
        return [Text(f"Of what time has caused by {day} nothing could be recorded: see the notes.")]
    if not came:
        return [Text(f"Nothing new: the book has all that time has caused by {day}.")]
    rows = [(str(each.on), each.told) for each in came]
    title = f"What time has caused by {day}"
    blocks: list[Block] = [Table(("Day", "What"), rows, title)]
    if dry_run:
        blocks.append(
            Text("Nothing was recorded (--dry-run). What follows from these steps is found then.")
        )
    return blocks


def _tick(app: App, day: date, *, dry_run: bool) -> tuple[list[Came], list[PutAside]]:
    """Record what time has caused, then what that has caused, until there is no more."""
    from projections.clock.causes import causes

    came: list[Came] = []
    aside: dict[Cause, str] = {}
    with open_book(app, max(day, app.today())) as book:
        while found := causes(app.views(), day, aside.keys()):
            receipt, refused = recorded(book, found, dry_run=dry_run)
            if receipt:
                tell_notes(receipt)
                came += [_came(fact) for fact in receipt.facts]
            aside |= refused
            if not refused and (dry_run or not (receipt and receipt.facts)):
                break
    return came, [PutAside(cause.on, cause.told, why) for cause, why in aside.items()]


def recorded(
    book: Book, found: Sequence[Cause], *, dry_run: bool
) -> tuple[Receipt | None, dict[Cause, str]]:
    """Record all causes in one transaction, or find out which the book refuses, and why.

    Returns:
        what recording did, and what is to be put aside before the others are tried again.
    """
    from engine.errors import Refused

    orders = [_order(cause, place) for place, cause in enumerate(found)]
    try:
        return book.record(orders, dry_run=dry_run), {}
    except Refused as refusal:
        refused = _refused_alone(book, found, orders)
        if not refused and refusal.place:  # by what was caused before it
            refused = {found[refusal.place.line]: str(refusal.reason)}
        return None, refused


def _refused_alone(book: Book, found: Sequence[Cause], orders: Sequence[Order]) -> dict[Cause, str]:
    from engine.errors import Refused

    refused = {}
    for cause, order in zip(found, orders, strict=True):
        try:
            book.record([order], dry_run=True)
        except Refused as refusal:
            refused[cause] = str(refusal.reason)
    return refused


def _order(cause: Cause, place: int) -> Order:
    from engine.book import Order
    from engine.cases.acting import CLOCK
    from engine.errors import Place
    from engine.files.one_entry import command_of

    command = command_of(cause.entry, {"actor": CLOCK, **cause.fields})
    return Order(command, Place(CLOCK, place))


def _came(fact: Fact) -> Came:
    from projections.wording.sentences import sentence

    ref = fact.originator_id.partition(":")[2]
    said = fact.model_dump(mode="json", by_alias=True)
    return Came(fact.decided_on, fact.originator_id, sentence(fact.TOPIC, ref, said))
