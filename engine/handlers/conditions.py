"""What commands about conditions do."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.changes.request import ChangeRequest
from domain.conditions.hanging import HangsOnConditions
from domain.errors import UnknownReference
from domain.gates.sequence import GateSequence
from engine.cases.reopening import reopen
from engine.cases.subjects import CHANGE_REQUEST, GATE
from engine.commands.conditions import (
    BreachCondition,
    DischargeCondition,
    NoteConditionOverdue,
)
from engine.unit_of_work import UnitOfWork


def subject(
    unit: UnitOfWork, command: DischargeCondition | BreachCondition | NoteConditionOverdue
) -> HangsOnConditions:
    """Find what a condition belongs to: ``ICS-2019-A/1`` to a request, ``go-live/3/1`` to gates.

    Raises:
        UnknownReference: where neither is in the book.
    """
    owner = command.condition.rpartition("/")[0]
    request = unit.find(ChangeRequest, owner)
    if request.exists:
        return request
    sequence = unit.find(GateSequence, owner.rpartition("/")[0])
    if sequence.exists:
        return sequence
    raise UnknownReference(
        command.condition,
        f"{command.condition} is a condition of nothing in the book: write ICS-2019-A/1 for the"
        " first of a change request, social-care-go-live/3/1 for the first of gate 3;"
        " `minutebook condition list` shows those there are",
    )


def discharge(
    _: UnitOfWork, owner: HangsOnConditions, command: DischargeCondition, by: Provenance
) -> None:
    """Discharge the condition."""
    owner.discharge_condition(
        by,
        command.discharged_on,
        command.condition,
        evidence=command.evidence,
        discharged_by=command.by,
    )


def breach(
    unit: UnitOfWork, owner: HangsOnConditions, command: BreachCondition, by: Provenance
) -> None:
    """Record the breach, which opens again what hung on the condition, with its case."""
    owner.breach_condition(by, command.breached_on, command.condition, reason=command.reason)
    kind = CHANGE_REQUEST if isinstance(owner, ChangeRequest) else GATE
    hung = command.condition.rpartition("/")[0]
    reason = f"Condition {command.condition} was breached: {command.reason}"
    reopen(unit, kind, hung, reason, command.breached_on, by)


def note_overdue(
    _: UnitOfWork, owner: HangsOnConditions, command: NoteConditionOverdue, by: Provenance
) -> None:
    """Record that the condition is overdue."""
    owner.note_overdue(by, command.on, command.condition)
