"""Questions about meetings: which there are, and all about one."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from projections.resolutions.queries import DueClause, ResolutionRow, due_at, list_resolutions
from projections.seen import day, loaded, seen
from projections.views import Row, Views


class MeetingRow(NamedTuple):
    """A meeting as it stood: ``state`` is scheduled, held, adjourned or cancelled."""

    ref: str
    body: str
    state: str
    scheduled_for: date
    held_on: date | None
    minutes_confirmed_at: str | None

    @property
    def day(self) -> date:
        """The day it was held, or is to be."""
        return self.held_on or self.scheduled_for


class Declaration(NamedTuple):
    """An interest that somebody declared."""

    person: str
    kind: str
    interest: str
    item: str | None


class Correction(NamedTuple):
    """What a later meeting put right in the minutes."""

    minute: str
    text: str
    corrected_at: str
    corrected_on: date | None


class Deferral(NamedTuple):
    """A change request that was put off to the meeting."""

    change_request: str
    deferred_on: date | None
    by: str
    at: str | None
    resolution: str | None


class MeetingPage(NamedTuple):
    """All about one meeting at a moment.

    Attributes:
        agenda: its items: ``item``, ``title``, ``report_by`` and ``purpose``.
        attendance: ``present`` and ``absent`` (a number or names), ``apologies``,
            ``substitutes`` (``member`` and ``substitute``), ``officers``, ``guests``.
        attendance_before: what was recorded of it before it was corrected, first to last:
            ``attendance``, and of its correction ``reason`` and ``corrected_on``.
        deferred_here: the requests that come back at it.
        due_here: the clauses that ask for something by it.
    """

    meeting: MeetingRow
    starts_at: str | None
    closed_at: str | None
    place: str | None
    agenda: tuple[dict[str, Any], ...]
    attendance: dict[str, Any] | None
    attendance_before: tuple[dict[str, Any], ...]
    declarations: tuple[Declaration, ...]
    adjourned_to: date | None
    why_not_held: str | None
    minutes_confirmed_on: date | None
    corrections: tuple[Correction, ...]
    resolutions: tuple[ResolutionRow, ...]
    deferred_here: tuple[Deferral, ...]
    due_here: tuple[DueClause, ...]
    source: dict[str, Any] | None


def list_meetings(
    connection: Views,
    as_at: date | None = None,
    known_position: int | None = None,
    *,
    body: str | None = None,
) -> list[MeetingRow]:
    """Return the meetings that were called, of all bodies or of one, in order of their days."""
    latest = _Latest(connection, as_at, known_position)
    of_body = {} if body is None else {"body": body}
    called = seen(connection, "meetings", as_at, known_position, **of_body)
    meetings = [latest.meeting(row) for row in called]
    return sorted(meetings, key=lambda meeting: (meeting.day, meeting.ref))


class _Latest:
    """What was last said of every meeting, by the table that says it."""

    def __init__(self, connection: Views, as_at: date | None, known_position: int | None) -> None:
        self.held, self.adjourned, self.cancelled, self.confirmed = (
            {row["ref"]: row for row in seen(connection, table, as_at, known_position)}
            for table in (
                "meetings_held",
                "meetings_adjournments",
                "meetings_cancellations",
                "meetings_confirmations",
            )
        )

    def meeting(self, row: Row) -> MeetingRow:
        """Return a meeting as it stood."""
        ref = row["ref"]
        held, confirmed = self.held.get(ref), self.confirmed.get(ref)
        states = {
            "held": held,
            "cancelled": self.cancelled.get(ref),
            "adjourned": self.adjourned.get(ref),
        }
        return MeetingRow(
            ref=ref,
            body=row["body"],
            state=next((state for state, found in states.items() if found), "scheduled"),
            scheduled_for=date.fromisoformat(row["scheduled_for"]),
            held_on=day(held["decided_on"]) if held else None,
            minutes_confirmed_at=confirmed["confirmed_at"] if confirmed else None,
        )


def show_meeting(
    connection: Views,
    ref: str,
    as_at: date | None = None,
    known_position: int | None = None,
) -> MeetingPage | None:
    """Return all about a meeting at a moment, ``None`` where it was not known."""
    called = seen(connection, "meetings", as_at, known_position, ref=ref)
    if not called:
        return None
    row, latest = called[-1], _Latest(connection, as_at, known_position)
    held, adjourned = latest.held.get(ref), latest.adjourned.get(ref)
    stopped = latest.cancelled.get(ref) or adjourned
    confirmed = latest.confirmed.get(ref)
    agendas = seen(connection, "meetings_agendas", as_at, known_position, ref=ref)
    attendance = seen(connection, "meetings_attendance", as_at, known_position, ref=ref)
    return MeetingPage(
        meeting=latest.meeting(row),
        starts_at=row["starts_at"],
        closed_at=held["closed_at"] if held else None,
        place=row["place"],
        agenda=tuple(loaded(agendas[-1]["items"], ())) if agendas else (),
        attendance=loaded(attendance[-1]["who"]) if attendance else None,
        attendance_before=tuple(
            {
                "attendance": loaded(first["who"]),
                "reason": then["reason"],
                "corrected_on": day(then["corrected_on"]),
            }
            for first, then in pairwise(attendance)
        ),
        declarations=_declarations(connection, ref, as_at, known_position),
        adjourned_to=day(adjourned["resumes_on"]) if adjourned else None,
        why_not_held=stopped["reason"] if stopped else None,
        minutes_confirmed_on=day(confirmed["decided_on"]) if confirmed else None,
        corrections=_corrections(connection, ref, as_at, known_position),
        resolutions=tuple(list_resolutions(connection, as_at, known_position, meeting=ref)),
        deferred_here=_deferrals(connection, ref, as_at, known_position),
        due_here=tuple(due_at(connection, ref, as_at, known_position)),
        source=loaded(row["source"]),
    )


def _declarations(
    connection: Views, ref: str, as_at: date | None, known_position: int | None
) -> tuple[Declaration, ...]:
    rows = seen(connection, "meetings_declarations", as_at, known_position, ref=ref)
    return tuple(
        Declaration(row["person"], row["kind"], row["interest"], row["item"]) for row in rows
    )


def _corrections(
    connection: Views, ref: str, as_at: date | None, known_position: int | None
) -> tuple[Correction, ...]:
    rows = seen(connection, "meetings_corrections", as_at, known_position, ref=ref)
    return tuple(
        Correction(row["minute"], row["text"], row["corrected_at"], day(row["decided_on"]))
        for row in rows
    )


def _deferrals(
    connection: Views, ref: str, as_at: date | None, known_position: int | None
) -> tuple[Deferral, ...]:
    """Return the requests whose last deferral was to this meeting."""
    last = {
        row["change_request"]: row
        for row in seen(connection, "meetings_deferrals", as_at, known_position)
    }
    return tuple(
        Deferral(
            request, day(row["decided_on"]), row["by_body"], row["at_meeting"], row["resolution"]
        )
        for request, row in last.items()
        if row["deferred_to"] == ref
    )
