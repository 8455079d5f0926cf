"""Every consequence, in one place: which function does what a route says."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from domain.cases.case import Case
from domain.routes.parts import Consequence, Doing, Step
from engine.cases.attempt import Attempt
from engine.commands.cases import TakeStep
from engine.consequences import changes, gates, savings
from engine.errors import ContradictoryCommand

_DOINGS: dict[Doing, tuple[str | None, Callable[[Attempt, Consequence], None]]] = {
    Doing.COMMENT: ("change-request", changes.comment),
    Doing.DECIDE_CHANGE_REQUEST: ("change-request", changes.decide),
    Doing.DECIDE_GATE: ("gate", gates.decide),
    Doing.SET_BASELINE: (None, savings.set_baseline),
}
"""What each does, and the kind of subject it needs."""

_TAKES: dict[Doing, tuple[str, ...]] = {
    Doing.COMMENT: (),
    Doing.DECIDE_CHANGE_REQUEST: ("conditions", "projects", "commentary"),
    Doing.DECIDE_GATE: ("conditions", "assessments", "must_change", "recycle_to"),
    Doing.SET_BASELINE: ("project", "measure", "profile"),
}
"""The fields of a step that each puts on record."""


def check_taken(case: Case, step: Step, command: TakeStep) -> None:
    """Refuse a step that says what nothing puts on record, rather than to let it go.

    Raises:
        ContradictoryCommand: naming the field.
    """
    taken = _TAKES[step.consequence.does] if step.consequence else ()
    for field in dict.fromkeys(chain.from_iterable(_TAKES.values())):
        if field not in taken and getattr(command, field):
            raise ContradictoryCommand(
                case.ref, f"{step.name} of {case.ref} does nothing with `{field}`: leave it out"
            )


def bring_about(attempt: Attempt) -> None:
    """Do what a step does in the domain.

    Raises:
        DomainError: what the rules of the domain refuse.
        ContradictoryCommand: where the route would decide something that does not travel.
    """
    consequence = attempt.step.consequence
    if consequence is None:
        return
    needed, do = _DOINGS[consequence.does]
    if needed and needed != attempt.case.subject_kind:
        raise ContradictoryCommand(
            attempt.case.ref,
            f"{attempt.step.name} of the route {attempt.route.key} is for a {needed}, and"
            f" {attempt.case.ref} is none: the route's `subject` must say {needed}",
        )
    do(attempt, consequence)
