"""Every guard, in one place: which function keeps which rule."""

from __future__ import annotations

from collections.abc import Callable

from domain.routes.parts import Guard, GuardRule
from engine.cases.attempt import Attempt
from engine.guards.call_in import resolution_called_in, resolution_referred_back
from engine.guards.decisions import (
    criteria_assessed,
    resolution_carried,
    resolution_in_force,
    within_remit,
)
from engine.guards.meetings import clear_days, quorate
from engine.guards.people import no_interest, not_raiser

_GUARDS: dict[GuardRule, Callable[[Attempt, Guard], None]] = {
    GuardRule.NOT_RAISER: not_raiser,
    GuardRule.NO_INTEREST: no_interest,
    GuardRule.QUORATE: quorate,
    GuardRule.WITHIN_REMIT: within_remit,
    GuardRule.RESOLUTION_CARRIED: resolution_carried,
    GuardRule.RESOLUTION_IN_FORCE: resolution_in_force,
    GuardRule.RESOLUTION_CALLED_IN: resolution_called_in,
    GuardRule.RESOLUTION_REFERRED_BACK: resolution_referred_back,
    GuardRule.CLEAR_DAYS: clear_days,
    GuardRule.CRITERIA_ASSESSED: criteria_assessed,
}


def check_guards(attempt: Attempt) -> None:
    """Refuse a step unless every guard of it holds.

    Raises:
        DomainError: what the first guard that does not hold says.
    """
    for guard in attempt.step.guards:
        _GUARDS[guard.rule](attempt, guard)
