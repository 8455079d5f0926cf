"""Guards about call-in: a case goes that way only when its resolution did."""

from __future__ import annotations

from datetime import date

from domain.errors import NotInForce
from domain.resolutions.afterwards import CallInOutcome
from domain.routes.parts import Guard
from engine.cases.attempt import Attempt
from engine.guards.decisions import resting_on


def resolution_called_in(attempt: Attempt, _: Guard) -> None:
    """Refuse to wait for a call-in on a day on which none was on: not yet, or not any more.

    It goes by the day of the step, which may come into the book after what came of the call-in.

    Raises:
        NotInForce: saying how a call-in is recorded, or how it ended.
    """
    resolution = resting_on(attempt)
    if resolution.suspended_on(attempt.on):
        return
    decided_on = resolution.call_in_decided_on
    if resolution.call_in_outcome and decided_on and decided_on <= attempt.on:
        raise NotInForce(
            attempt.case.ref,
            f"resolution {resolution.ref} was called in on {resolution.called_in_on} and"
            f" {_told(resolution.call_in_outcome)} on {decided_on}: there was"
            f" nothing to wait for on {attempt.on}; date the step to the call-in, with"
            f" `--on {resolution.called_in_on}`",
        )
    raise NotInForce(
        attempt.case.ref,
        f"resolution {resolution.ref} was not called in by {attempt.on}: record that first,"
        f" with `minutebook resolution call-in {resolution.ref}`",
    )


def resolution_referred_back(attempt: Attempt, _: Guard) -> None:
    """Refuse to decide again what was not referred back.

    Raises:
        NotInForce: saying how the outcome of a call-in is recorded.
    """
    resolution = resting_on(attempt)
    decided_on = resolution.call_in_decided_on or date.max
    if resolution.call_in_outcome is not CallInOutcome.REFERRED_BACK or attempt.on < decided_on:
        raise NotInForce(
            attempt.case.ref,
            f"resolution {resolution.ref} was not referred back after a call-in by {attempt.on}:"
            " record that first, with `minutebook resolution call-in-outcome"
            f" {resolution.ref} referred-back`",
        )


def _told(outcome: CallInOutcome) -> str:
    return outcome.value.replace("-", " ")
