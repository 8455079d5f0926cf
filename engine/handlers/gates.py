"""What commands about Go/No-Go gates do."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.gates.outcome import Verdict
from domain.gates.sequence import GateSequence
from domain.savings.project import Project
from engine.cases.reopening import reopen
from engine.cases.subjects import GATE
from engine.commands.gates import (
    AssessCriteria,
    DecideGate,
    DefineGateSequence,
    EndWaiver,
    GoLive,
    LapseWaiver,
    WaiveCriterion,
)
from engine.handlers.deciding_gates import check_may_decide
from engine.handlers.gating import check_blocks, impose
from engine.handlers.waiving import check_may_waive, check_waived_by, note_uncited
from engine.unit_of_work import UnitOfWork


def define(
    unit: UnitOfWork, sequence: GateSequence, command: DefineGateSequence, by: Provenance
) -> None:
    """Define the sequence; the deciding body must be in the book, and what its gates block."""
    unit.get(Body, command.body).check_in_force(command.decided_on)
    if command.project:
        unit.get(Project, command.project)
    check_blocks(unit, command)
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
    impose(unit, sequence, command, by)


def assess(_: UnitOfWork, sequence: GateSequence, command: AssessCriteria, by: Provenance) -> None:
    """Record how criteria were found, by the assessor named for each, else for all."""
    assessments = tuple(
        each.model_copy(update={"assessor": each.assessor or command.assessor})
        for each in command.assessments
    )
    sequence.assess(by, command.assessed_on, gate=command.gate, assessments=assessments)


def waive(
    unit: UnitOfWork, sequence: GateSequence, command: WaiveCriterion, by: Provenance
) -> None:
    """Waive the criterion, as the deciding body or somebody who may act for it."""
    granted_by = command.granted_by
    check_may_waive(unit, sequence, command.criterion, granted_by, command.granted_on)
    note_uncited(unit, sequence, command.criterion, granted_by, command.granted_on, by)
    sequence.waive(
        by,
        command.granted_on,
        criterion=command.criterion,
        granted_by=granted_by,
        reason=command.reason,
        expires_on=command.expires_on,
    )


def end_waiver(_: UnitOfWork, sequence: GateSequence, command: EndWaiver, by: Provenance) -> None:
    """Take the waiver back."""
    sequence.end_waiver(by, command.ended_on, criterion=command.criterion, reason=command.reason)


def lapse_waiver(
    _: UnitOfWork, sequence: GateSequence, command: LapseWaiver, by: Provenance
) -> None:
    """Note that the waiver ran out."""
    sequence.lapse_waiver(by, command.on, criterion=command.criterion)


def decide(
    unit: UnitOfWork,
    sequence: GateSequence,
    command: DecideGate,
    by: Provenance,
    *,
    under: str | None = None,
) -> None:
    """Decide a gate, as the body that the sequence names, or its delegate."""
    body = unit.get(Body, (by.authority and by.authority.body) or sequence.body)
    check_may_decide(unit, sequence, body, command, by, under)
    for assessment in command.assessments:
        if assessment.waived_by:
            day, waived_by = command.decided_on, assessment.waived_by
            check_waived_by(unit, sequence, assessment.criterion, waived_by, day)
    verdict = Verdict(
        command.outcome,
        command.assessments,
        command.conditions,
        command.must_change,
        command.recycle_to,
    )
    passed = sorted(sequence.passed)
    sequence.decide(by, body, command.decided_on, gate=command.gate, verdict=verdict)
    for gate in passed:
        if gate not in sequence.passed:
            reason = f"Gate {command.gate} recycled to gate {command.recycle_to}"
            reopen(unit, GATE, f"{sequence.ref}/{gate}", reason, command.decided_on, by)


def go_live(_: UnitOfWork, project: Project, command: GoLive, by: Provenance) -> None:
    """Record that the project went live; gates that block it were asked before."""
    project.go_live(by, command.live_on)
