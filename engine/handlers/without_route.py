"""Decisions on what travels on no route; what does is decided by a step of its case."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.changes.request import ChangeRequest
from domain.gates.sequence import GateSequence
from engine.cases.subjects import CHANGE_REQUEST, GATE, check_free
from engine.commands.changes import DecideRequest
from engine.commands.gates import DecideGate
from engine.handlers import changes as on_changes
from engine.handlers import gates as on_gates
from engine.unit_of_work import UnitOfWork


def decide_request(
    unit: UnitOfWork, request: ChangeRequest, command: DecideRequest, by: Provenance
) -> None:
    """Decide a change request, unless it travels as a case."""
    check_free(unit, CHANGE_REQUEST, request.ref)
    on_changes.decide(unit, request, command, by)


def decide_gate(
    unit: UnitOfWork, sequence: GateSequence, command: DecideGate, by: Provenance
) -> None:
    """Decide a gate, unless it travels as a case."""
    check_free(unit, GATE, f"{sequence.ref}/{command.gate}")
    on_gates.decide(unit, sequence, command, by)
