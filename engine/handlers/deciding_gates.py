"""Whether a gate is decided by who may: the body at a meeting with its quorum, or its delegate."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.errors import AuthorityMissing
from domain.gates.parts import GateOutcome
from domain.gates.sequence import GateSequence
from domain.provenance import Authority
from domain.resolutions.delegation import Use
from domain.resolutions.resolution import Resolution
from engine.authority.delegated import delegation_to, use_delegated
from engine.commands.gates import DecideGate
from engine.handlers.authority import check_may_be_called_in, cited_meeting, cited_resolution
from engine.unit_of_work import UnitOfWork

_LETS_PASS = (GateOutcome.GO, GateOutcome.CONDITIONAL_GO)


def check_may_decide(
    unit: UnitOfWork,
    sequence: GateSequence,
    body: Body,
    command: DecideGate,
    by: Provenance,
    under: str | None,
) -> None:
    """Refuse a decision on a gate that rests on nothing; the use of a delegation goes on record.

    Args:
        unit: the unit of work.
        sequence: the gates.
        body: the body that decides, or whose delegate does.
        command: what is decided.
        by: who records it, with the authority cited.
        under: the delegation, where it is known already.

    Raises:
        AuthorityMissing: where an officer decides without a delegation in the book, a body with a
            quorum without its meeting, or one whose decisions may be called in without its
            resolution.
        UnknownReference: where the meeting that is cited is not in the book.
        RuleBroken: where the meeting or resolution does not carry it.
    """
    cited = by.authority or Authority()
    if cited.meeting:
        cited_meeting(unit, body.ref, cited.meeting)
    resolution = (
        cited_resolution(unit, body.ref, cited.resolution, command.decided_on)
        if cited.resolution
        else None
    )
    if command.outcome in _LETS_PASS:
        check_may_be_called_in(body, sequence.ref, command.decided_on, resolution)
    if cited.officer:
        _use_delegation(unit, sequence, command, by, resolution, under)
    else:
        _check_met(sequence, body, command, cited, resolution)


def _use_delegation(
    unit: UnitOfWork,
    sequence: GateSequence,
    command: DecideGate,
    by: Provenance,
    resolution: Resolution | None,
    under: str | None,
) -> None:
    cited = by.authority or Authority()
    officer = cited.officer or ""
    if resolution is None:
        raise AuthorityMissing(
            sequence.ref,
            f"{officer} decides gate {command.gate} of {sequence.ref} for {sequence.body} only"
            " under a delegation in the book: record the resolution with the clause that names"
            f" them as `delegate` and cite it, `authority: {{body: {sequence.body}, resolution: …,"
            f" officer: {officer}}}`, or leave `officer` out where {sequence.body} itself decided",
        )
    use = Use(command.decided_on, officer, sequence.id, consulted=cited.consulted)
    use_delegated(unit, under or str(delegation_to(unit, resolution, use)), use, by)


def _check_met(
    sequence: GateSequence,
    body: Body,
    command: DecideGate,
    cited: Authority,
    resolution: Resolution | None,
) -> None:
    terms = body.terms_at(command.decided_on)
    if terms and terms.quorum and not cited.meeting and resolution is None:
        raise AuthorityMissing(
            sequence.ref,
            f"{body.ref} decides with {terms.quorum} members present: name the meeting at which it"
            f" decided gate {command.gate} of {sequence.ref}, `authority: {{body: {body.ref},"
            " meeting: …}`",
        )
