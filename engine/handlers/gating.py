"""Whether something must wait for a gate to say go; asked in one place, of every command."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import chain

from domain.aggregate import Provenance
from domain.errors import BlockedByGate, RuleBroken
from domain.gates.imposed import HeldByGates, Imposed
from domain.gates.parts import Gate
from domain.gates.sequence import GateSequence
from domain.savings.groups import Programme
from domain.savings.project import Project
from domain.values.days import last_day
from engine.commands.base import Command
from engine.commands.gates import DefineGateSequence, GoLive
from engine.unit_of_work import UnitOfWork

_DAYS = ("live_on", "decided_on", "as_at", "restated_on", "reported_on", "taken_on")


def check_not_blocked(unit: UnitOfWork, command: Command) -> None:
    """Refuse a command about a project that waits for a gate.

    Raises:
        BlockedByGate: naming the gate and the body that decides it.
    """
    if "project" not in type(command).model_fields or command.ENTRY in _NEVER:
        return
    project: str | None = command.project  # type: ignore[attr-defined]  # it is one of its fields
    if project:
        check_may(unit, command.ENTRY, project, day_of(command))


def check_may(unit: UnitOfWork, entry: str, project: str, day: date) -> None:
    """Refuse what waits for a gate, which may be recorded as a consequence of something else.

    Args:
        unit: the unit of work.
        entry: the name in record files of what is recorded: ``project-live``.
        project: the project.
        day: the day on which it happened.

    Raises:
        BlockedByGate: where the gate did not stand at go on that day.
    """
    subject = unit.find(Project, project)
    programme = subject.programme_at(day)
    above = unit.find(Programme, programme).imposed if programme else ()
    for imposed in chain(subject.imposed, above):
        if entry not in imposed.blocks or _was_before(entry, imposed, day):
            continue
        sequence = unit.get(GateSequence, imposed.sequence)
        if not sequence.passing.stood_at_go(imposed.gate, day):
            raise BlockedByGate(
                project,
                f"{entry} of {project} waits for gate {imposed.gate} of {sequence.ref}, which does"
                f" not stand at go on {_said(day)}: {sequence.body} decides it, and"
                f" `minutebook gate show {sequence.ref}` says what is in its way",
            )


def _was_before(entry: str, imposed: Imposed, day: date) -> bool:
    """Whether something was done before the gates were thought of.

    A project goes live once: that it waits for a gate means that it had not gone live by then.
    """
    return entry not in _ONCE and imposed.since is not None and day < imposed.since


def impose(
    unit: UnitOfWork, sequence: GateSequence, command: DefineGateSequence, by: Provenance
) -> None:
    """Let the sequence's project, or its programme, wait for the gates that block something."""
    for gate in command.gates:
        for held in _held(unit, command) if gate.blocks else ():
            held.impose(
                by,
                command.decided_on,
                sequence=sequence.ref,
                gate=gate.number,
                blocks=gate.blocks,
            )


def check_blocks(unit: UnitOfWork, command: DefineGateSequence) -> None:
    """Refuse gates that block what nothing can record, or nobody.

    Raises:
        RuleBroken: naming the gate and the entries that a gate can block.
        UnknownReference: where the programme or project is not in the book.
    """
    for gate in command.gates:
        if gate.blocks:
            _check_blocks(command.ref, gate)
            if not _held(unit, command):
                raise RuleBroken(
                    command.ref,
                    f"gate {gate.number} of {command.ref} blocks {', '.join(gate.blocks)}, but of"
                    " what? add the `project` or the `programme` of the gates",
                )


def _check_blocks(ref: str, gate: Gate) -> None:
    for entry in gate.blocks:
        if entry not in _gated():
            raise RuleBroken(
                ref,
                f"gate {gate.number} of {ref} cannot block {entry}: what names a `project` can wait"
                f" for a gate, that is {', '.join(sorted(_gated()))}",
            )


def _held(unit: UnitOfWork, command: DefineGateSequence) -> list[HeldByGates]:
    held: list[HeldByGates] = []
    if command.project:
        held.append(unit.get(Project, command.project))
    elif command.programme:
        held.append(unit.get(Programme, command.programme))
    return held


def day_of(command: Command) -> date:
    """The day of which a command speaks; where it names none, the last there is."""
    for field in _DAYS:
        day: date | None = getattr(command, field, None)
        if day:
            return day
    period: str | None = getattr(command, "period", None)
    if period:
        return last_day(period)
    cited = command.authority.decided_on if command.authority else None
    return cited or date.max


def _said(day: date) -> str:
    return "any day yet" if day == date.max else str(day)


@cache
def _gated() -> frozenset[str]:
    """The entries about a project, those left out that wait for nothing."""
    kinds = [Command]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return frozenset(
        kind.ENTRY
        for kind in kinds
        if "project" in kind.model_fields and hasattr(kind, "ENTRY") and kind.ENTRY not in _NEVER
    )


_NEVER = ("gate-sequence", "case-step", "statement")
# The first two define what others wait for; what a paper states it has stated, go or no go.
_ONCE = (GoLive.ENTRY,)
