"""Guards that a decision lacks, and guards and consequences that lack what they go by."""

from __future__ import annotations

from collections.abc import Iterator

from domain.changes.parts import Outcome
from domain.gates.parts import GateOutcome
from domain.routes.parts import Doing, GuardRule, Step
from domain.routes.route import Route
from engine.routes.checks.findings import Finding, FindingKind, in_step, steps_of
from engine.routes.reading import WrittenRoute

_OF_A_DECISION = {
    GuardRule.NOT_RAISER: "who raised it could decide it",
    GuardRule.NO_INTEREST: "somebody with a pecuniary interest in it could act",
    GuardRule.QUORATE: "a meeting without a quorum could decide it",
    GuardRule.WITHIN_REMIT: "a body outside its remit, or above its limit, could decide it",
}
_BY_RESOLUTION = (Doing.DECIDE_CHANGE_REQUEST, Doing.SET_BASELINE)
"""What a body resolves; a gate it may decide at a meeting."""
_TAKEN_AT = {
    GuardRule.QUORATE: ("meeting", "resolution"),
    GuardRule.NO_INTEREST: ("meeting", "resolution"),
    GuardRule.CLEAR_DAYS: ("meeting",),
    GuardRule.RESOLUTION_CARRIED: ("resolution",),
}
_OF_A_BODY = (GuardRule.WITHIN_REMIT, GuardRule.RESOLUTION_CARRIED)
_OF_A_RESOLUTION = (
    GuardRule.RESOLUTION_IN_FORCE,
    GuardRule.RESOLUTION_CALLED_IN,
    GuardRule.RESOLUTION_REFERRED_BACK,
)
_AFTER_THE_MEETING = {GuardRule.QUORATE, GuardRule.RESOLUTION_CARRIED}
_NEEDED_FOR = {
    Outcome.DEFERRED.value: ("deferred_to",),
    Outcome.REFERRED.value: ("referred_to",),
    GateOutcome.CONDITIONAL_GO.value: ("conditions",),
    GateOutcome.NO_GO.value: ("must_change",),
    GateOutcome.RECYCLE.value: ("recycle_to",),
}


def missing_guards(written: WrittenRoute) -> Iterator[Finding]:
    """Find decisions without the guards that every decision has."""
    for number, step in steps_of(written):
        rules = {guard.rule for guard in step.guards}
        for rule, danger in _OF_A_DECISION.items() if step.decides else ():
            if rule not in rules:
                told = f"this step decides, and without the guard {rule} {danger}"
                yield in_step(written, number, FindingKind.MISSING_GUARD, told, "guards")
        carried = GuardRule.RESOLUTION_CARRIED
        done = step.consequence
        if step.decides and done and done.does in _BY_RESOLUTION and carried not in rules:
            told = f"this step decides, and without the guard {carried} no body need have said so"
            yield in_step(written, number, FindingKind.MISSING_GUARD, told, "guards")


def guards_without_ground(written: WrittenRoute) -> Iterator[Finding]:
    """Find guards that ask for what the step does not name."""
    for number, step in steps_of(written):
        for each, guard in enumerate(step.guards):
            if lacking := _lacking(written.route, step, guard.rule):
                told = f"the guard {guard.rule} cannot be checked: {lacking}"
                yield in_step(
                    written, number, FindingKind.GUARD_WITHOUT_GROUND, told, "guards", each
                )


def _lacking(route: Route, step: Step, rule: GuardRule) -> str | None:
    at_the_meeting = {guard.rule for guard in step.guards} & _AFTER_THE_MEETING
    if rule is GuardRule.CLEAR_DAYS and at_the_meeting:
        named = ", ".join(sorted(at_the_meeting))
        return f"it asks for days before the meeting, and {named} for what the meeting did"
    fields = _TAKEN_AT.get(rule, ())
    if fields and not {*fields} & {*step.needs}:
        return f"put {' or '.join(fields)} among the `needs` of the step"
    if rule in _OF_A_BODY and any(taker.part is None for taker in step.takers):
        return "say of which part the taker is, as in `by: clerk of deciding`"
    if rule in _OF_A_RESOLUTION and not any("resolution" in other.needs for other in route.steps):
        return "no step of this route names a resolution"
    if rule is GuardRule.CRITERIA_ASSESSED and route.subject != "gate":
        return f"a {route.subject} has no criteria, only a gate has"
    return None


def missing_needs(written: WrittenRoute) -> Iterator[Finding]:
    """Find steps whose consequence takes more than the step asks for."""
    for number, step in steps_of(written):
        for need, purpose in _needed(step).items():
            if need not in step.needs:
                told = f"put {need} among the `needs` of this step: {purpose}"
                yield in_step(written, number, FindingKind.MISSING_NEED, told, "needs")
        done = step.consequence
        if done and done.does is Doing.COMMENT and not done.by:
            told = "say in the consequence who comments, as in `by: finance`"
            yield in_step(written, number, FindingKind.MISSING_NEED, told, "consequence")
        if done and done.outcome == Outcome.REFERRED and not step.assigns:
            told = "say in `assigns` which part the body plays to which this is referred"
            yield in_step(written, number, FindingKind.MISSING_NEED, told, "consequence")


def _needed(step: Step) -> dict[str, str]:
    """Return the needs of a step, each with what it is for."""
    done = step.consequence
    needed: dict[str, str] = {}
    if step.assigns:
        needed["referred_to"] = f"it says which body plays the part {step.assigns} from then on"
    if done and done.does is Doing.SET_BASELINE:
        needed |= dict.fromkeys(("project", "profile"), "the baseline is set from it")
    outcome = (done and done.outcome) or ""
    for need in _NEEDED_FOR.get(outcome, ()):
        needed.setdefault(need, f"the outcome {outcome} says it")
    return needed
