"""Whether an outcome follows from how the criteria of a gate were found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from domain.conditions.parts import Condition
from domain.errors import GateNotMet, RuleBroken, UnknownReference
from domain.gates.parts import Assessment, Criterion, GateOutcome, Result

_MOST_NAMED = 12
_FULFILLED = (Result.MET, Result.WAIVED)


class Verdict(NamedTuple):
    """What a body decides at a gate.

    Attributes:
        outcome: go, conditional go, no-go or recycle.
        assessments: how criteria were found at the decision itself.
        conditions: what a conditional go hangs on.
        must_change: what must change after a no-go.
        recycle_to: the earlier gate that a recycle goes back to.
    """

    outcome: GateOutcome
    assessments: tuple[Assessment, ...] = ()
    conditions: tuple[Condition, ...] = ()
    must_change: tuple[str, ...] = ()
    recycle_to: int | None = None


def check_assessments(
    ref: str, gate: int, criteria: Iterable[Criterion], assessments: tuple[Assessment, ...]
) -> None:
    """Refuse an assessment of a criterion that there is not, or of one twice.

    Raises:
        UnknownReference: naming the criterion.
        RuleBroken: where one stands twice.
    """
    found = {assessment.criterion for assessment in assessments}
    unknown = sorted(found - {criterion.ref for criterion in criteria})
    if unknown:
        raise UnknownReference(ref, f"{ref} has no criterion {unknown[0]}")
    if len(found) < len(assessments):
        raise RuleBroken(ref, f"gate {gate} of {ref} assesses each criterion once, not twice")


def check_outcome(
    ref: str,
    gate: int,
    criteria: Iterable[Criterion],
    found: Mapping[str, Result],
    verdict: Verdict,
) -> None:
    """Refuse an outcome that the criteria do not bear out, or that leaves out what it must say.

    Raises:
        GateNotMet: saying which criteria are in the way, and what to do.
    """
    missing = [known.ref for known in criteria if known.ref not in found]
    unmet = [
        known.ref
        for known in criteria
        if known.mandatory and found.get(known.ref) not in _FULFILLED and known.ref in found
    ]
    outcome = verdict.outcome
    problem = None
    if missing:
        problem = (
            f"assesses every criterion anew: {_named(missing)} missing; record how they were found"
            f" with `minutebook gate assess {ref} {gate}`"
        )
    elif outcome is GateOutcome.GO and unmet:
        problem = (
            f"cannot say go: {_named(unmet)} not met and not waived; they may be waived"
            f" (`minutebook gate waive {ref} {unmet[0]}`), or the gate says a conditional go"
        )
    else:
        problem = _left_out(gate, verdict)
    if problem:
        raise GateNotMet(ref, f"gate {gate} of {ref} {problem}")


def _left_out(gate: int, verdict: Verdict) -> str | None:
    """Say what an outcome says too much or too little of."""
    outcome = verdict.outcome
    if outcome is not GateOutcome.RECYCLE and verdict.recycle_to is not None:
        return "names a gate to go back to: with it the outcome is recycle"
    if outcome is GateOutcome.GO and (verdict.conditions or verdict.must_change):
        return "says go without conditions: with them it is a conditional go"
    if outcome is GateOutcome.CONDITIONAL_GO and not verdict.conditions:
        return "says go on conditions: list them in `conditions`"
    if outcome is GateOutcome.NO_GO and not verdict.must_change:
        return "says no-go: say in `must_change` what must change"
    if outcome is GateOutcome.RECYCLE and not 0 < (verdict.recycle_to or 0) < gate:
        return "recycles to an earlier gate: say in `recycle_to` to which" + (
            f", 1 to {gate - 1}" if gate > 1 else "; the first gate has none, and says no-go"
        )
    return None


def _named(refs: list[str]) -> str:
    more = len(refs) - _MOST_NAMED
    return ", ".join(refs[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
