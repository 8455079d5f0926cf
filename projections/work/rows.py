"""What waits, as lists of work show it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

CASE = "case"
REQUEST = "change-request"
ACTION = "action"
CONDITION = "condition"
GATE = "gate"
CALL_IN = "call-in"
KINDS = (CASE, REQUEST, GATE, CONDITION, ACTION, CALL_IN)
"""What can wait."""

CLOCK = "the clock"
"""For whom something waits that only time brings about."""


class Holder(NamedTuple):
    """For whom something waits: somebody by name or post, or whoever has a role for a body.

    Attributes:
        name: the owner's name or post, where one is named.
        role: the role; none where anybody may act for the body.
        body: the body; none where the role is held for all.
    """

    name: str | None = None
    role: str | None = None
    body: str | None = None

    def __str__(self) -> str:
        if self.name:
            return self.name
        role = (self.role or "").replace("-", " ")
        return " of ".join(part for part in (role, self.body) if part) or "nobody named"


class Waiting(NamedTuple):
    """Something that waits.

    Attributes:
        kind: one of `KINDS`.
        ref: its reference.
        title: what it is called.
        at: where it stands, in words.
        holders: for whom it waits; any of them can act.
        since: the day since when it has waited there.
        days: how many days that is.
        due_on: the last day on which the next step is in time; none for one that time takes.
        days_late: by how many days it is late; 0 where it is in time.
        opens_on: the first day on which the next step can be taken, where that is known and not at
            once.
        step: the next step, by its name.
        does: what the next step is, in words.
        command: the command that takes it; capitals stand for what is to be filled in.
    """

    kind: str
    ref: str
    title: str
    at: str
    holders: tuple[Holder, ...]
    since: date | None
    days: int | None
    due_on: date | None
    days_late: int
    opens_on: date | None
    step: str
    does: str
    command: str

    @property
    def urgency(self) -> tuple[date, date, str]:
        """What it is sorted by: the earliest due first, then what has waited longest.

        What has no last day stands at the day it opens.
        """
        return self.due_on or self.opens_on or date.max, self.since or date.min, self.ref


def waiting(
    on: date,
    *,
    kind: str,
    ref: str,
    title: str,
    at: str,
    holders: tuple[Holder, ...],
    since: date | None,
    due_on: date | None = None,
    opens_on: date | None = None,
    step: str,
    does: str,
    command: str,
) -> Waiting:
    """Return what waits on a day, with its age and by how much it is late."""
    days = (on - since).days if since else None
    late = (on - due_on).days if due_on and on > due_on else 0
    return Waiting(
        kind, ref, title, at, holders, since, days, due_on, late, opens_on, step, does, command
    )
