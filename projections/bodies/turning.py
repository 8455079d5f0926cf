"""Which fact made a thing what it is: the last that turned it into that, not the last said of it.

A line may be renewed on the day on which it lapses, or restated with another end; a body may be
given the name that it bears already. Such facts follow the one that made the difference, and change
nothing. So what is there is looked at as it stands when each day ends; among the facts of the day
on which it became what it is now, the last that turned it into that is the one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from projections.seen import day
from projections.views import Row

_AT_ONCE = 0
"""Before every position: what ends by itself ends when the day begins."""


class Step(NamedTuple):
    """What a thing was from a fact on.

    Attributes:
        since: the day on which the fact took effect.
        row: what the fact says; of a line that lapses, the row that named its last day.
        state: what the thing was from then on.
    """

    since: date
    row: Row
    state: Any


def steps_of_line(
    rows: Sequence[Row], established: Sequence[Row], ended: Sequence[Row]
) -> list[Step]:
    """Return what a line was, fact by fact: ``None`` where it is not in force, else its cadence.

    Args:
        rows: those of the line, in the order in which they took effect.
        established: how the bodies at its ends came to be.
        ended: how they were dissolved.
    """
    state = _Line(len(established))
    moments: list[tuple[date, int, Row, Callable[[Row, date], None]]] = []
    told: tuple[tuple[Sequence[Row], Callable[[Row, date], None]], ...] = (
        (rows, state.say),
        (established, state.establish),
        (ended, state.dissolve),
    )
    for table, does in told:
        moments += [(_since(row), row["position"], row, does) for row in table]
    moments += [
        (last, _AT_ONCE, row, state.lapse)
        for _, _, row, does in list(moments)
        if does == state.say and (last := day(row["ends_on"]))
    ]
    steps = []
    for since, _, row, does in sorted(moments, key=lambda moment: moment[:2]):
        does(row, since)
        steps.append(Step(since, row, state.now))
    return steps


def turned(
    steps: Sequence[Step], after: date, alike: Callable[[Any], Any] = lambda state: state
) -> Step:
    """Return the step that made a thing what it is when all steps are done.

    Args:
        steps: in order; at least one after the day.
        after: a day on which it was something else.
        alike: what of its state counts.
    """
    before = [alike(step.state) for step in steps if step.since <= after]
    was = before[-1] if before else alike(None)
    now = alike(steps[-1].state)
    later = [step for step in steps if step.since > after]
    decisive: list[Step] = []
    for _, of_a_day in groupby(later, key=lambda step: step.since):
        together = list(of_a_day)
        turns, at = [], was
        for step in together:
            if alike(step.state) == now != at:
                turns.append(step)
            at = alike(step.state)
        if at == now != was:
            decisive = turns
        was = at
    return decisive[-1]


class _Line:
    """A line as facts are told to it, one by one."""

    def __init__(self, ends: int) -> None:
        self._missing = ends
        self._row: Row | None = None

    @property
    def now(self) -> tuple[str | None] | None:
        """Its cadence, where it is in force."""
        return (self._row["cadence"],) if self._row is not None and not self._missing else None

    def say(self, row: Row, since: date) -> None:
        """Take a row of the line."""
        last = day(row["ends_on"])
        self._row = None if row["ended"] or (last is not None and last <= since) else row

    def lapse(self, row: Row, _: date) -> None:
        """Let the line end by itself, where no later row took the place of this one."""
        if self._row is row:
            self._row = None

    def establish(self, *_: object) -> None:
        """Take that a body at one end was established."""
        self._missing -= 1

    def dissolve(self, *_: object) -> None:
        """Take that a body at one end was dissolved."""
        self._missing += 1


def _since(row: Row) -> date:
    return day(row["decided_on"]) or date.min
