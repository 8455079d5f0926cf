"""One gate sequence on a page, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cli.frame.blocks import Block, Details, Heading, Paragraphs, Table
from cli.frame.output import as_data
from cli.frame.words import on, spaced
from cli.gate.ready import readiness_blocks
from cli.gate.table import stands

if TYPE_CHECKING:
    from cli.frame.asked import Asked
    from projections.conditions.queries import ConditionRow
    from projections.gates.rows import ConditionText, DecisionRow, GateRow, SequenceRow

_CLEAR = ("met", "not-assessed")


def gate_data(row: SequenceRow, as_at: date) -> dict[str, Any]:
    """Return a sequence as JSON has it, with the readiness of its next gate."""
    from projections.gates.readiness import readiness

    said: dict[str, Any] = as_data(row)
    for told, its_gate in zip(said["gates"], row.gates, strict=True):
        told["outcome"] = its_gate.outcome
    ready = readiness(row, as_at)
    following = row.next_gate
    told_ready = None
    if ready:
        in_the_way = [each.criterion for each in ready.in_the_way]
        told_ready = as_data(ready) | {"in_the_way": in_the_way}
    return said | {"next_gate": following.number if following else None, "readiness": told_ready}


def gate_page(
    row: SequenceRow, conditions: Sequence[ConditionRow], asked: Asked, *, everything: bool
) -> Iterator[Block]:
    """Return all that the book knows of a sequence, for people.

    Args:
        row: the sequence.
        conditions: the conditions of its gates.
        asked: the two times asked for.
        everything: whether to list every criterion, and not only those that need work.
    """
    from projections.gates.readiness import readiness

    following = row.next_gate
    yield Heading(f"{row.name} ({row.ref}), {asked.times}")
    yield Details(
        (
            ("Decided by", row.body),
            ("Programme", row.programme),
            ("Project", row.project),
            ("Set on", on(row.defined_on)),
            ("Summary", row.summary),
            ("Criteria", str(len(row.criteria)) if row.criteria else None),
            ("Next gate", f"{following.number} {following.name}" if following else "none"),
        )
    )
    yield _gates(row)
    ready = readiness(row, asked.as_at)
    if ready and row.criteria:
        yield from readiness_blocks(ready, everything=everything)
    if conditions:
        yield _conditions(conditions)
    decisions = [(its, decision) for its in row.gates for decision in its.decisions]
    for its, decision in sorted(decisions, key=lambda each: each[1].decided_on or date.min):
        yield from _decision(its, decision, everything=everything)


def _gates(row: SequenceRow) -> Table:
    blocks = any(gate.blocks for gate in row.gates)
    columns = ["Gate>", "Name", "Planned for", "Decision", *(["Holds back"] if blocks else [])]
    gates = [
        (
            str(gate.number),
            gate.name,
            on(gate.planned_for),
            stands(gate),
            *([", ".join(gate.blocks)] if blocks else []),
        )
        for gate in row.gates
    ]
    return Table(columns, gates, title="Gates")


def _conditions(conditions: Sequence[ConditionRow]) -> Table:
    rows = [
        (
            row.ref,
            row.text,
            row.owner or "",
            on(row.due),
            f"{spaced(row.state)}{', overdue' if row.overdue else ''}",
        )
        for row in conditions
    ]
    return Table(("Condition", "Text", "Owner", "Due", "State"), rows, title="Conditions")


def _decision(its: GateRow, decision: DecisionRow, *, everything: bool) -> Iterator[Block]:
    said = f"{spaced(decision.outcome)} on {on(decision.decided_on)}"
    yield Heading(f"Gate {its.number}, {its.name}: {said}")
    back = decision.recycle_to
    yield Details(
        (
            ("Resolution", decision.resolution),
            ("Conditions", "; ".join(map(_condition, decision.conditions))),
            ("Must change", "; ".join(decision.must_change)),
            (
                "Goes back to",
                f"gate {back}, to be passed again with all after it" if back else None,
            ),
            ("Criteria", _counted(decision)),
        )
    )
    found = [
        (a.criterion, (_found(a.result, a.waived_by or a.assessor), a.evidence or ""))
        for a in decision.assessments
        if everything or a.result not in _CLEAR
    ]
    if found:
        yield Paragraphs("As found" if everything else "Of these, not met or waived", found)


def _found(result: str, by: str | None) -> str:
    return f"{spaced(result)}{f', {by}' if by else ''}"


def _condition(said: ConditionText) -> str:
    more = [said.owner, f"by {on(said.due)}" if said.due else None]
    told = ", ".join(part for part in more if part)
    return f"{said.text} ({told})" if told else said.text


def _counted(decision: DecisionRow) -> str:
    """Return how many criteria were found how: ``90 met, 2 waived``."""
    from projections.gates.readiness import STANDINGS

    counts = Counter(found.result for found in decision.assessments)
    return ", ".join(
        f"{counts[result]} {spaced(result)}" for result in reversed(STANDINGS) if counts[result]
    )
