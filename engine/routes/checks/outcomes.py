"""Consequences that the domain does not know, or that part a case from what travels."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from domain.changes.parts import Outcome
from domain.gates.parts import GateOutcome
from domain.routes.parts import Consequence, Doing, Step
from domain.routes.route import Route
from domain.values.terms import Term
from engine.routes.checks.findings import Finding, FindingKind, in_step, steps_of
from engine.routes.reading import WrittenRoute

_OUTCOMES: dict[Doing, type[Term]] = {
    Doing.DECIDE_CHANGE_REQUEST: Outcome,
    Doing.DECIDE_GATE: GateOutcome,
}
_SUBJECTS = {
    Doing.COMMENT: "change-request",
    Doing.DECIDE_CHANGE_REQUEST: "change-request",
    Doing.DECIDE_GATE: "gate",
}
_DECIDING = {"change-request": Doing.DECIDE_CHANGE_REQUEST, "gate": Doing.DECIDE_GATE}
_LAST_WORDS = {
    "change-request": {
        Outcome.APPROVED.value,
        Outcome.APPROVED_IN_PART.value,
        Outcome.REJECTED.value,
        Outcome.WITHDRAWN.value,
    },
    "gate": {GateOutcome.GO.value, GateOutcome.CONDITIONAL_GO.value},
}
_GO_ON = {Outcome.DEFERRED.value, Outcome.REFERRED.value, GateOutcome.NO_GO.value}


def unknown_outcomes(written: WrittenRoute) -> Iterator[Finding]:
    """Find outcomes that the domain does not know."""
    for number, step in steps_of(written):
        if step.consequence and (wrong := _wrong_outcome(step.consequence)):
            yield in_step(
                written, number, FindingKind.UNKNOWN_OUTCOME, wrong, "consequence", "outcome"
            )


def _wrong_outcome(done: Consequence) -> str | None:
    terms = _OUTCOMES.get(done.does)
    if terms is None:
        return f"{done.does} has no outcome: leave `outcome` out" if done.outcome else None
    known = [term.value for term in terms]
    if done.outcome is None:
        return f"{done.does} needs an `outcome`: {', '.join(known)}"
    if done.outcome in known:
        return None
    close = get_close_matches(done.outcome, known, n=1)
    hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}"
    return f"{done.does} knows no outcome {done.outcome}: {hint}"


def parted_ways(written: WrittenRoute) -> Iterator[Finding]:
    """Find steps after which the case would say something else than what travels."""
    for number, step in steps_of(written):
        if told := _parting(written.route, step):
            yield in_step(written, number, FindingKind.CASE_AND_SUBJECT, told, "consequence")


def _parting(route: Route, step: Step) -> str | None:
    done, to = step.consequence, route.state(step.to)
    wanted = _SUBJECTS.get(done.does) if done else None
    if done and wanted and wanted != route.subject:
        return f"{done.does} is for the subject {wanted}, and this route's is {route.subject}"
    last_words = _LAST_WORDS.get(route.subject)
    if last_words is None or to is None:
        return None
    outcome = done.outcome if done and done.does is _DECIDING[route.subject] else None
    if to.final and outcome is None:
        return (
            f"the case ends in {to.name}, and nothing decides the {route.subject}: give this step"
            " a consequence"
        )
    if to.final and outcome in _GO_ON:
        return (
            f"the case ends in {to.name}, and {outcome} leaves the {route.subject} open: lead to a"
            " state that is not final"
        )
    if not to.final and outcome in last_words:
        return f"{outcome} is the last word on it: lead to a final state, not to {to.name}"
    return None
