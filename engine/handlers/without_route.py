"""Decisions on what travels on no route; what does is decided by a step of its case."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.changes.request import ChangeRequest
from domain.gates.sequence import GateSequence
from domain.meetings.meeting import Meeting
from domain.provenance import Authority
from domain.resolutions.resolution import Resolution
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
    _check_no_interest(unit, command, by)
    on_changes.decide(unit, request, command, by)


def _check_no_interest(unit: UnitOfWork, command: DecideRequest, by: Provenance) -> None:
    """Refuse who declared a pecuniary interest in the item of the resolution that is cited.

    Of what is not in the book nothing is known; an officer decides at no meeting.
    """
    cited = by.authority or Authority()
    number, body = command.resolution or cited.resolution, command.body or cited.body
    if number is None or command.under or command.decided_by or cited.officer:
        return
    of = body or unit.get(ChangeRequest, command.change_request).to
    resolution = unit.find(Resolution, f"{of}/{number}")
    if resolution.exists:
        meeting = unit.get(Meeting, resolution.meeting)
        meeting.check_may_act(by.actor, resolution.item)


def decide_gate(
    unit: UnitOfWork, sequence: GateSequence, command: DecideGate, by: Provenance
) -> None:
    """Decide a gate, unless it travels as a case."""
    check_free(unit, GATE, f"{sequence.ref}/{command.gate}")
    on_gates.decide(unit, sequence, command, by)
