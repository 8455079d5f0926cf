"""Where a case stands on another version of its route: no guard is passed by way of that."""

from __future__ import annotations

from collections.abc import Collection

from domain.errors import StepNotAllowed
from domain.routes.parts import GuardRule, State
from domain.routes.route import Route


def state_on(
    ref: str, state: str, way: Collection[str], left: Route, route: Route, wanted: str | None
) -> str:
    """Return the state in which a case stands on another version of its route.

    It stays where it stands. Where the version does not have that state, another may stand for it:
    one in which the case stood on its way, the one in which the route begins, or one that the
    version it leaves does not have, unless decisions lead out of that and of the other did not.

    Args:
        ref: the case.
        state: where it stands.
        way: the states by which it came there.
        left: the version that it leaves.
        route: the version to which it goes.
        wanted: the state that is to stand for the one in which it stands.

    Raises:
        StepNotAllowed: naming the states that would do.
    """
    if route.state(state):
        if wanted not in (None, state):
            raise StepNotAllowed(
                ref,
                f"{ref} stands at {state}, which {route.key} has: it stays there, and goes on by"
                " the steps of the route",
            )
        wanted = state
    there = route.state(wanted or "")
    would_do = [each.name for each in route.states if _may_stand(each, state, way, left, route)]
    names = f"{' or '.join(would_do) or 'none of its states'} would do"
    if there is None:
        raise StepNotAllowed(
            ref,
            f"{route.key} has no state {wanted or state}, in which {ref} would stand: say which"
            f" state stands for it, as in `--map {state}=STATE`: {names}",
        )
    if _ends(route, there):
        raise StepNotAllowed(
            ref, f"no journey ends by a new version: {there.name} of {route.key} is final"
        )
    if there.name != state and there.name not in would_do:
        raise StepNotAllowed(
            ref,
            f"{there.name} of {route.key} does not stand for {state}: {ref} did not stand there on"
            f" its way, and nobody passes a guard by a new version; {names}",
        )
    return there.name


def _may_stand(there: State, state: str, way: Collection[str], left: Route, route: Route) -> bool:
    if _ends(route, there):
        return False
    if there.name == route.start or there.name in way:
        return True
    nearer = _decides(route, there.name) and not _decides(left, state)
    return left.state(there.name) is None and not nearer


def _ends(route: Route, state: State) -> bool:
    return state.final or not route.steps_from(state.name)


def _decides(route: Route, state: str) -> bool:
    """Whether a body decides in a state: a step from there does so, or rests on its resolution."""
    return any(
        step.decides or any(guard.rule is GuardRule.RESOLUTION_CARRIED for guard in step.guards)
        for step in route.steps_from(state)
    )
