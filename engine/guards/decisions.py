"""Guards about decisions: within remit and limit, carried, in force, and on all criteria."""

from __future__ import annotations

from domain.bodies.body import Body
from domain.bodies.remit import check_remit
from domain.bodies.terms import Matter
from domain.changes.lines import money_moved
from domain.changes.parts import Outcome
from domain.changes.request import ChangeRequest
from domain.errors import AuthorityMissing, GateNotMet, OutsideRemit, StepNotAllowed
from domain.resolutions.resolution import Resolution
from domain.routes.parts import Doing, Guard, GuardRule
from domain.savings.project import Project
from domain.values.amounts import ZERO
from engine.authority.saying import check_says_so
from engine.cases.acting import outcome_of
from engine.cases.attempt import Attempt
from engine.cases.subjects import CHANGE_REQUEST, GATE, gate_of
from engine.errors import ContradictoryCommand

_APPROVES = ("approved", "approved-in-part")
_NAMED = 12


def within_remit(attempt: Attempt, _: Guard) -> None:
    """Refuse what the terms of reference of the body do not give it.

    The limit counts where a sum is approved; who may not approve it may refer it.

    Raises:
        OutsideRemit: where the matter is not the body's.
        AboveFinancialLimit: where the sum is above its limit.
    """
    if attempt.body is None:
        raise OutsideRemit(
            attempt.case.ref,
            f"{attempt.step.name} of {attempt.case.ref} is for a body to decide: let its clerk"
            " record it",
        )
    body = attempt.unit.get(Body, attempt.body)
    kind = attempt.case.subject_kind
    if kind == CHANGE_REQUEST:
        _check_request(attempt, body)
    elif kind == GATE:
        check_remit(body, Matter.GATES, attempt.on)
    else:
        body.check_in_force(attempt.on)


def resolution_carried(attempt: Attempt, _: Guard) -> None:
    """Refuse what no resolution of the body carried while the case was before it.

    That it is in force, after any call-in, is another guard; what it decides asks for that itself.

    Raises:
        AuthorityMissing: where none is named.
        OutsideRemit: where it is another body's.
        NotInForce: where it was lost, or another has ended it by that day.
        StepNotAllowed: where it was adopted before the case came to the body.
    """
    if attempt.command.under:
        return  # that resolution was asked about with the delegation
    case, resolution = attempt.case, attempt.resolution
    if resolution is None:
        raise AuthorityMissing(
            case.ref,
            f"{attempt.step.name} of {case.ref} needs the resolution of {attempt.body} that says"
            " so: add `resolution`",
        )
    if resolution.body != attempt.body:
        raise OutsideRemit(
            case.ref,
            f"{attempt.step.name} of {case.ref} is for {attempt.body}: {resolution.ref} is a"
            f" resolution of {resolution.body}",
        )
    # It may still be called in: what a step decides in the domain asks whether it is in force.
    resolution.check_stands(attempt.on)
    case.check_not_spent(resolution.ref)
    if resolution.adopted_on < case.entered_on:
        raise StepNotAllowed(
            case.ref,
            f"resolution {resolution.number} was adopted on {resolution.adopted_on}, before"
            f" {case.ref} came to {case.state} on {case.entered_on}: it cannot have decided it",
        )
    _check_says_so(attempt, resolution)


def _check_says_so(attempt: Attempt, resolution: Resolution) -> None:
    """Refuse a decision that no clause of its resolution can have taken."""
    case, does = attempt.case, attempt.step.consequence
    if does is None or does.does not in (Doing.DECIDE_CHANGE_REQUEST, Doing.SET_BASELINE):
        return  # a gate is decided by what was found, its resolution need only be carried
    outcome = Outcome(does.outcome) if does.outcome else Outcome.APPROVED
    check_says_so(case.ref, case.subject, outcome, resolution, attempt.command.referred_to)


def resolution_in_force(attempt: Attempt, _: Guard) -> None:
    """Refuse what rests on a resolution that is not in force, as while it may be called in.

    It is the one by which the case was last moved.

    Raises:
        AuthorityMissing: where there is none.
        ContradictoryCommand: where the step names another.
        NotInForce: where it does not carry it on that day.
    """
    resting_on(attempt).check_carries(attempt.on)


def resting_on(attempt: Attempt) -> Resolution:
    """The resolution by which the case was last moved, or else the one that a step names.

    A step that is itself decided by a resolution, as `resolution-carried` asks, rests on its own.

    Raises:
        AuthorityMissing: where there is none.
        ContradictoryCommand: where the step names another than the case rests on.
    """
    case, named = attempt.case, attempt.resolution
    decided = any(guard.rule is GuardRule.RESOLUTION_CARRIED for guard in attempt.step.guards)
    rests_on = named.ref if named and (decided or not case.resolution) else case.resolution
    if rests_on is None:
        raise AuthorityMissing(
            case.ref,
            f"{attempt.step.name} of {case.ref} rests on a resolution: add `resolution`",
        )
    if named and named.ref != rests_on:
        raise ContradictoryCommand(
            case.ref,
            f"{case.ref} rests on resolution {rests_on}, by which it was decided: that alone says"
            f" whether it may {attempt.step.name}, and not {named.ref}; leave `resolution` out",
        )
    return attempt.unit.get(Resolution, rests_on)


def criteria_assessed(attempt: Attempt, _: Guard) -> None:
    """Refuse to go on with a gate before every criterion was assessed for it.

    Raises:
        GateNotMet: naming those that were not.
        UnknownReference: where what travels is no gate.
    """
    sequence, number = gate_of(attempt.unit, attempt.case.subject)
    now = {assessment.criterion for assessment in attempt.command.assessments}
    left = [ref for ref in sequence.not_assessed(number, attempt.on) if ref not in now]
    if left:
        more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
        raise GateNotMet(
            attempt.case.ref,
            f"{len(left)} criteria of gate {number} are not assessed:"
            f" {', '.join(left[:_NAMED])}{more};"
            f" record how they were found with `minutebook gate assess {sequence.ref} {number}`",
        )


def _check_request(attempt: Attempt, body: Body) -> None:
    outcome = outcome_of(attempt.step)
    lines = attempt.unit.get(ChangeRequest, attempt.case.subject).at_stake
    if outcome == "approved-in-part":
        lines = tuple(entry.checked() for entry in attempt.command.projects)
    projects = [attempt.unit.get(Project, line.project) for line in lines]
    check_remit(
        body,
        Matter.SAVINGS_CHANGES,
        attempt.on,
        portfolios=[project.portfolio_at(attempt.on) for project in projects],
        amount=money_moved(lines) if outcome in _APPROVES else ZERO,
    )
