"""Walking a route without a case: step by step, or along every way it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from domain.errors import StepNotAllowed
from domain.routes.parts import State, Step
from domain.routes.route import Route

MOST_PATHS = 500
_MOST_STEPS = 200_000


class Stage(NamedTuple):
    """A step taken out of a state.

    Attributes:
        origin: the state it left; the step may leave others too.
        step: the step.
    """

    origin: str
    step: Step


class Walk(NamedTuple):
    """Where some steps lead.

    Attributes:
        start: the state in which it began.
        stages: the steps taken.
        state: the state in which it ends.
        following: the steps that can be taken from there.
    """

    start: str
    stages: tuple[Stage, ...]
    state: State
    following: tuple[Step, ...]


class Explored(NamedTuple):
    """The ways of a route.

    Attributes:
        paths: the ways from the start to a state where no step leads on, none through a state
            twice.
        back: the steps that lead back to a state that was left before.
        complete: whether these are all; a route can have more ways than anybody will read.
    """

    paths: tuple[tuple[Stage, ...], ...]
    back: tuple[Stage, ...]
    complete: bool


def walk(route: Route, names: Sequence[str]) -> Walk:
    """Take steps one after the other.

    Args:
        route: the route.
        names: the names of the steps.

    Raises:
        StepNotAllowed: where the route has no such step from the state reached by then.
    """
    state, stages = route.start, list[Stage]()
    for name in names:
        step = route.step(name, state)
        if step is None:
            raise StepNotAllowed(str(route.key), _not_from(route, name, state))
        stages.append(Stage(state, step))
        state = step.to
    reached = route.state(state)
    if reached is None:
        raise StepNotAllowed(
            str(route.key),
            f"{route.key} has no state {state}: see `minutebook route check {route.key}`",
        )
    return Walk(route.start, tuple(stages), reached, tuple(route.steps_from(state)))


def _not_from(route: Route, name: str, state: str) -> str:
    there = [f"{step.name} (by {_takers(step)})" for step in route.steps_from(state)]
    origins = [each for step in route.steps if step.name == name for each in step.origins]
    elsewhere = f"; {name} leaves {', '.join(origins)}" if origins else ""
    possible = f"possible are {', '.join(there)}" if there else "its journey is over there"
    return f"{route.key} has no step {name} from {state}: {possible}{elsewhere}"


def _takers(step: Step) -> str:
    return " or ".join(map(str, step.takers)) or "time"


def explore(route: Route, most: int = MOST_PATHS) -> Explored:
    """Find the ways of a route, in the order of its file.

    Args:
        route: the route.
        most: how many ways to find before giving up.
    """
    paths: list[tuple[Stage, ...]] = []
    back: dict[tuple[str, str], Stage] = {}
    for tried, (path, returns) in enumerate(_ways(route)):
        if len(paths) >= most or tried >= _MOST_STEPS:
            return Explored(tuple(paths), tuple(back.values()), complete=False)
        if returns:
            stage = path[-1]
            back.setdefault((stage.origin, stage.step.name), stage)
        elif not route.steps_from(path[-1].step.to):
            paths.append(path)
    return Explored(tuple(paths), tuple(back.values()), complete=True)


def _ways(route: Route) -> Iterator[tuple[tuple[Stage, ...], bool]]:
    """Yield every way from the start, and whether its last step leads back to a state on it."""
    waiting: list[tuple[Stage, ...]] = [()]
    while waiting:
        path = waiting.pop()
        state = path[-1].step.to if path else route.start
        visited = {route.start, *(stage.step.to for stage in path[:-1])}
        if path:
            yield path, state in visited
        if not path or state not in visited:
            leaving = [Stage(state, step) for step in route.steps_from(state)]
            waiting += [(*path, stage) for stage in reversed(leaving)]
