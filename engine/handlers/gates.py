"""What commands about Go/No-Go gates do."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.gates.outcome import Verdict
from domain.gates.parts import GateOutcome
from domain.gates.sequence import GateSequence
from domain.provenance import Authority
from domain.resolutions.delegation import Use
from domain.savings.project import Project
from engine.authority.delegated import delegation_to, use_delegated
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
from engine.handlers.authority import (
    check_may_be_called_in,
    cited_meeting,
    cited_resolution,
)
from engine.handlers.gating import check_blocks, impose
from engine.handlers.waiving import check_may_waive
from engine.unit_of_work import UnitOfWork

_LETS_PASS = (GateOutcome.GO, GateOutcome.CONDITIONAL_GO)


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


def decide(unit: UnitOfWork, sequence: GateSequence, command: DecideGate, by: Provenance) -> None:
    """Decide a gate, as the body that the sequence names."""
    cited = by.authority or Authority()
    body = unit.get(Body, cited.body or sequence.body)
    if cited.meeting:
        cited_meeting(unit, body.ref, cited.meeting)
    resolution = None
    if cited.resolution:
        resolution = cited_resolution(unit, body.ref, cited.resolution, command.decided_on)
        if resolution and cited.officer:
            use = Use(command.decided_on, cited.officer, sequence.id, consulted=cited.consulted)
            use_delegated(unit, str(delegation_to(unit, resolution, use)), use, by)
    if command.outcome in _LETS_PASS and not cited.officer:
        check_may_be_called_in(body, sequence.ref, command.decided_on, resolution)
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
