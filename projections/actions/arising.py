"""Matters arising: what a meeting goes through of what earlier ones asked for."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from projections.actions.queries import DONE, ActionRow, list_actions
from projections.meetings.queries import MeetingRow
from projections.views import Views
from projections.work_programme.landing import Calendar


class Arising(NamedTuple):
    """What earlier meetings asked for, as it stood before a meeting.

    Attributes:
        meeting: the meeting.
        to_close: what was done, and waits for the body to be content.
        due: what comes up at the meeting, or should have been done by then.
        in_hand: what is due later, or on no day.
    """

    meeting: MeetingRow
    to_close: tuple[ActionRow, ...]
    due: tuple[ActionRow, ...]
    in_hand: tuple[ActionRow, ...]


def arising(
    views: Views,
    meeting: MeetingRow,
    as_at: date,
    known: int | None = None,
    *,
    calendar: Calendar | None = None,
) -> Arising:
    """Return the actions that a meeting's body asked for before it and that are not closed.

    What another body asked for stands here too, where it is to come to this very meeting.
    """
    to_close, due, in_hand = [], [], []
    for action, _ in list_actions(views, as_at, known, calendar=calendar):
        here = action.comes_to == meeting.ref
        before = action.asked_on is None or action.asked_on < meeting.day
        if not (action.waits and before and (here or action.asked_by == meeting.body)):
            continue
        if action.state in DONE:
            to_close.append(action)
        elif here or (action.due_on is not None and action.due_on <= meeting.day):
            due.append(action)
        else:
            in_hand.append(action)
    return Arising(meeting, tuple(to_close), tuple(due), tuple(in_hand))
