"""Questions about work programmes: what comes to which meeting, and what never came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from projections.actions.queries import TO_DO, list_actions
from projections.changes.view import DEFERRED, state_of, steps, title_of
from projections.meetings.queries import MeetingRow
from projections.savings.projects import ALL
from projections.seen import day, loaded, seen
from projections.views import Row, Views
from projections.work_programme.landing import Calendar, Landing, Promise, reached

ITEM = "item"
REPORT = "report"
ACTION = "action"
REQUEST = "deferred-request"


class MatterRow(NamedTuple):
    """Something that a body expects.

    Attributes:
        kind: ``item``, ``report``, ``action`` or ``deferred-request``.
        ref: its reference: that of an item within the body's programme, of an action, or of a
            change request.
        owner: who brings it, where that is said.
        purpose: what the body is asked for.
        since: the day it was promised, put off or last planned.
        promised_for: the meeting it was promised for.
        due_on: the day by which it is due, where it is an action or a report.
        carried: how often a meeting passed without it.
        passed: those meetings.
        answers: the actions that an item brings; they do not stand beside it.
    """

    kind: str
    ref: str
    title: str
    owner: str | None
    purpose: str | None
    since: date | None
    promised_for: str | None
    due_on: date | None
    carried: int
    passed: tuple[str, ...]
    answers: tuple[str, ...] = ()


class Sitting(NamedTuple):
    """A meeting to come, or of which the book does not know that it was held, and its matters."""

    meeting: MeetingRow
    matters: tuple[MatterRow, ...]


class Programme(NamedTuple):
    """What a body expects, as it stood.

    Attributes:
        meetings: its meetings to come, in order of their days, those without business too.
        unplaced: what comes to no meeting that is in the book.
        never_came: what was promised for a meeting, or a day, that has passed without it; it also
            stands at the meeting to which it was carried.
    """

    body: str
    meetings: tuple[Sitting, ...]
    unplaced: tuple[MatterRow, ...]
    never_came: tuple[MatterRow, ...]


def show_programme(views: Views, body: str, as_at: date, known: int | None = None) -> Programme:
    """Return what comes to the meetings of a body."""
    calendar = Calendar(views, as_at, known)
    found = sorted(
        _matters(views, body, as_at, known, calendar), key=lambda each: _ORDER.index(each[0].kind)
    )
    at: dict[str, list[MatterRow]] = {}
    unplaced, never_came = [], []
    for matter, landing in found:
        comes_to = landing.meeting
        if comes_to is None or comes_to.state in ("held", "cancelled"):
            unplaced.append(matter)
        else:
            at.setdefault(comes_to.ref, []).append(matter)
        if _is_late(matter, landing, as_at):
            never_came.append(matter)
    sittings = tuple(
        Sitting(meeting, tuple(at.get(meeting.ref, ())))
        for meeting in calendar.of(body)
        if meeting.state not in ("held", "cancelled")
    )
    return Programme(body, sittings, tuple(unplaced), tuple(never_came))


_ORDER = (ITEM, REQUEST, REPORT, ACTION)
_Placed = tuple[MatterRow, Landing]


def _is_late(matter: MatterRow, landing: Landing, as_at: date) -> bool:
    if matter.kind == ACTION and matter.due_on:  # it need not be done at a meeting
        return matter.due_on < as_at
    promised = landing.promised
    gone = promised is not None and promised.day < as_at
    return bool(landing.passed) or gone or (matter.due_on is not None and matter.due_on < as_at)


def _matters(
    views: Views, body: str, as_at: date, known: int | None, calendar: Calendar
) -> Iterator[_Placed]:
    considered = reached(views, as_at, known)
    items = list(_items(views, body, as_at, known, calendar))
    yield from items
    brought = {ref for item, _ in items for ref in item.answers}
    for request, row in _deferred(views, as_at, known).items():
        promise = Promise(body, date.min, at=row["deferred_to"])
        landing = calendar.landing(promise, considered.get(("change-request", request), {}))
        if landing.promised and landing.promised.body == body:
            title = title_of(views, request) or request
            yield _matter(REQUEST, request, title, row["decided_on"], landing), landing
    for action, landing in list_actions(views, as_at, known, calendar=calendar):
        comes_to = landing.promised.body if landing.promised else action.asked_by
        if action.state in TO_DO and comes_to == body and action.ref not in brought:
            kind = REPORT if action.effect == "requests-report" else ACTION
            asked_on = action.asked_on.isoformat() if action.asked_on else None
            title = f"{action.text} ({action.title})" if action.title else action.text
            told = _matter(kind, action.ref, title, asked_on, landing, action.owner)
            yield told._replace(due_on=action.due_on), landing


def _items(
    views: Views, body: str, as_at: date, known: int | None, calendar: Calendar
) -> Iterator[_Placed]:
    """Give the items that are still expected: not removed, and not reached since last planned."""
    added = {row["item"]: row for row in seen(views, "work_programme", as_at, known, body=body)}
    placed: dict[str, Row | None] = dict(added)
    for row in seen(views, "work_programme_changes", as_at, known, body=body):
        placed[row["item"]] = row if row["what"] == "moved" else None
    done: dict[str, Row] = {
        row["item"]: row
        for row in seen(views, "work_programme_considered", as_at, known, body=body, matter="item")
    }
    answers: dict[str, tuple[str, ...]] = {}
    for row in seen(views, "work_programme_links", as_at, known, body=body):
        answers[row["item"]] = (*answers.get(row["item"], ()), *loaded(row["answers"]))
    for item, at in placed.items():
        if at is None or (item in done and _order(done[item]) > _order(at)):
            continue
        promise = Promise(
            body, date.fromisoformat(at["decided_on"]), at["meeting"], None, day(at["expected_on"])
        )
        landing = calendar.landing(promise)
        its = added[item]
        told = _matter(ITEM, item, its["title"], at["decided_on"], landing, its["owner"])
        yield told._replace(purpose=its["purpose"], answers=answers.get(item, ())), landing


def _order(row: Row) -> tuple[str, int]:
    return row["decided_on"], row["position"]


def _deferred(views: Views, as_at: date, known: int | None) -> dict[str, Row]:
    """Return the last deferral of every change request that is still put off."""
    last = {row["change_request"]: row for row in seen(views, "meetings_deferrals", as_at, known)}
    until = ALL if known is None else known
    return {
        request: row
        for request, row in last.items()
        if state_of(steps(views, as_at.isoformat(), until, only=request).get(request, []))
        == DEFERRED
    }


def _matter(
    kind: str,
    ref: str,
    title: str,
    since: str | None,
    landing: Landing,
    owner: str | None = None,
) -> MatterRow:
    return MatterRow(
        kind=kind,
        ref=ref,
        title=title,
        owner=owner,
        purpose=None,
        since=day(since),
        promised_for=landing.promised.ref if landing.promised else None,
        due_on=None,
        carried=landing.carried,
        passed=landing.passed,
    )
