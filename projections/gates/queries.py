"""Questions about gates: which sequences there are, and how each gate stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from projections.gates.rows import (
    AssessmentRow,
    ConditionText,
    CriterionRow,
    DecisionRow,
    GateRow,
    SequenceRow,
    WaiverRow,
)
from projections.gates.view import RECYCLE
from projections.seen import day, loaded, seen
from projections.views import Row, Views


def list_sequences(
    connection: Views,
    as_at: date | None = None,
    known_position: int | None = None,
    *,
    only: str | None = None,
) -> list[SequenceRow]:
    """Return the gate sequences with their decisions, in order of their references.

    Args:
        connection: the views.
        as_at: the day asked for; ``None`` means all that was ever decided.
        known_position: the last position that the book is taken to know.
        only: the one sequence wanted; every one if left out.
    """
    equal = {} if only is None else {"ref": only}

    def rows(table: str, order: str = "position") -> list[Row]:
        return seen(connection, table, as_at, known_position, order=order, **equal)

    told = defaultdict[str, _Told](_Told)
    for table in ("gates_assessments", "gates_decisions", "gates_breaches"):
        for row in rows(table):
            told[row["ref"]].events.append((row["position"], table, row))
    for row in rows("gates_waivers"):
        told[row["ref"]].waivers.append(row)
    for row in rows("gates_waivers_ended"):
        told[row["ref"]].ended.append(row)
    return [_sequence(row, told[row["ref"]]) for row in rows("gates", "ref")]


class _Told:
    """What is recorded of a sequence after it was defined."""

    def __init__(self) -> None:
        self.events: list[tuple[int, str, Row]] = []
        self.waivers: list[Row] = []
        self.ended: list[Row] = []


class _Journey:
    """The gates of a sequence as one fact after the other leaves them."""

    def __init__(self, gates: int) -> None:
        self.decisions = defaultdict[int, list[DecisionRow]](list)
        self.found = defaultdict[int, dict[str, AssessmentRow]](dict)
        self.open_again: dict[int, str] = {}
        self.passed: set[int] = set()
        self._gates = gates

    def take(self, events: Iterable[tuple[int, str, Row]]) -> None:
        """Take the facts in the order in which they were recorded."""
        acts = {
            "gates_assessments": self._assessed,
            "gates_decisions": self._decided,
            "gates_breaches": self._breached,
        }
        for _, table, row in sorted(events, key=lambda event: event[0]):
            acts[table](row)

    def _assessed(self, row: Row) -> None:
        found = self.found[row["gate"]]
        before = found.pop(row["criterion"], None)
        new = AssessmentRow(
            criterion=row["criterion"],
            result=row["result"],
            evidence=row["evidence"],
            waived_by=row["waived_by"],
            assessor=row["assessor"],
            assessed_on=day(row["decided_on"]),
        )
        later = before and (before.assessed_on or _FIRST) > (new.assessed_on or _FIRST)
        found[row["criterion"]] = before if before and later else new

    def _decided(self, row: Row) -> None:
        gate = row["gate"]
        self.decisions[gate].append(
            DecisionRow(
                outcome=row["outcome"],
                decided_on=day(row["decided_on"]),
                conditions=tuple(map(_condition, loaded(row["conditions"], ()))),
                must_change=tuple(loaded(row["must_change"], ())),
                recycle_to=row["recycle_to"],
                assessments=tuple(self.found.pop(gate, {}).values()),
                body=row["body"],
                meeting=row["meeting"],
                resolution=row["resolution"],
            )
        )
        if row["outcome"] == RECYCLE:
            back = range(row["recycle_to"], self._gates + 1)
            self._open(back, f"gate {gate} recycled to gate {row['recycle_to']}", row)
        elif row["outcome"] != "no-go":
            self.passed.add(gate)
            self.open_again.pop(gate, None)

    def _breached(self, row: Row) -> None:
        why = f"its condition {row['condition'].rpartition('/')[2]} was breached"
        self._open(range(row["gate"], row["gate"] + 1), why, row)

    def _open(self, gates: range, why: str, row: Row) -> None:
        for gate in gates:
            self.found.pop(gate, None)
            if gate in self.passed:
                self.passed.discard(gate)
                self.open_again[gate] = f"{why} on {row['decided_on']}"


_FIRST = date.min


def _condition(said: Any) -> ConditionText:
    if isinstance(said, str):
        return ConditionText(said, None, None, None)
    return ConditionText(said["text"], said["owner"], day(said["due"]), said["evidence"])


def _sequence(row: Row, told: _Told) -> SequenceRow:
    gates = loaded(row["gates"], ())
    journey = _Journey(len(gates))
    journey.take(told.events)
    return SequenceRow(
        ref=row["ref"],
        name=row["name"],
        body=row["body"],
        programme=row["programme"],
        project=row["project"],
        summary=row["summary"],
        defined_on=day(row["decided_on"]),
        gates=tuple(_gate(gate, journey) for gate in gates),
        criteria=tuple(map(_criterion, loaded(row["criteria"], ()))),
        waivers=_waivers(told),
    )


def _gate(gate: dict[str, Any], journey: _Journey) -> GateRow:
    number = gate["number"]
    return GateRow(
        number=number,
        name=gate["name"],
        planned_for=day(gate["planned_for"]),
        blocks=tuple(gate.get("blocks", ())),
        decisions=tuple(journey.decisions.get(number, ())),
        assessments=tuple(journey.found.get(number, {}).values()),
        passed=number in journey.passed,
        open_again=journey.open_again.get(number),
    )


def _criterion(known: dict[str, Any]) -> CriterionRow:
    return CriterionRow(
        ref=known["ref"],
        text=known["text"],
        mandatory=known["mandatory"],
        weight=Decimal(known.get("weight", 1)),
        owner=known.get("owner"),
    )


def _waivers(told: _Told) -> tuple[WaiverRow, ...]:
    """Return the waivers, each with its end if that is in the book."""
    found = [
        WaiverRow(
            criterion=row["criterion"],
            granted_by=row["granted_by"],
            reason=row["reason"],
            granted_on=day(row["decided_on"]),
            expires_on=day(row["expires_on"]),
            ended_on=None,
        )
        for row in told.waivers
    ]
    for end in told.ended:
        ended_on = day(end["decided_on"]) or _FIRST
        for place, waiver in enumerate(found):
            if _ended(waiver, end, ended_on):
                found[place] = waiver._replace(ended_on=ended_on)
                break
    return tuple(found)


def _ended(waiver: WaiverRow, end: Row, ended_on: date) -> bool:
    """Return whether an end is that of a waiver: one taken back held then, the others ran out."""
    if waiver.criterion != end["criterion"] or waiver.ended_on:
        return False
    if end["reason"]:
        return waiver.holds_on(ended_on)
    return waiver.expires_on is not None and waiver.expires_on <= ended_on
