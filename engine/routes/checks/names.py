"""Names that a route uses and does not have: states, parts, steps, fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from domain.routes.parts import Step
from engine.errors import Place
from engine.routes.checks.findings import Finding, FindingKind, in_step, steps_of
from engine.routes.reading import WrittenRoute

NEEDS = frozenset(
    {
        "assessments",
        "commentary",
        "conditions",
        "consulted",
        "deferred_to",
        "item",
        "measure",
        "meeting",
        "must_change",
        "note",
        "profile",
        "project",
        "projects",
        "recycle_to",
        "referred_to",
        "resolution",
    }
)
"""The fields of the entry `case-step` that a step may ask for."""


def unknown_states(written: WrittenRoute) -> Iterator[Finding]:
    """Find states that are named and not listed."""
    route = written.route
    states = [state.name for state in route.states]
    if route.start not in states:
        place = written.place("start")
        told = f"there is no state {route.start}{_meant(route.start, states)}"
        yield Finding(FindingKind.UNKNOWN_STATE, Place(place.file, place.line, "start"), told)
    for number, step in steps_of(written):
        named = [(origin, ("from", each)) for each, origin in enumerate(step.origins)]
        for state, path in [*named, (step.to, ("to",))]:
            if state not in states:
                told = f"there is no state {state}{_meant(state, states)}"
                yield in_step(written, number, FindingKind.UNKNOWN_STATE, told, *path)


def unknown_parts(written: WrittenRoute) -> Iterator[Finding]:
    """Find parts that steps name and `bodies` does not list, and parts that nothing names."""
    known = [part.part for part in written.route.parts]
    used: set[str] = set()
    for number, step in steps_of(written):
        for part, path in _parts_named(step):
            used.add(part)
            if part not in known:
                listed = _meant(part, known)
                told = f"`bodies` has no part {part}{listed}"
                yield in_step(written, number, FindingKind.UNKNOWN_PART, told, *path)
    for number, part in enumerate(known):
        if part not in used:
            place = written.place("bodies", number)
            told = "no step names this part: name it in a step, or leave it out"
            yield Finding(
                FindingKind.UNUSED_PART, Place(place.file, place.line, f"part {part}"), told
            )


def _parts_named(step: Step) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for number, taker in enumerate(step.takers):
        if taker.part:
            yield taker.part, ("by", number)
    told = step.overdue.escalate_to if step.overdue else None
    if told and told.part:
        yield told.part, ("overdue", "escalate_to")
    if step.assigns:
        yield step.assigns, ("assigns",)


def unknown_steps(written: WrittenRoute) -> Iterator[Finding]:
    """Find steps that time is to take when another is overdue, and that do not leave its state."""
    for number, step in steps_of(written):
        taken = step.overdue.take if step.overdue else None
        for origin in step.origins if taken else ():
            if written.route.step(str(taken), origin) is None:
                names = [other.name for other in written.route.steps_from(origin)]
                told = f"no step {taken} leaves the state {origin}{_meant(str(taken), names)}"
                yield in_step(written, number, FindingKind.UNKNOWN_STEP, told, "overdue", "take")


def unknown_needs(written: WrittenRoute) -> Iterator[Finding]:
    """Find needs that no entry can fill."""
    for number, step in steps_of(written):
        for each, need in enumerate(step.needs):
            if need not in NEEDS:
                told = f"a step cannot name {need}{_meant(need, sorted(NEEDS))}"
                yield in_step(written, number, FindingKind.UNKNOWN_NEED, told, "needs", each)


def _meant(wrong: str, known: Iterable[str]) -> str:
    names = list(known)
    close = get_close_matches(wrong, names, n=1)
    if close:
        return f"; did you mean {close[0]}?"
    return f": there is {', '.join(names)}" if names else ": there is none"
