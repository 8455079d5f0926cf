"""How ready the next gate is: how each criterion stands there, and what is in the way of go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projections.gates.rows import (
    AssessmentRow,
    CriterionRow,
    DecisionRow,
    GateRow,
    SequenceRow,
)

NOT_ASSESSED = "not-assessed"
STANDINGS = ("not-met", "partly-met", NOT_ASSESSED, "waived", "met")
"""How a criterion can stand, what needs work first."""

NOBODY = "(no owner)"
_CLEAR = ("met", "waived")


class StandingRow(NamedTuple):
    """How a criterion stands for a gate.

    Attributes:
        standing: one of `STANDINGS`.
        said_by: who assessed or waived it.
        until: the first day on which its waiver holds no longer.
        last: how it was found when it was last assessed, for an earlier gate or decision, where
            it was not assessed since.
    """

    criterion: str
    text: str
    mandatory: bool
    weight: Decimal
    owner: str | None
    standing: str
    on: date | None
    said_by: str | None
    evidence: str | None
    until: date | None
    last: str | None

    @property
    def in_the_way(self) -> bool:
        """Whether the gate cannot say go because of it."""
        needed = self.mandatory or self.standing == NOT_ASSESSED
        return needed and self.standing not in _CLEAR


class Share(NamedTuple):
    """How many criteria of an owner stand how, and what they weigh.

    Attributes:
        counts: how many, in the order of `STANDINGS`.
        clear: the weight of those that are met or waived.
        weight: the weight of all.
    """

    owner: str
    counts: tuple[int, ...]
    total: int
    clear: Decimal
    weight: Decimal


class Readiness(NamedTuple):
    """How ready a gate is on a day.

    Attributes:
        standings: every criterion, what needs work first.
        shares: the same by owner, and in the last place all together.
    """

    gate: int
    name: str
    planned_for: date | None
    standings: tuple[StandingRow, ...]
    shares: tuple[Share, ...]

    @property
    def in_the_way(self) -> tuple[StandingRow, ...]:
        """The criteria without which the gate cannot say go."""
        return tuple(row for row in self.standings if row.in_the_way)


def readiness(row: SequenceRow, as_at: date) -> Readiness | None:
    """Return how ready the next gate of a sequence is, ``None`` when all stand at go."""
    gate = row.next_gate
    if gate is None:
        return None
    found = {each.criterion: each for each in gate.assessments}
    before = _last_found(row.gates)
    return _readiness(gate, [_standing(row, each, found, before, as_at) for each in row.criteria])


def readiness_when_decided(row: SequenceRow, gate: GateRow, decision: DecisionRow) -> Readiness:
    """Return how the criteria were found at a decision; a waiver that it rested on stands there."""
    found = {each.criterion: each for each in decision.assessments}
    without = row._replace(waivers=())
    day = decision.decided_on or date.min
    return _readiness(gate, [_standing(without, each, found, {}, day) for each in row.criteria])


def _readiness(gate: GateRow, standings: list[StandingRow]) -> Readiness:
    order = {ref: place for place, ref in enumerate(STANDINGS)}
    standings.sort(key=lambda each: (order[each.standing], not each.mandatory, -each.weight))
    return Readiness(
        gate=gate.number,
        name=gate.name,
        planned_for=gate.planned_for,
        standings=tuple(standings),
        shares=_shares(standings),
    )


def _last_found(gates: Iterable[GateRow]) -> dict[str, str]:
    """Return how criteria were found at the last decision, with where and when that was."""
    decisions = [(decision, gate) for gate in gates for decision in gate.decisions]
    decisions.sort(key=lambda each: (each[0].decided_on or date.min, each[1].number))
    return {
        found.criterion: f"{found.result.replace('-', ' ')} at gate {gate.number}"
        for decision, gate in decisions
        for found in decision.assessments
    }


def _standing(
    row: SequenceRow,
    criterion: CriterionRow,
    found: dict[str, AssessmentRow],
    before: dict[str, str],
    as_at: date,
) -> StandingRow:
    known = found.get(criterion.ref)
    waivers = (each for each in row.waivers if each.criterion == criterion.ref)
    waiver = next((each for each in waivers if each.holds_on(as_at)), None)
    stands: tuple[str, date | None, str | None, str | None, date | None]
    if waiver and (known is None or known.result not in _CLEAR):
        stands = ("waived", waiver.granted_on, waiver.granted_by, waiver.reason, waiver.expires_on)
    elif known:
        who = known.waived_by or known.assessor
        stands = (known.result, known.assessed_on, who, known.evidence, None)
    else:
        stands = (NOT_ASSESSED, None, None, None, None)
    standing, on, said_by, evidence, until = stands
    return StandingRow(
        criterion=criterion.ref,
        text=criterion.text,
        mandatory=criterion.mandatory,
        weight=criterion.weight,
        owner=criterion.owner,
        standing=standing,
        on=on,
        said_by=said_by,
        evidence=evidence,
        until=until,
        last=before.get(criterion.ref) if standing == NOT_ASSESSED else None,
    )


def _shares(standings: list[StandingRow]) -> tuple[Share, ...]:
    owners = sorted({row.owner or NOBODY for row in standings})
    shares = [
        _share(name, (r for r in standings if (r.owner or NOBODY) == name)) for name in owners
    ]
    return (*shares, _share("Total", standings))


def _share(owner: str, rows: Iterable[StandingRow]) -> Share:
    mine = list(rows)
    return Share(
        owner=owner,
        counts=tuple(sum(row.standing == standing for row in mine) for standing in STANDINGS),
        total=len(mine),
        clear=sum((row.weight for row in mine if row.standing in _CLEAR), Decimal(0)),
        weight=sum((row.weight for row in mine), Decimal(0)),
    )
