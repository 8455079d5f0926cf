"""What a check of a route finds: the kind of fault, where it stands, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from domain.routes.parts import Step
from domain.values.terms import Term
from engine.errors import Place
from engine.routes.reading import WrittenRoute


class FindingKind(Term):
    """What is wrong."""

    UNKNOWN_STATE = "unknown-state"
    UNKNOWN_PART = "unknown-part"
    UNKNOWN_STEP = "unknown-step"
    UNKNOWN_OUTCOME = "unknown-outcome"
    UNKNOWN_NEED = "unknown-need"
    UNUSED_PART = "unused-part"
    UNREACHABLE_STATE = "unreachable-state"
    DEAD_END = "dead-end"
    CYCLE_WITHOUT_EXIT = "cycle-without-exit"
    STEPS_OUT_OF_FINAL_STATE = "steps-out-of-final-state"
    NOBODY_CAN_TAKE = "nobody-can-take"
    MISSING_GUARD = "missing-guard"
    GUARD_WITHOUT_GROUND = "guard-without-ground"
    MISSING_NEED = "missing-need"
    MISSING_ATTACHMENT = "missing-attachment"
    CONTRADICTORY_DEADLINE = "contradictory-deadline"
    CASE_AND_SUBJECT = "case-and-subject"


class Finding(NamedTuple):
    """One fault of a route.

    Attributes:
        kind: what is wrong.
        place: the file and line, and the state, step or part that is meant.
        message: what is the matter, and what to do.
    """

    kind: FindingKind
    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


Check = Callable[[WrittenRoute], Iterator[Finding]]
"""Looks through a route for faults of some kinds."""


def in_step(
    written: WrittenRoute, number: int, kind: FindingKind, message: str, *path: str | int
) -> Finding:
    """Return a finding in a step.

    Args:
        written: the route.
        number: the place of the step among the steps, from 0.
        kind: what is wrong.
        message: what is the matter, and what to do.
        path: the path to the part of the step that is meant.
    """
    place = written.place("steps", number, *path)
    named = f"step {written.route.steps[number].name}"
    return Finding(kind, Place(place.file, place.line, named), message)


def in_state(written: WrittenRoute, number: int, kind: FindingKind, message: str) -> Finding:
    """Return a finding in a state, given by its place among the states, from 0."""
    place = written.place("states", number)
    named = f"state {written.route.states[number].name}"
    return Finding(kind, Place(place.file, place.line, named), message)


def steps_of(written: WrittenRoute) -> Iterator[tuple[int, Step]]:
    """Yield the steps with their places, from 0."""
    yield from enumerate(written.route.steps)
