"""Questions about actions: what was asked of whom by when, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from projections.actions.view import CLAUSE
from projections.resolutions.standing import Afterwards, afterwards
from projections.seen import day, seen
from projections.views import Row, Views
from projections.work_programme.landing import Calendar, Landing, Promise, reached

OPEN = "open"
IN_PROGRESS = "in-progress"
COMPLETED = "completed"
CONSIDERED = "considered"
CLOSED = "closed"
ENDED = ("superseded", "rescinded", "referred-back")
TO_DO = (OPEN, IN_PROGRESS)
"""The states of an action that is still to be done."""

DONE = (COMPLETED, CONSIDERED)
"""The states of an action that the body which asked has only to close: it was done, or the report
asked for has come before a meeting."""

STATES = (*TO_DO, *DONE, CLOSED, *ENDED)
"""Every state of an action; the last are those in which its resolution asks for it no more."""


_REPORT = "requests-report"
_AFTER = {"progressed": IN_PROGRESS, "completed": COMPLETED, "closed": CLOSED}


class StepRow(NamedTuple):
    """What was done about an action: ``progressed``, ``completed``, ``closed`` and so on."""

    on: date | None
    step: str
    text: str | None
    meeting: str | None
    resolution: str | None
    delegation: str | None
    officer: str | None
    actor: str
    due_on: date | None = None


class ActionRow(NamedTuple):
    """An action as it stood.

    Attributes:
        ref: its reference; that of the clause that asks for it, ``ics/2018/019/3``, if one does.
        title: what the resolution is about.
        effect: the effect of that clause.
        text: what is to be done, in the words that then held.
        owner: who is to do it, where that is said.
        asked_by: the body that asked, and that alone closes it.
        asked_at: the meeting at which it did.
        due_on: the day by which it is due.
        due_at: the meeting for which it is due, where one was named.
        in_months: in how many months it is due, where it was put so.
        comes_to: the meeting at which it now comes up.
        carried: how often a meeting passed without it.
        state: one of `STATES`.
        overdue: whether it is still to be done though the day has passed.
        overdue_recorded_on: the day from which it is recorded as overdue, due when it now is.
        steps: what was done about it, oldest first.
    """

    ref: str
    kind: str
    title: str | None
    effect: str | None
    text: str
    owner: str | None
    asked_by: str
    asked_at: str | None
    asked_on: date | None
    resolution: str | None
    due_on: date | None
    due_at: str | None
    in_months: int | None
    comes_to: str | None
    carried: int
    state: str
    overdue: bool
    overdue_recorded_on: date | None
    steps: tuple[StepRow, ...]

    @property
    def last_said(self) -> str | None:
        """What was last said of it in words."""
        return next((step.text for step in reversed(self.steps) if step.text), None)

    @property
    def waits(self) -> bool:
        """Whether it is still to be done, or to be closed by the body."""
        return self.state in (*TO_DO, *DONE)


class Placed(NamedTuple):
    """An action, and where it comes up."""

    action: ActionRow
    landing: Landing


def list_actions(
    views: Views, as_at: date, known: int | None = None, *, calendar: Calendar | None = None
) -> list[Placed]:
    """Return every action, in the order in which they were asked for."""
    book = _Book(views, as_at, known, calendar or Calendar(views, as_at, known))
    rows = seen(views, "actions", as_at, known)
    return [book.placed(row) for row in rows]


def all_refs(views: Views) -> list[str]:
    """Return the references of all actions there ever were."""
    return [row[0] for row in views.execute("SELECT DISTINCT ref FROM actions ORDER BY ref")]


def newly_overdue(
    views: Views, as_at: date, known: int | None = None
) -> Iterator[tuple[str, date]]:
    """Give the actions that fell overdue by a day and are not recorded so, each with the day due.

    What is due at a meeting is not, while the meeting is recorded neither as held nor as cancelled:
    minutes come later, and say what came before it.
    """
    for action, landing in list_actions(views, as_at, known):
        at_meeting = action.due_at or action.in_months is not None
        if at_meeting and (to_come := landing.meeting) and to_come.day == action.due_on:
            continue
        if action.overdue and action.due_on and action.overdue_recorded_on is None:
            yield action.ref, action.due_on


class _Book:
    """What was done about every action by a day."""

    def __init__(self, views: Views, as_at: date, known: int | None, calendar: Calendar) -> None:
        self._as_at, self._calendar = as_at, calendar
        self._reached = reached(views, as_at, known)
        self._steps: dict[str, list[StepRow]] = {}
        for row in seen(views, "actions_steps", as_at, known):
            self._steps.setdefault(row["ref"], []).append(_step(row))
        self._after = afterwards(views, as_at, known)

    def placed(self, row: Row) -> Placed:
        steps = tuple(self._steps.get(row["ref"], ()))
        asked_on, due_on = day(row["decided_on"]), day(row["due_on"])
        counted = row["in_months"] is not None
        promise = Promise(
            body=row["asked_by"],
            since=asked_on or date.min,
            at=row["due_at"],
            by=None if counted else due_on,
            about=due_on if counted else None,
        )
        considered = self._reached.get(("action", row["ref"]), {})
        landing = self._calendar.landing(promise, considered)
        due = self._calendar.due_on(promise)
        came = max(considered.values()) if row["effect"] == _REPORT and considered else None
        state = self._state(row["resolution"], steps, came)
        overdue = state in TO_DO and due is not None and due < self._as_at
        action = ActionRow(
            ref=row["ref"],
            kind=row["kind"],
            title=row["title"],
            effect=row["effect"],
            text=self._text(row),
            owner=row["owner"],
            asked_by=row["asked_by"],
            asked_at=row["asked_at"],
            asked_on=asked_on,
            resolution=row["resolution"],
            due_on=due,
            due_at=row["due_at"],
            in_months=row["in_months"],
            comes_to=landing.meeting.ref if landing.meeting else None,
            carried=landing.carried,
            state=state,
            overdue=overdue,
            overdue_recorded_on=_noted_on(steps, due),
            steps=steps,
        )
        return Placed(action, landing)

    def _state(self, resolution: str | None, steps: tuple[StepRow, ...], came: date | None) -> str:
        if (after := self._after.get(resolution or "")) and (ended := _ended(after)):
            return ended
        last = next((step for step in reversed(steps) if step.step != "overdue"), None)
        state = _AFTER.get(last.step, OPEN) if last else OPEN
        asked_again = last.on if last and last.step == "reopened" else None
        if came and state in TO_DO and (asked_again is None or came > asked_again):
            return CONSIDERED
        return state

    def _text(self, row: Row) -> str:
        said: str = row["text"]
        if row["kind"] != CLAUSE:
            return said
        number = int(row["ref"].rpartition("/")[2])
        after = self._after.get(row["resolution"])
        amended = (
            [each.text for each in after.amended(number) if not each.revived_on] if after else []
        )
        return amended[-1] if amended else said


def _ended(after: Afterwards) -> str | None:
    """How a resolution came to ask for nothing any more: one of `ENDED`."""
    if after.endings:
        return after.endings[-1].how
    back = after.call_in is not None and after.call_in.outcome == "referred-back"
    return "referred-back" if back else None


def _noted_on(steps: Sequence[StepRow], due: date | None) -> date | None:
    """From when an action is recorded as overdue that was due on a day."""
    return next((step.on for step in steps if step.step == "overdue" and step.due_on == due), None)


def _step(row: Row) -> StepRow:
    return StepRow(
        on=day(row["decided_on"]),
        step=row["step"],
        text=row["text"],
        meeting=row["meeting"],
        resolution=row["resolution"],
        delegation=row["delegation"],
        officer=row["officer"],
        actor=row["actor"],
        due_on=day(row["due_on"]),
    )
