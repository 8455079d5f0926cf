"""``minutebook action matters-arising``: what a meeting goes through before its own business."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cli.action.told import due, what
from cli.context import App, pass_app
from cli.frame.asked import Asked, ask
from cli.frame.blocks import Block, Heading, Table, Text
from cli.frame.completion import references
from cli.frame.errors import UnknownName
from cli.frame.help import examples
from cli.frame.options import reads
from cli.frame.output import Answer, Sheet, show
from cli.frame.references import unknown
from cli.frame.words import on
from projections.actions.standing import stands

if TYPE_CHECKING:
    from projections.actions.arising import Arising
    from projections.actions.queries import ActionRow
    from projections.meetings.queries import MeetingRow
    from projections.work_programme.landing import Calendar


@click.command(
    "matters-arising",
    epilog=examples(
        "action matters-arising ics --as-at 2018-11-06", "action matters-arising ics-2019-03-04"
    ),
)
@click.argument("of", metavar="BODY|MEETING", shell_complete=references("body", "meeting"))
@reads
@pass_app
def matters_arising(
    app: App, of: str, as_at: date | None, as_known: datetime | None, form: str
) -> None:
    """Show what earlier meetings asked for, for a body's next meeting, or for one meeting.

    What was done and waits for the body to close it, what is due by the meeting, and what is in
    hand for later ones. The next meeting is the first to come on the day of --as-at or later.
    """
    from projections.actions.arising import arising
    from projections.work_programme.landing import Calendar

    asked = ask(app, as_at, as_known)
    calendar = Calendar(asked.views, asked.as_at, asked.known)
    meeting = _meeting(asked, calendar, of)
    found = arising(asked.views, meeting, asked.as_at, asked.known, calendar=calendar)
    answer = Answer(
        lambda: asked.scope | found._asdict(),
        lambda: _page(found, asked.times),
        lambda: _sheet(found),
    )
    show(answer, form)


def _meeting(asked: Asked, calendar: Calendar, of: str) -> MeetingRow:
    """Return the meeting that is named, or the next of the body that is.

    Raises:
        UnknownName: where neither is in the book, or the body has no meeting to come.
    """
    from projections.facts.known import is_known, known_of

    if meeting := calendar.meeting(of):
        return meeting
    if not is_known(asked.views, "body", of):
        there = [*known_of(asked.views, "body"), *known_of(asked.views, "meeting")]
        raise unknown("body or meeting", of, there)
    following = calendar.following(of, asked.as_at)
    if following is None:
        raise UnknownName(
            f"the book has no meeting of {of} to come on {asked.as_at} or later: record one with"
            " `scheduled_for`, or name a meeting (`minutebook meeting list --body"
            f" {of}` shows what there is)"
        )
    return following


def _page(found: Arising, times: str) -> Iterator[Block]:
    meeting = found.meeting
    yield Heading(f"Matters arising, {meeting.ref}: {meeting.body}, {on(meeting.day)}; {times}")
    if not (found.to_close or found.due or found.in_hand):
        yield Text("No earlier meeting asked for anything that is still to be done or closed.")
    yield from _actions("Done, for the body to close", found.to_close)
    yield from _actions("Due by this meeting", found.due)
    yield from _actions("In hand for later", found.in_hand)


def _actions(title: str, actions: Sequence[ActionRow]) -> Iterator[Block]:
    if not actions:
        return
    rows = [
        (
            row.ref,
            ", ".join(part for part in (row.asked_at, on(row.asked_on)) if part),
            row.owner or "",
            what(row),
            due(row),
            stands(row),
            row.last_said or "",
        )
        for row in actions
    ]
    columns = ("Reference", "Asked for at", "Owner", "What", "Due", "State", "Last said")
    yield Table(columns, rows, title=title)


def _sheet(found: Arising) -> Sheet:
    header = (
        "ref",
        "asked_at",
        "asked_on",
        "owner",
        "title",
        "text",
        "due_on",
        "comes_to",
        "carried",
        "state",
        "overdue",
        "last_said",
    )
    groups = (("to-close", found.to_close), ("due", found.due), ("in-hand", found.in_hand))
    return Sheet(
        ("group", *header),
        [
            [group, *(getattr(row, name) for name in header)]
            for group, rows in groups
            for row in rows
        ],
    )
