"""Questions about gates: which sequences there are, and how each gate stands."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from projections.seen import day, loaded, seen
from projections.views import Row, Views


class CriterionRow(NamedTuple):
    """An acceptance criterion, assessed anew at every gate."""

    ref: str
    text: str
    mandatory: bool


class AssessmentRow(NamedTuple):
    """How a criterion was found when a gate was decided."""

    criterion: str
    result: str
    evidence: str | None
    waived_by: str | None


class DecisionRow(NamedTuple):
    """One decision at a gate: ``go``, ``conditional-go`` or ``no-go``."""

    outcome: str
    decided_on: date | None
    conditions: tuple[str, ...]
    must_change: tuple[str, ...]
    assessments: tuple[AssessmentRow, ...]


class GateRow(NamedTuple):
    """A gate with its decisions, oldest first; a no-go may be followed by another decision."""

    number: int
    name: str
    planned_for: date | None
    decisions: tuple[DecisionRow, ...]

    @property
    def outcome(self) -> str | None:
        """The last decision's outcome, ``None`` while there is none."""
        return self.decisions[-1].outcome if self.decisions else None


class SequenceRow(NamedTuple):
    """A gate sequence as it stood."""

    ref: str
    name: str
    body: str
    programme: str | None
    project: str | None
    summary: str | None
    defined_on: date | None
    gates: tuple[GateRow, ...]
    criteria: tuple[CriterionRow, ...]

    @property
    def next_gate(self) -> GateRow | None:
        """The first gate that has not said go, ``None`` when all have."""
        undecided = (gate for gate in self.gates if gate.outcome in (None, "no-go"))
        return next(undecided, None)


def list_sequences(
    connection: Views, as_at: date | None = None, known_position: int | None = None
) -> list[SequenceRow]:
    """Return the gate sequences with their decisions, in order of their references."""
    decisions = _decisions(connection, as_at, known_position)
    rows = seen(connection, "gates", as_at, known_position, order="ref")
    return [_sequence(row, decisions) for row in rows]


_Decisions = dict[tuple[str, int], list[DecisionRow]]


def _decisions(connection: Views, as_at: date | None, known_position: int | None) -> _Decisions:
    """Return the decisions by sequence and gate; the assessments before one are its own."""
    assessed = seen(connection, "gates_assessments", as_at, known_position, order="position")
    found: _Decisions = {}
    for row in seen(connection, "gates_decisions", as_at, known_position, order="position"):
        mine = {
            a["criterion"]: AssessmentRow(
                a["criterion"], a["result"], a["evidence"], a["waived_by"]
            )
            for a in assessed
            if (a["ref"], a["gate"]) == (row["ref"], row["gate"])
            and a["position"] < row["position"]
        }
        found.setdefault((row["ref"], row["gate"]), []).append(
            DecisionRow(
                outcome=row["outcome"],
                decided_on=day(row["decided_on"]),
                conditions=tuple(loaded(row["conditions"], ())),
                must_change=tuple(loaded(row["must_change"], ())),
                assessments=tuple(mine.values()),
            )
        )
    return found


def _sequence(row: Row, decisions: _Decisions) -> SequenceRow:
    gates = tuple(
        GateRow(
            number=gate["number"],
            name=gate["name"],
            planned_for=day(gate["planned_for"]),
            decisions=tuple(decisions.get((row["ref"], gate["number"]), ())),
        )
        for gate in loaded(row["gates"], ())
    )
    criteria = tuple(
        CriterionRow(known["ref"], known["text"], known["mandatory"])
        for known in loaded(row["criteria"], ())
    )
    return SequenceRow(
        ref=row["ref"],
        name=row["name"],
        body=row["body"],
        programme=row["programme"],
        project=row["project"],
        summary=row["summary"],
        defined_on=day(row["decided_on"]),
        gates=gates,
        criteria=criteria,
    )
