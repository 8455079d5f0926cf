"""What a step does with a gate: decide it."""

from __future__ import annotations

from domain.routes.parts import Consequence
from engine.cases.attempt import Attempt
from engine.cases.subjects import gate_of
from engine.commands.gates import DecideGate
from engine.consequences.building import built
from engine.handlers import gates as on_gates


def decide(attempt: Attempt, consequence: Consequence) -> None:
    """Decide the gate, as the body that the sequence names."""
    sequence, number = gate_of(attempt.unit, attempt.case.subject)
    command = attempt.command
    said = built(
        DecideGate,
        attempt.case.subject,
        sequence=sequence.ref,
        gate=number,
        outcome=consequence.outcome,
        decided_on=attempt.on,
        assessments=command.assessments,
        conditions=command.conditions,
        must_change=command.must_change,
        recycle_to=command.recycle_to,
    )
    by = attempt.by._replace(authority=attempt.citing)
    on_gates.decide(attempt.unit, sequence, said, by, under=command.under)
