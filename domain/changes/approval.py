"""The rules of deciding a request: remit, freshness, and all projects re-baselined together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from domain.aggregate import Provenance
from domain.authority.raiser import check_not_raiser
from domain.bodies.body import Body
from domain.bodies.remit import check_remit
from domain.bodies.terms import Matter
from domain.changes.lines import ChangeLine, money_moved
from domain.changes.parts import Ruling
from domain.changes.request import ChangeRequest
from domain.errors import (
    NoBaseline,
    NotInForce,
    OutsideRemit,
    RuleBroken,
    StaleChangeRequest,
)
from domain.meetings.meeting import Meeting
from domain.savings.project import Project
from domain.values.amounts import ZERO, in_pounds

Projects = Mapping[str, Project]


def approve(
    request: ChangeRequest,
    body: Body,
    projects: Projects,
    by: Provenance,
    ruling: Ruling,
    agreed: tuple[ChangeLine, ...] | None = None,
) -> None:
    """Approve a request, whole or in part, and re-baseline every project of it.

    The facts of the request and of its projects go into one transaction: all or none.

    Args:
        request: the request.
        body: the deciding body.
        projects: the request's projects by reference.
        by: who records it, and where it comes from.
        ruling: the decision.
        agreed: the lines approved, where only part is.

    Raises:
        RuleBroken: the refusals of `ChangeRequest.check_decidable` and `check_remit`; further
            `StaleChangeRequest` where the book's profile on the day of decision is another than
            the request expects, `NoBaseline` where a project has no figure to change, and
            `NotInForce` where it is closed. Every refusal comes before the first fact.
    """
    if request.reopened:
        confirm(request, body, projects, by, ruling, agreed)
        return
    lines = request.lines if agreed is None else agreed
    _check_approvable(request, body, projects, ruling, lines)
    if agreed is None:
        request.approve(by, ruling)
    else:
        request.approve_in_part(by, ruling, agreed)
    for line in lines:
        projects[line.project].rebaseline(
            by,
            ruling.decided_on,
            change_request=request.ref,
            kind=request.kind,
            measure=line.measure,
            expected=line.expected,
            revised=line.revised,
            reason=request.reasons,
        )


def _check_approvable(
    request: ChangeRequest,
    body: Body,
    projects: Projects,
    ruling: Ruling,
    lines: tuple[ChangeLine, ...],
) -> None:
    if ruling.body != body.ref:
        raise OutsideRemit(
            request.ref, f"{request.ref} is decided by {ruling.body}, not by {body.ref}"
        )
    check_not_raiser(request.ref, request.raised_by, body.name)
    request.check_decidable(ruling)
    if lines is not request.lines:
        request.check_part(lines)
    check_remit(
        body,
        Matter.SAVINGS_CHANGES,
        ruling.decided_on,
        portfolios=_portfolios(projects, lines, ruling),
        amount=money_moved(lines),
    )
    for line in lines:
        _check_fresh(request, projects[line.project], line, ruling)


def reject(
    request: ChangeRequest, body: Body, projects: Projects, by: Provenance, ruling: Ruling
) -> None:
    """Refuse a request; who may not approve a matter may not reject it either.

    Where the request was approved and a condition of that was breached, what the approval changed
    in the figures goes back in the same transaction, whatever else has changed them since.

    Raises:
        RuleBroken: the refusals of `ChangeRequest.check_decidable` and `check_remit`; further
            `StaleChangeRequest` where the figures cannot go back.
    """
    check_not_raiser(request.ref, request.raised_by, body.name)
    request.check_decidable(ruling)
    portfolios = _portfolios(projects, request.lines, ruling)
    check_remit(body, Matter.SAVINGS_CHANGES, ruling.decided_on, portfolios=portfolios)
    back = [_back(request, projects[line.project], line, ruling) for line in request.approved_lines]
    request.reject(by, ruling)
    for line in back:
        projects[line.project].rebaseline(
            by,
            ruling.decided_on,
            change_request=request.ref,
            kind=request.kind,
            measure=line.measure,
            expected=line.expected,
            revised=line.revised,
            reason=f"The approval of {request.ref} was taken back after a breach of its conditions",
        )


def confirm(
    request: ChangeRequest,
    body: Body,
    projects: Projects,
    by: Provenance,
    ruling: Ruling,
    agreed: tuple[ChangeLine, ...] | None,
) -> None:
    """Let an approval stand, one of whose conditions was breached; the figures stay as they are.

    Raises:
        RuleBroken: where only a part is to stand, and the refusals of
            `ChangeRequest.check_decidable` and `check_remit`.
    """
    if agreed is not None:
        raise RuleBroken(
            request.ref,
            f"the approval of {request.ref} stands as a whole (`approved`) or not at all"
            " (`rejected`): for other figures, raise a new request",
        )
    check_not_raiser(request.ref, request.raised_by, body.name)
    request.check_decidable(ruling)
    check_remit(
        body,
        Matter.SAVINGS_CHANGES,
        ruling.decided_on,
        portfolios=_portfolios(projects, request.approved_lines, ruling),
        amount=money_moved(request.approved_lines),
    )
    request.approve(by, ruling)


def _back(request: ChangeRequest, project: Project, line: ChangeLine, ruling: Ruling) -> ChangeLine:
    """The line that takes back what a line changed, from what the book has on the day."""
    project.check_open(ruling.decided_on)
    current = project.profile_at(ruling.decided_on, line.measure)
    back = current - line.change
    for year in line.change:
        if back[year] < min(ZERO, current[year]):
            raise StaleChangeRequest(
                request.ref,
                f"the figures of {project.ref} cannot go back to what they were before"
                f" {request.ref}: {year} has been changed since and would be"
                f" {in_pounds(back[year])}. Raise a new request against the book's profile",
            )
    return ChangeLine(project=line.project, measure=line.measure, expected=current, revised=back)


def defer(request: ChangeRequest, meeting: Meeting, by: Provenance, ruling: Ruling) -> None:
    """Put a request off to a later meeting, to whose business it returns.

    Raises:
        NotInForce: where that meeting was cancelled.
        RuleBroken: where it is not later than the decision, and the refusals of
            `ChangeRequest.check_decidable`.
    """
    request.check_decidable(ruling)
    if meeting.cancelled:
        raise NotInForce(meeting.ref, f"the meeting {meeting.ref} was cancelled")
    if meeting.body != request.to:
        raise OutsideRemit(
            request.ref,
            f"{request.ref} lies with {request.to}: {meeting.ref} is a meeting of {meeting.body};"
            " refer it, if that body is to decide",
        )
    if meeting.scheduled_for <= ruling.decided_on:
        raise RuleBroken(
            request.ref,
            f"{request.ref} is deferred to a later meeting: {meeting.ref} is on"
            f" {meeting.scheduled_for}, the decision on {ruling.decided_on}",
        )
    request.defer(by, ruling, deferred_to=meeting.ref)


def refer(request: ChangeRequest, body: Body, by: Provenance, ruling: Ruling) -> None:
    """Pass a request to another body, with which it then lies.

    Raises:
        NotInForce: where that body is not established on the day.
        RuleBroken: the refusals of `ChangeRequest.check_decidable`.
    """
    request.check_decidable(ruling)
    body.check_in_force(ruling.decided_on)
    request.refer(by, ruling, referred_to=body.ref)


def _portfolios(
    projects: Projects, lines: Iterable[ChangeLine], ruling: Ruling
) -> list[str | None]:
    return [projects[line.project].portfolio_at(ruling.decided_on) for line in lines]


def _check_fresh(
    request: ChangeRequest, project: Project, line: ChangeLine, ruling: Ruling
) -> None:
    if not project.has_figure(line.measure):
        raise NoBaseline(
            request.ref,
            f"{request.ref} changes the {line.measure} of {project.ref}, which was never set:"
            " record its baseline or opening balance first",
        )
    project.check_open(ruling.decided_on)
    current = project.profile_at(ruling.decided_on, line.measure)
    if current != line.expected:
        raise StaleChangeRequest(
            request.ref,
            f"{request.ref} is stale: for {project.ref} it expects {line.expected}; the book has"
            f" {current} on {ruling.decided_on}. Raise a new request against the book's profile",
        )
