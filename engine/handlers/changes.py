"""What commands about change requests do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.changes.approval import approve, defer, refer, reject
from domain.changes.lines import ChangeLine, money_moved
from domain.changes.parts import Comment, Outcome, Ruling
from domain.changes.request import ChangeRequest
from domain.meetings.meeting import Meeting
from domain.provenance import Authority
from domain.resolutions.delegation import DelegationKey, Use
from domain.savings.project import Project
from engine.authority.delegated import delegation_for, use_delegated
from engine.authority.saying import check_not_denied
from engine.commands.changes import CommentOnRequest, DecideRequest, RaiseChangeRequest
from engine.errors import ContradictoryCommand
from engine.handlers.authority import (
    check_may_be_called_in,
    cited_meeting,
    cited_resolution,
    day_of_decision,
    either,
)
from engine.unit_of_work import UnitOfWork

_APPROVALS = (Outcome.APPROVED, Outcome.APPROVED_IN_PART)


def raise_request(
    unit: UnitOfWork, request: ChangeRequest, command: RaiseChangeRequest, by: Provenance
) -> None:
    """Raise the request, then the comments that came with it."""
    unit.get(Body, command.to).check_in_force(command.raised_on)
    lines = tuple(entry.checked() for entry in command.projects)
    for line in lines:
        project = unit.get(Project, line.project)
        current = project.profile_at(command.raised_on or date.max, line.measure)
        if current != line.expected:
            unit.notes.append(
                f"{command.ref} expects {line.expected} for {line.project}, but the book has"
                f" {current}: it can be approved only once they agree"
            )
    request.raise_to(
        by,
        command.raised_on,
        to=command.to,
        title=command.title,
        kind=command.kind,
        lines=lines,
        raised_by=command.raised_by,
        reasons=command.reasons,
        mitigation=command.mitigation,
        wider_impact=command.wider_impact,
        lessons=command.lessons,
    )
    for comment in command.comments:
        request.comment(by, comment)


def comment(
    _: UnitOfWork, request: ChangeRequest, command: CommentOnRequest, by: Provenance
) -> None:
    """Add the comment."""
    request.comment(
        by,
        Comment(by=command.by, text=command.text, author=command.author, made_on=command.made_on),
    )


def decide(
    unit: UnitOfWork, request: ChangeRequest, command: DecideRequest, by: Provenance
) -> None:
    """Decide the request as its outcome says; an approval re-baselines its projects."""
    ruling = _ruling(unit, request, command, by)
    by = by._replace(authority=by.authority or _authority_of(ruling))
    use = _use(request, command, by, ruling)
    if use:
        cited = f"{ruling.body}/{ruling.resolution}" if ruling.resolution else None
        delegation = delegation_for(unit, cited, command.under, use)
        ruling = ruling.model_copy(update={"delegation": delegation})
    _DECISIONS[command.outcome](unit, request, command, by, ruling)
    if use and ruling.delegation:
        use_delegated(unit, ruling.delegation, use, by)


def _use(
    request: ChangeRequest, command: DecideRequest, by: Provenance, ruling: Ruling
) -> Use | None:
    """What an officer decides, for the delegation; nothing where the body decides or nobody does.

    Who takes a request back decides nothing.
    """
    if ruling.decided_by is None or command.outcome is Outcome.WITHDRAWN:
        return None
    lines = tuple(entry.checked() for entry in command.projects) or request.at_stake
    return Use(
        on=ruling.decided_on,
        officer=ruling.decided_by,
        used_for=request.id,
        amount=money_moved(lines) if command.outcome in _APPROVALS else None,
        consulted=command.consulted or (by.authority.consulted if by.authority else ()),
    )


def _approve(
    unit: UnitOfWork, request: ChangeRequest, command: DecideRequest, by: Provenance, ruling: Ruling
) -> None:
    partly = command.outcome is Outcome.APPROVED_IN_PART
    agreed = tuple(entry.checked() for entry in command.projects) if partly else None
    projects = {line.project: unit.get(Project, line.project) for line in request.lines}
    for line in agreed or ():
        projects.setdefault(line.project, unit.get(Project, line.project))
    approve(request, unit.get(Body, ruling.body), projects, by, ruling, agreed)
    for line in request.lines if agreed is None else agreed:
        _note_later(unit, projects[line.project], line, ruling)
    if ruling.decided_by and not ruling.resolution:
        unit.notes.append(
            f"{ruling.decided_by} decided {request.ref}, but no resolution is cited that delegates"
            " it: add `resolution`, so that the authority can be checked"
        )


def _note_later(unit: UnitOfWork, project: Project, line: ChangeLine, ruling: Ruling) -> None:
    later = project.moved_after(ruling.decided_on, line.measure)
    if later:
        unit.notes.append(
            f"the {line.measure} of {project.ref} was altered after {ruling.decided_on} already"
            f" ({', '.join(later)}), by people who did not know of this decision: check that they"
            " still hold"
        )


def _reject(
    unit: UnitOfWork, request: ChangeRequest, _: DecideRequest, by: Provenance, ruling: Ruling
) -> None:
    projects = {line.project: unit.get(Project, line.project) for line in request.lines}
    reject(request, unit.get(Body, ruling.body), projects, by, ruling)


def _defer(
    unit: UnitOfWork, request: ChangeRequest, command: DecideRequest, by: Provenance, ruling: Ruling
) -> None:
    defer(request, unit.get(Meeting, command.deferred_to or ""), by, ruling)


def _refer(
    unit: UnitOfWork, request: ChangeRequest, command: DecideRequest, by: Provenance, ruling: Ruling
) -> None:
    refer(request, unit.get(Body, command.referred_to or ""), by, ruling)


def _withdraw(
    _: UnitOfWork, request: ChangeRequest, __: DecideRequest, by: Provenance, ruling: Ruling
) -> None:
    request.withdraw(by, ruling)


_DECISIONS: dict[
    Outcome, Callable[[UnitOfWork, ChangeRequest, DecideRequest, Provenance, Ruling], None]
] = {
    Outcome.APPROVED: _approve,
    Outcome.APPROVED_IN_PART: _approve,
    Outcome.REJECTED: _reject,
    Outcome.DEFERRED: _defer,
    Outcome.REFERRED: _refer,
    Outcome.WITHDRAWN: _withdraw,
}


def _ruling(
    unit: UnitOfWork, request: ChangeRequest, command: DecideRequest, by: Provenance
) -> Ruling:
    cited = by.authority or Authority()
    body = either(request.ref, "body", command.body, cited.body) or request.to
    unit.get(Body, body)
    meeting_ref = either(request.ref, "meeting", command.meeting, cited.meeting)
    meeting = cited_meeting(unit, body, meeting_ref) if meeting_ref else None
    resolution_ref = either(request.ref, "resolution", command.resolution, cited.resolution)
    if command.under:
        resolution_ref = _delegating(request, body, resolution_ref, command.under)
    given_on = either(request.ref, "decided_on", command.decided_on, cited.decided_on)
    resolution = cited_resolution(unit, body, resolution_ref, given_on) if resolution_ref else None
    officer = either(request.ref, "officer", command.decided_by, cited.officer)
    if resolution and not officer:
        doubt = check_not_denied(request.ref, command.outcome, resolution)
        unit.notes.extend([doubt] if doubt else [])
    decided_on = day_of_decision(request.ref, given_on, meeting, resolution, officer)
    if command.outcome in _APPROVALS and not officer:
        check_may_be_called_in(unit.get(Body, body), request.ref, decided_on, resolution)
    return Ruling(
        body=body,
        decided_on=decided_on,
        meeting=meeting_ref or (resolution.meeting if resolution else None),
        resolution=resolution_ref,
        decided_by=officer,
        conditions=command.conditions,
        commentary=command.commentary,
    )


def _delegating(request: ChangeRequest, body: str, cited: str | None, under: str) -> str:
    """The resolution of a delegation, which must be of the deciding body and the one cited."""
    delegation = DelegationKey.parse(under)
    if delegation.body != body:
        raise ContradictoryCommand(
            request.ref,
            f"{under} is a delegation of {delegation.body}, and {request.ref} lies with {body}",
        )
    return either(request.ref, "resolution", cited, delegation.number) or delegation.number


def _authority_of(ruling: Ruling) -> Authority:
    return Authority(
        body=ruling.body,
        decided_on=ruling.decided_on,
        meeting=ruling.meeting,
        resolution=ruling.resolution,
        officer=ruling.decided_by,
    )
