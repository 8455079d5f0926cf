"""What steps do with a change request: comment on it, decide it."""

from __future__ import annotations

from domain.changes.request import ChangeRequest
from domain.resolutions.delegation import DelegationKey
from domain.routes.parts import Consequence
from engine.cases.acting import outcome_of
from engine.cases.attempt import Attempt
from engine.commands.changes import CommentOnRequest, DecideRequest
from engine.consequences.building import built
from engine.handlers import changes as on_changes


def comment(attempt: Attempt, consequence: Consequence) -> None:
    """Put what is attached on record as comments on the request."""
    request = attempt.unit.get(ChangeRequest, attempt.case.subject)
    for paper in attempt.command.attachments:
        if paper.kind in attempt.step.attachments:
            said = built(
                CommentOnRequest,
                request.ref,
                change_request=request.ref,
                by=consequence.by or str(attempt.held.role if attempt.held else paper.kind),
                text=paper.wording,
                author=paper.by or attempt.by.actor,
                made_on=attempt.on,
            )
            on_changes.comment(attempt.unit, request, said, attempt.by)


def decide(attempt: Attempt, _: Consequence) -> None:
    """Decide the request; an approval re-baselines its projects in the same transaction."""
    request, command = attempt.unit.get(ChangeRequest, attempt.case.subject), attempt.command
    withdrawn = outcome_of(attempt.step) == "withdrawn"
    said = built(
        DecideRequest,
        request.ref,
        change_request=request.ref,
        outcome=outcome_of(attempt.step),
        body=None if withdrawn else attempt.body,
        decided_on=attempt.on,
        meeting=attempt.meeting.ref if attempt.meeting and not command.under else None,
        resolution=_resolution(attempt),
        decided_by=attempt.by.actor if command.under else None,
        under=command.under,
        consulted=command.consulted,
        conditions=command.conditions,
        deferred_to=command.deferred_to,
        referred_to=command.referred_to,
        projects=command.projects,
        commentary=command.commentary,
    )
    on_changes.decide(attempt.unit, request, said, attempt.by)


def _resolution(attempt: Attempt) -> str | None:
    """The resolution that is cited: of a delegation the one that delegates."""
    if attempt.command.under:
        return DelegationKey.parse(attempt.command.under).resolution.partition("/")[2]
    return attempt.resolution_number
