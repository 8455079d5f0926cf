"""At which meeting something comes up: the one it was promised for, or where it was carried to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from projections.meetings.queries import MeetingRow, list_meetings
from projections.seen import seen
from projections.views import Views

_OVER = ("held", "cancelled")


class Promise(NamedTuple):
    """When something is to come to a body.

    Attributes:
        body: the body.
        since: the day of the promise; what it is for comes after it.
        at: the meeting named.
        by: the day by which it is to come: it comes to the last meeting until then.
        about: the day from which it is ready, as *in three months*: it comes to the first meeting
            from then on.
    """

    body: str
    since: date
    at: str | None = None
    by: date | None = None
    about: date | None = None


class Landing(NamedTuple):
    """Where something comes up.

    Attributes:
        promised: the meeting it was promised for, as far as one is in the book.
        meeting: the meeting to which it has been carried since, or the one promised.
        passed: the meetings that were held without reaching it, or cancelled, oldest first.
    """

    promised: MeetingRow | None
    meeting: MeetingRow | None
    passed: tuple[str, ...] = ()

    @property
    def carried(self) -> int:
        """How often it was carried forward."""
        return len(self.passed)


NOWHERE = Landing(None, None)


class Calendar:
    """The meetings of all bodies as they stood, and what comes to which."""

    def __init__(self, views: Views, as_at: date | None, known: int | None) -> None:
        resumed = {
            row["ref"]: date.fromisoformat(row["resumes_on"])
            for row in seen(views, "meetings_adjournments", as_at, known)
            if row["resumes_on"]
        }
        self._by_ref: dict[str, MeetingRow] = {}
        self._by_body: dict[str, list[MeetingRow]] = {}
        for called in list_meetings(views, as_at, known):
            row = called
            if called.state == "adjourned":
                row = called._replace(scheduled_for=resumed.get(called.ref, called.scheduled_for))
            self._by_ref[row.ref] = row
            self._by_body.setdefault(row.body, []).append(row)
        for meetings in self._by_body.values():
            meetings.sort(key=lambda meeting: (meeting.day, meeting.ref))

    def of(self, body: str) -> Sequence[MeetingRow]:
        """The meetings of a body, in order of their days."""
        return self._by_body.get(body, ())

    def meeting(self, ref: str) -> MeetingRow | None:
        """A meeting by its reference."""
        return self._by_ref.get(ref)

    def following(self, body: str, day: date) -> MeetingRow | None:
        """The first meeting of a body that is neither held nor cancelled, on a day or later."""
        to_come = (row for row in self.of(body) if row.day >= day and row.state not in _OVER)
        return next(to_come, None)

    def landing(self, promise: Promise, reached: Collection[str] = ()) -> Landing:
        """Where something comes up that was promised.

        Args:
            promise: what was promised.
            reached: the meetings that considered it.
        """
        promised = self._promised(promise)
        if promised is None:
            return NOWHERE
        meetings = self.of(promised.body)
        place = meetings.index(promised)
        passed: list[str] = []
        while place < len(meetings):
            meeting = meetings[place]
            if meeting.state not in _OVER or meeting.ref in reached:
                return Landing(promised, meeting, tuple(passed))
            passed.append(meeting.ref)
            place += 1
        return Landing(promised, None, tuple(passed))

    def due_on(self, promise: Promise) -> date | None:
        """The day by which it is due: that of the meeting where one is named or counted to.

        Where the meeting named was cancelled, it is the day of the next.
        """
        if promise.by:
            return promise.by
        if promise.at:
            named = self._by_ref.get(promise.at)
            if named and named.state == "cancelled":
                later = (row for row in self.of(named.body) if row.day >= named.day)
                named = next((row for row in later if row.state != "cancelled"), None)
            return named.day if named else None
        promised = self._promised(promise)
        return promised.day if promised else promise.about

    def _promised(self, promise: Promise) -> MeetingRow | None:
        if promise.at:
            return self._by_ref.get(promise.at)
        kept = [
            row
            for row in self.of(promise.body)
            if row.state != "cancelled" and row.day > promise.since
        ]
        if promise.by:
            in_time = [row for row in kept if row.day <= promise.by]
            return in_time[-1] if in_time else next(iter(kept), None)
        about = promise.about
        return next((row for row in kept if row.day >= about), None) if about else None


def reached(
    views: Views, as_at: date | None, known: int | None
) -> Mapping[tuple[str, str], dict[str, date]]:
    """Return which meetings considered what, with their days, by the matter and its reference.

    An item is known with its body: ``item``, ``ics/shared-lives``.
    """
    found: dict[tuple[str, str], dict[str, date]] = {}
    for row in seen(views, "work_programme_considered", as_at, known):
        ref = f"{row['body']}/{row['item']}" if row["matter"] == "item" else row["item"]
        days = found.setdefault((row["matter"], ref), {})
        days[row["meeting"]] = date.fromisoformat(row["decided_on"])
    return found
