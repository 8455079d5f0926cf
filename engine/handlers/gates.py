"""What commands about Go/No-Go gates do."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.gates.sequence import GateSequence
from domain.savings.project import Project
from engine.commands.gates import DecideGate, DefineGateSequence
from engine.unit_of_work import UnitOfWork


def define(
    unit: UnitOfWork, sequence: GateSequence, command: DefineGateSequence, by: Provenance
) -> None:
    """Define the sequence; the deciding body must be in the book."""
    unit.get(Body, command.body).check_in_force(command.decided_on)
    if command.project:
        unit.get(Project, command.project)
    sequence.define(
        by,
        command.decided_on,
        name=command.name,
        body=command.body,
        gates=command.gates,
        criteria=command.criteria,
        programme=command.programme,
        project=command.project,
        summary=command.summary,
    )


def decide(unit: UnitOfWork, sequence: GateSequence, command: DecideGate, by: Provenance) -> None:
    """Decide a gate, as the body that the sequence names."""
    body = unit.get(Body, (by.authority and by.authority.body) or sequence.body)
    sequence.decide(
        by,
        body,
        command.decided_on,
        gate=command.gate,
        outcome=command.outcome,
        assessments=command.assessments,
        conditions=command.conditions,
        must_change=command.must_change,
    )
