"""Who takes a step: somebody in a role, the delegate of a resolution, or time itself."""

from __future__ import annotations

from datetime import date

from domain.aggregate import Provenance
from domain.authority.actor import Held
from domain.authority.roles import OfficeRole
from domain.cases.case import Case
from domain.changes.lines import money_moved
from domain.changes.request import ChangeRequest
from domain.errors import RoleMissing, StepNotAllowed
from domain.resolutions.delegation import DelegationKey, Use
from domain.routes.parts import Doing, GuardRule, Step
from domain.routes.route import Route
from engine.authority.acting import acting_as
from engine.authority.delegated import check_delegated
from engine.cases.subjects import CHANGE_REQUEST
from engine.commands.cases import TakeStep
from engine.unit_of_work import UnitOfWork

CLOCK = "the clock"
"""Who acts where time itself takes a step."""

_APPROVES = ("approved", "approved-in-part")


def acting(
    unit: UnitOfWork,
    case: Case,
    route: Route,
    step: Step,
    command: TakeStep,
    by: Provenance,
    on: date,
) -> tuple[Held | None, str | None]:
    """The role in which somebody takes a step and the body for which they do.

    Raises:
        RoleMissing: where it is not theirs to take.
        StepNotAllowed: where a step that decides nothing is taken under a delegation.
        RuleBroken: the refusals of a delegation.
    """
    takers = takers_of(case, step)
    if command.under:
        return None, _delegated_by(unit, case, step, command, by, on)
    if case.is_for_time(route, step, on) and (by.actor == CLOCK or not step.takers):
        return None, None
    if by.actor == CLOCK:
        raise RoleMissing(
            case.ref, f"{step.name} of {case.ref} is for people to take: its time has not come"
        )
    held = acting_as(unit, by.actor, takers, on, f"the step {step.name} of {case.ref}")
    return held, held.body


def takers_of(case: Case, step: Step) -> list[tuple[OfficeRole, str | None]]:
    """The roles that may take a step, with the bodies that play their parts in this case."""
    return [
        (taker.role, case.bodies.get(taker.part) if taker.part else None)
        for taker in step.takers
        if taker.part is None or taker.part in case.bodies
    ]


def use_of(
    unit: UnitOfWork, case: Case, step: Step, command: TakeStep, by: Provenance, on: date
) -> Use:
    """What is decided under a delegation, and the money that it moves."""
    amount = None
    if case.subject_kind == CHANGE_REQUEST and outcome_of(step) in _APPROVES:
        lines = tuple(entry.checked() for entry in command.projects)
        amount = money_moved(lines or unit.get(ChangeRequest, case.subject).at_stake)
    elif step.consequence and step.consequence.does is Doing.SET_BASELINE and command.profile:
        amount = command.profile.moved
    return Use(
        on=on,
        officer=by.actor,
        used_for=f"{case.subject_kind}:{case.subject}",
        amount=amount,
        consulted=command.consulted,
    )


def outcome_of(step: Step) -> str | None:
    """The outcome of a step that decides."""
    return step.consequence.outcome if step.consequence else None


def _delegated_by(
    unit: UnitOfWork, case: Case, step: Step, command: TakeStep, by: Provenance, on: date
) -> str:
    """The body that delegated, once its resolution is found to permit the step."""
    if not any(guard.rule is GuardRule.RESOLUTION_CARRIED for guard in step.guards):
        raise StepNotAllowed(
            case.ref,
            f"{step.name} of {case.ref} decides nothing that could be delegated: it is taken by"
            f" the {' or the '.join(map(str, step.takers)) or 'passing of time'}",
        )
    ref = command.under or ""
    body = DelegationKey.parse(ref).resolution.partition("/")[0]
    if body not in {of for _, of in takers_of(case, step)}:
        raise RoleMissing(
            case.ref,
            f"{step.name} of {case.ref} is not for {body} to decide, and so not for its delegate:"
            f" {ref} does not reach it",
        )
    check_delegated(unit, ref, use_of(unit, case, step, command, by, on))
    return body
