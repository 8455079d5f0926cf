"""``minutebook meeting``: what was called and held, by whom, and what falls due when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.asked import ask
from cli.frame.blocks import Block, Details, Heading, Paragraphs, Table
from cli.frame.completion import references
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.options import reads
from cli.frame.output import Answer, Sheet, as_data, page, show
from cli.frame.references import not_there, require
from cli.frame.resting import facts_of
from cli.frame.words import on, source_in_words, spaced

if TYPE_CHECKING:
    from projections.meetings.queries import MeetingPage, MeetingRow


@click.group(cls=Noun, epilog=examples("meeting list", "meeting show ics-2018-11-05"))
def meeting() -> None:
    """Meetings: business, attendance, minutes."""


@meeting.command(
    "list", epilog=examples("meeting list --body ics", "meeting list --as-known 2019-01-07")
)
@click.option("--body", metavar="REF", help="Only of this body.", shell_complete=references("body"))
@reads
@pass_app
def list_(
    app: App, body: str | None, as_at: date | None, as_known: datetime | None, form: str
) -> None:
    """List the meetings, those to come included, in order of their days."""
    from projections.meetings.queries import list_meetings

    asked = ask(app, as_at, as_known)
    require(asked.views, body=body)
    found = list_meetings(asked.views, asked.as_at, asked.known, body=body)
    answer = Answer(
        lambda: found,
        lambda: [_list(found, asked.times)],
        lambda: _sheet(found),
        rests_on=facts_of(asked, [f"meeting:{row.ref}" for row in found]),
    )
    show(answer, form)


def _list(found: list[MeetingRow], times: str) -> Table:
    rows = [
        (row.ref, row.body, on(row.day), row.state, row.minutes_confirmed_at or "") for row in found
    ]
    columns = ("Reference", "Body", "Date", "State", "Minutes confirmed at")
    return Table(columns, rows, f"Meetings, {times}", empty="No meetings recorded yet.")


def _sheet(found: list[MeetingRow]) -> Sheet:
    header = ("ref", "body", "state", "scheduled_for", "held_on", "minutes_confirmed_at")
    return Sheet(header, [[getattr(row, name) for name in header] for row in found])


@meeting.command(
    "show", epilog=examples("meeting show ics-2018-11-05", "meeting show ics-2019-01-07")
)
@click.argument("ref", shell_complete=references("meeting"))
@reads
@pass_app
def show_(app: App, ref: str, as_at: date | None, as_known: datetime | None, form: str) -> None:
    """Show one meeting: agenda, attendance, resolutions, and what falls due at it."""
    from projections.meetings.queries import list_meetings, show_meeting

    asked = ask(app, as_at, as_known)
    times = (asked.as_at, asked.known)
    found = show_meeting(asked.views, ref, *times)
    if found is None:
        there = [row.ref for row in list_meetings(asked.views, *times)]
        raise not_there(asked.views, "meeting", ref, there)
    show(page(lambda: _data(found), lambda: _page(found, asked.times)), form)


def _data(found: MeetingPage) -> dict[str, Any]:
    from cli.resolution.group import data_of

    said = as_data(found)
    said["resolutions"] = [data_of(row) for row in found.resolutions]
    return {**said.pop("meeting"), **said}


def _page(found: MeetingPage, times: str) -> Iterator[Block]:
    row = found.meeting
    yield Heading(f"{row.ref}: meeting of {row.body}, {on(row.day)}, {times}")
    hours = [found.starts_at, found.closed_at]
    confirmed = row.minutes_confirmed_at
    yield Details(
        (
            ("State", row.state),
            ("Reason", found.why_not_held),
            ("Resumes on", on(found.adjourned_to)),
            ("Time", " to ".join(hour for hour in hours if hour)),
            ("Place", found.place),
            (
                "Minutes",
                confirmed and f"confirmed at {confirmed}, {on(found.minutes_confirmed_on)}",
            ),
            *_attendance(found.attendance or {}),
            *_corrected(found.attendance_before),
            ("Source", source_in_words(found.source)),
        )
    )
    agenda = [(i["item"], i["title"], i.get("report_by") or "") for i in found.agenda]
    yield from _table("Agenda", ("Item", "Title", "Report by"), agenda)
    declared = [(d.person, spaced(d.kind), d.item or "", d.interest) for d in found.declarations]
    yield from _table("Declarations of interest", ("Person", "Kind", "Item", "Interest"), declared)
    resolved = [(r.ref, r.item or "", r.title, r.outcome) for r in found.resolutions]
    yield from _table("Resolutions", ("Reference", "Item", "Title", "Outcome"), resolved)
    corrected = [
        (c.minute, (c.text, f"corrected at {c.corrected_at}, {on(c.corrected_on)}"))
        for c in found.corrections
    ]
    if corrected:
        yield Paragraphs("Corrections to the minutes", corrected)
    yield from _business(found)


def _business(found: MeetingPage) -> Iterator[Block]:
    deferred = [
        (d.change_request, d.by, d.at or "", d.resolution or "", on(d.deferred_on))
        for d in found.deferred_here
    ]
    yield from _table(
        "Deferred to this meeting", ("Request", "By", "At", "Resolution", "On"), deferred
    )
    due = [
        (
            f"{d.resolution}, clause {d.clause.number}",
            (f"{spaced(d.clause.effect).capitalize()}: {d.clause.text}",),
        )
        for d in found.due_here
    ]
    if due:
        yield Paragraphs("Due at this meeting", due)


def _table(title: str, columns: tuple[str, ...], rows: Sequence[Sequence[str]]) -> Iterator[Block]:
    if rows:
        yield Table(columns, rows, title=title)


def _corrected(before: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str | None]]:
    """What was recorded of the attendance before, and why it was corrected."""
    for first in before:
        when = f" on {on(first['corrected_on'])}" if first["corrected_on"] else ""
        was = "; ".join(
            f"{label.lower()} {names}" for label, names in _attendance(first["attendance"]) if names
        )
        yield "First recorded", f"{was}; corrected{when}: {first['reason']}"


def _attendance(who: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    for key in ("present", "absent", "apologies", "officers", "guests"):
        value = who.get(key)
        yield key.capitalize(), str(value) if isinstance(value, int) else ", ".join(value or ())
    pairs = who.get("substitutes", ())
    yield "Substitutes", ", ".join(f"{p['substitute']} for {p['member']}" for p in pairs)
