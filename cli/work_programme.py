"""``minutebook work-programme``: what a body expects to consider, and what never came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.blocks import Block, Heading, Table, Text
from cli.frame.completion import references
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.options import reads
from cli.frame.output import Answer, Sheet, show
from cli.frame.references import require
from cli.frame.words import on, spaced
from cli.recording import command_from, day_option, provenance, record_one
from projections.actions.standing import times

if TYPE_CHECKING:
    from projections.meetings.queries import MeetingRow
    from projections.work_programme.queries import MatterRow, Programme

_OPTIONS = {
    "add": "--add",
    "move": "--move",
    "link": "--answers",
    "remove": "--remove",
    "resolution": "--resolution",
    "expected_on": "a day",
}


@click.group(
    cls=Noun,
    epilog=examples(
        "work-programme show ics --as-at 2018-11-06",
        "work-programme amend ics --resolution 2018/024 --move asch ics-2019-03-04",
    ),
)
def work_programme() -> None:
    """What bodies expect to consider, meeting by meeting."""


@work_programme.command(
    "show",
    epilog=examples(
        "work-programme show ics", "work-programme show ics --as-at 2018-11-06 --format csv"
    ),
)
@click.argument("body", shell_complete=references("body"))
@reads
@pass_app
def show_(app: App, body: str, as_at: date | None, as_known: datetime | None, form: str) -> None:
    """Show what comes to each meeting to come, and what was promised and never came.

    Besides the items of the programme, the change requests that were put off to a meeting, and the
    reports and actions that are due: one due by a day comes to the last meeting until then, one due
    in so many months to the first from then on. What a meeting did not reach is carried forward to
    the next.
    """
    from projections.work_programme.queries import show_programme

    asked = ask(app, as_at, as_known)
    require(asked.views, body=body)
    found = show_programme(asked.views, body, asked.as_at, asked.known)
    answer = Answer(
        lambda: asked.scope | found._asdict(),
        lambda: _page(found, asked.as_at, asked.times),
        lambda: _sheet(found),
    )
    show(answer, form)


def _page(found: Programme, as_at: date, times: str) -> Iterator[Block]:
    yield Heading(f"Work programme of {found.body}, {times}")
    if not (found.meetings or found.unplaced):
        yield Text(
            f"Nothing is expected, and no meeting of {found.body} is to come: record one with"
            " `scheduled_for`, and add what it is to consider with `minutebook work-programme amend"
            f" {found.body}`."
        )
    for meeting, matters in found.meetings:
        title = _title(meeting, as_at)
        if matters:
            yield _table(title, matters)
        else:
            yield Text(f"{title}: nothing yet")
    if found.unplaced:
        yield _table("For no meeting in the book", found.unplaced)
    if found.never_came:
        yield _table("Promised, and has not come", found.never_came)


def _title(meeting: MeetingRow, as_at: date) -> str:
    unheld = ", not recorded as held" if meeting.day < as_at else ""
    return f"{meeting.ref}, {on(meeting.day)}{unheld}"


def _table(title: str, matters: Sequence[MatterRow]) -> Table:
    rows = [
        (
            matter.ref,
            spaced(matter.kind),
            _what(matter),
            matter.owner or "",
            _promised(matter),
            f"{times(matter.carried)}" if matter.carried else "",
        )
        for matter in matters
    ]
    columns = ("Reference", "Kind", "What", "Owner", "Promised for", "Carried forward")
    return Table(columns, rows, title=title)


def _what(matter: MatterRow) -> str:
    return (
        f"{matter.title} (answers {', '.join(matter.answers)})" if matter.answers else matter.title
    )


def _promised(matter: MatterRow) -> str:
    return matter.promised_for or (f"by {on(matter.due_on)}" if matter.due_on else "")


def _sheet(found: Programme) -> Sheet:
    header = (
        "kind",
        "ref",
        "title",
        "owner",
        "purpose",
        "since",
        "promised_for",
        "due_on",
        "carried",
        "answers",
    )
    late = {(matter.kind, matter.ref) for matter in found.never_came}
    sittings = [(*sitting,) for sitting in found.meetings]
    rows = [(None, matter) for matter in found.unplaced]
    placed = [(meeting, matter) for meeting, matters in sittings for matter in matters]
    return Sheet(
        ("meeting", "day", *header, "never_came"),
        [
            [
                meeting.ref if meeting else None,
                meeting.day if meeting else None,
                *(getattr(matter, name) for name in header),
                (matter.kind, matter.ref) in late,
            ]
            for meeting, matter in [*placed, *rows]
        ],
    )


@work_programme.command(
    epilog=examples(
        "work-programme amend ics --resolution 2018/024"
        " --add shared-lives 'Shared Lives Scheme' ics-2019-01-07 --move asch ics-2019-03-04",
        "work-programme amend ics --decided-on 2018-10-25 --add asch 'Social care' 2019-04-30",
    )
)
@click.argument("body", shell_complete=references("body"))
@click.option(
    "--resolution",
    metavar="REF",
    shell_complete=references("resolution"),
    help="The resolution that amends it, 2018/024 or ics/2018/024; the first programme of a body"
    " needs none.",
)
@day_option("--decided-on", "The day; that of the resolution if left out.")
@click.option(
    "--add",
    nargs=3,
    multiple=True,
    metavar="ITEM TITLE WHEN",
    help="A new item, its title, and the meeting or the day about which it comes; repeat it.",
)
@click.option(
    "--move",
    nargs=2,
    multiple=True,
    metavar="ITEM WHEN",
    help="An item, and the meeting or the day to which it is moved; repeat it.",
)
@click.option(
    "--answers",
    nargs=2,
    multiple=True,
    metavar="ITEM ACTION",
    help="An item, and an action or report that it brings; repeat it.",
)
@click.option("--remove", multiple=True, metavar="ITEM", help="An item to take off; repeat it.")
@provenance
@pass_app
def amend(
    app: App,
    /,
    body: str,
    *,
    add: tuple[tuple[str, str, str], ...],
    move: tuple[tuple[str, str], ...],
    answers: tuple[tuple[str, str], ...],
    remove: tuple[str, ...],
    **given: Any,
) -> None:
    """Amend a work programme: add items, move them to another meeting, take them off.

    An item that brings what was asked for (--answers) stands for it: when the item is considered,
    the report has come. Owners, purposes and reasons: use a record file. What one resolution
    amends may be recorded in several goes.
    """
    command = command_from(
        "work-programme",
        app,
        given,
        _OPTIONS,
        body=body,
        add=[{"item": item, "title": title, **_when(when)} for item, title, when in add],
        move=[{"item": item, **_when(when)} for item, when in move],
        link=[{"item": item, "answers": [action]} for item, action in answers],
        remove=[{"item": item} for item in remove],
    )
    record_one(
        app,
        command,
        f"this amendment of the work programme of {body}",
        f"Amended the work programme of {body}: {_counted(add, move, answers, remove)}."
        f"{_now(move)} See `minutebook work-programme show {body}`.",
        dry_run=given["dry_run"],
    )


def _now(moved: Sequence[tuple[str, str]]) -> str:
    """Say where the items that were moved stand now."""
    return "".join(f" {item} stands at {when} now." for item, when in moved)


def _when(when: str) -> dict[str, str]:
    """Return what a word means: a day where it reads as one, else the reference of a meeting."""
    from domain.values.days import parse_day

    try:
        return {"expected_on": parse_day(when).isoformat()}
    except ValueError:
        return {"meeting": when}


def _counted(*amendments: Sequence[object]) -> str:
    words = ("added", "moved", "linked", "removed")
    told = [f"{len(each)} {word}" for each, word in zip(amendments, words, strict=True) if each]
    return ", ".join(told)
