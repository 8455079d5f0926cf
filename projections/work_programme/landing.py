"""At which meeting something comes up: the one it was promised for, or where it was carried to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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


class _Series:
    """The meetings of one body in order of their days, and where to look for one."""

    def __init__(self, meetings: Sequence[MeetingRow]) -> None:
        self.meetings = sorted(meetings, key=lambda meeting: (meeting.day, meeting.ref))
        self.refs = tuple(meeting.ref for meeting in self.meetings)
        self.place = {ref: place for place, ref in enumerate(self.refs)}
        self.kept = [row for row in self.meetings if row.state != "cancelled"]
        self._days = [row.day for row in self.kept]
        self._to_come = self._next_to_come()

    def _next_to_come(self) -> list[int]:
        """Work out for every meeting which is the first from it on that is not over."""
        following, places = len(self.meetings), []
        for place in reversed(range(len(self.meetings))):
            following = following if self.meetings[place].state in _OVER else place
            places.append(following)
        return places[::-1]

    def first_after(self, since: date, about: date | None = None) -> MeetingRow | None:
        """The first meeting kept after a day, and on another or later where one is given."""
        place = bisect_right(self._days, since)
        if about:
            place = max(place, bisect_left(self._days, about))
        return self.kept[place] if place < len(self.kept) else None

    def last_until(self, since: date, by: date) -> MeetingRow | None:
        """The last meeting kept after a day and until another."""
        place = bisect_right(self._days, by) - 1
        return self.kept[place] if place >= bisect_right(self._days, since) else None

    def carried_to(self, first: MeetingRow, reached: Collection[str]) -> Landing:
        """Where something comes up that was promised for a meeting."""
        begin = self.place[first.ref]
        end = self._to_come[begin]
        if reached:
            passed = enumerate(self.refs[begin:end], begin)
            end = next((place for place, ref in passed if ref in reached), end)
        meeting = self.meetings[end] if end < len(self.meetings) else None
        return Landing(first, meeting, self.refs[begin:end])


class Calendar:
    """The meetings of all bodies as they stood, and what comes to which."""

    def __init__(self, views: Views, as_at: date | None, known: int | None) -> None:
        resumed = {
            row["ref"]: date.fromisoformat(row["resumes_on"])
            for row in seen(views, "meetings_adjournments", as_at, known)
            if row["resumes_on"]
        }
        self._by_ref: dict[str, MeetingRow] = {}
        by_body: dict[str, list[MeetingRow]] = {}
        for called in list_meetings(views, as_at, known):
            row = called
            if called.state == "adjourned":
                row = called._replace(scheduled_for=resumed.get(called.ref, called.scheduled_for))
            self._by_ref[row.ref] = row
            by_body.setdefault(row.body, []).append(row)
        self._by_body = {body: _Series(meetings) for body, meetings in by_body.items()}
        self._none = _Series(())

    def of(self, body: str) -> Sequence[MeetingRow]:
        """The meetings of a body, in order of their days."""
        return self._series(body).meetings

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
        return self._by_body[promised.body].carried_to(promised, reached) if promised else NOWHERE

    def due_on(self, promise: Promise) -> date | None:
        """The day by which it is due: that of the meeting where one is named or counted to.

        Where the meeting named was cancelled, it is the day of the next.
        """
        if promise.by:
            return promise.by
        promised = self._promised(promise)
        if promise.at and promised and promised.state == "cancelled":
            promised = self._series(promised.body).first_after(promised.day)
        return promised.day if promised else promise.about

    def _series(self, body: str) -> _Series:
        return self._by_body.get(body, self._none)

    def _promised(self, promise: Promise) -> MeetingRow | None:
        if promise.at:
            return self._by_ref.get(promise.at)
        series = self._series(promise.body)
        if promise.by:
            in_time = series.last_until(promise.since, promise.by)
            return in_time or series.first_after(promise.since)
        about = promise.about
        return series.first_after(promise.since, about) if about else None


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
