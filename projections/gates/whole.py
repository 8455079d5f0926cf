"""A gate sequence with all that hangs on it: what a picture of it, or an analyst, asks for."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from projections.bodies.queries import list_bodies
from projections.conditions.queries import ConditionRow, list_conditions
from projections.gates.queries import list_sequences
from projections.gates.readiness import Readiness, readiness, readiness_when_decided
from projections.gates.rows import DecisionRow, GateRow, SequenceRow, WaiverRow
from projections.views import Views


class Attempt(NamedTuple):
    """One time that a gate was decided.

    Attributes:
        number: 1 for the first decision of the gate, 2 for the next.
        found: how the criteria stood at the decision.
        conditions: those that it set, as they stand on the day asked for.
    """

    number: int
    decision: DecisionRow
    found: Readiness
    conditions: tuple[ConditionRow, ...]


class GateAt(NamedTuple):
    """A gate with its decisions, oldest first.

    Attributes:
        ahead: how ready it is, where it is the next gate.
    """

    row: GateRow
    attempts: tuple[Attempt, ...]
    ahead: Readiness | None


class SequenceAt(NamedTuple):
    """A sequence of gates as it stood.

    Attributes:
        body: the name that the deciding body bore.
        waivers: those that hold on the day.
        as_at: the day.
        as_known: the moment of the book's knowledge; ``None`` means all that is known.
    """

    row: SequenceRow
    body: str
    gates: tuple[GateAt, ...]
    waivers: tuple[WaiverRow, ...]
    as_at: date
    as_known: datetime | None


def sequence_at(
    views: Views,
    ref: str,
    as_at: date,
    known: int | None = None,
    *,
    as_known: datetime | None = None,
) -> SequenceAt | None:
    """Return a sequence at a moment, ``None`` where it was not set or known.

    Args:
        views: the views.
        ref: the sequence.
        as_at: the day.
        known: the last position that the book is taken to know.
        as_known: the moment that the position stands for, to be shown.
    """
    found = list_sequences(views, as_at, known, only=ref)
    if not found:
        return None
    row = found[0]
    names = {body.ref: body.name for body in list_bodies(views, as_at, known)}
    ahead = readiness(row, as_at)
    return SequenceAt(
        row=row,
        body=names.get(row.body, row.body),
        gates=tuple(_gate(views, row, gate, ahead, as_at, known) for gate in row.gates),
        waivers=tuple(waiver for waiver in row.waivers if waiver.holds_on(as_at)),
        as_at=as_at,
        as_known=as_known,
    )


def _gate(
    views: Views,
    row: SequenceRow,
    gate: GateRow,
    ahead: Readiness | None,
    as_at: date,
    known: int | None,
) -> GateAt:
    sets = any(decision.conditions for decision in gate.decisions)
    of = f"{row.ref}/{gate.number}"
    left = list_conditions(views, as_at, known, of=of) if sets else []
    attempts = []
    for number, decision in enumerate(gate.decisions, 1):
        found = readiness_when_decided(row, gate, decision)
        mine = _taken(decision, left)
        attempts.append(Attempt(number, decision, found, mine))
    next_ = ahead if ahead and ahead.gate == gate.number else None
    return GateAt(gate, tuple(attempts), next_)


def _taken(decision: DecisionRow, left: list[ConditionRow]) -> tuple[ConditionRow, ...]:
    """Take the conditions that a decision set out of those of its gate, in their order."""
    taken: list[ConditionRow] = []
    for said in decision.conditions:
        same = (row for row in left if (row.text, row.set_on) == (said.text, decision.decided_on))
        condition = min(same, key=_number, default=None)
        if condition is not None:
            left.remove(condition)
            taken.append(condition)
    return tuple(taken)


def _number(row: ConditionRow) -> int:
    return int(row.ref.rpartition("/")[2])
