"""How a journey can end: what a final state of a route means."""

from __future__ import annotations

from typing import Final

from domain.routes.parts import GuardRule, State, Step
from domain.routes.route import Route

AGREED: Final = "agreed"
REFUSED: Final = "refused"
WITHDRAWN: Final = "withdrawn"
OVER: Final = "over"

ENDINGS: Final = (AGREED, REFUSED, WITHDRAWN, OVER)

_OUTCOMES: Final = {
    "approved": AGREED,
    "approved-in-part": AGREED,
    "go": AGREED,
    "conditional-go": AGREED,
    "rejected": REFUSED,
    "withdrawn": WITHDRAWN,
}
_WORDS: Final = {
    WITHDRAWN: ("withdraw",),
    REFUSED: ("reject", "refus", "declin", "dismiss", "not-", "no-go"),
    AGREED: ("approv", "agree", "accept", "grant", "adopt"),
}
_AGREEING: Final = (GuardRule.RESOLUTION_CARRIED, GuardRule.RESOLUTION_IN_FORCE)


def ending_of(route: Route, state: State) -> str | None:
    """Return how a journey ends in a state, or nothing where it goes on from there.

    A route does not say it. What the steps that lead there do in the domain does, where they do
    anything; else the names of the state and of those steps; else whether they ask for a
    resolution. What none of them tells is simply over.
    """
    if not state.final:
        return None
    steps = [step for step in route.steps if step.to == state.name]
    return _by_consequence(steps) or _by_name(state, steps) or _by_guard(steps) or OVER


def _by_consequence(steps: list[Step]) -> str | None:
    for step in steps:
        if step.consequence and step.settles and step.consequence.outcome is None:
            return AGREED
        if step.consequence and step.consequence.outcome in _OUTCOMES:
            return _OUTCOMES[step.consequence.outcome]
    return None


def _by_name(state: State, steps: list[Step]) -> str | None:
    for name in (state.name, *(step.name for step in steps)):
        for ending, beginnings in _WORDS.items():
            if name.startswith(beginnings):
                return ending
    return None


def _by_guard(steps: list[Step]) -> str | None:
    asked = {guard.rule for step in steps for guard in step.guards}
    return AGREED if asked.intersection(_AGREEING) else None
