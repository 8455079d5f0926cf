"""Guards about call-in: a case goes that way only when its resolution did."""

from __future__ import annotations

from domain.errors import NotInForce
from domain.resolutions.afterwards import CallInOutcome
from domain.routes.parts import Guard
from engine.cases.attempt import Attempt
from engine.guards.decisions import resting_on


def resolution_called_in(attempt: Attempt, _: Guard) -> None:
    """Refuse to wait for a call-in that is not recorded, or that is over.

    Raises:
        NotInForce: saying how a call-in is recorded, or how it ended.
    """
    resolution = resting_on(attempt)
    if resolution.call_in_outcome:
        raise NotInForce(
            attempt.case.ref,
            f"resolution {resolution.ref} was called in and {_told(resolution.call_in_outcome)}:"
            " there is nothing to wait for",
        )
    if resolution.called_in_on is None or attempt.on < resolution.called_in_on:
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
    if resolution.call_in_outcome is not CallInOutcome.REFERRED_BACK:
        raise NotInForce(
            attempt.case.ref,
            f"resolution {resolution.ref} was not referred back after a call-in: record that first,"
            f" with `minutebook resolution call-in-outcome {resolution.ref} referred-back`",
        )


def _told(outcome: CallInOutcome) -> str:
    return outcome.value.replace("-", " ")
