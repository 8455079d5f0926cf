"""Deadlines that contradict each other, or the steps they are for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from domain.routes.parts import Period, Step
from domain.routes.route import Route
from domain.values.working_days import DayCount
from engine.routes.checks.findings import Finding, FindingKind, in_step, steps_of
from engine.routes.reading import WrittenRoute

_Fault = tuple[str, str]
"""The field of a step that is wrong, and what is the matter with it."""

_KIND = FindingKind.CONTRADICTORY_DEADLINE
_WEEK = Fraction(7, 5)
"""How many days a working day takes, weekends counted in."""


def contradictory_deadlines(written: WrittenRoute) -> Iterator[Finding]:
    """Find deadlines that cannot be met, or that time does not wait for."""
    for number, step in steps_of(written):
        for field, told in _of_a_step(written.route, step):
            yield in_step(written, number, _KIND, told, field)
        for field, told in _beside_others(written.route, step):
            yield in_step(written, number, _KIND, told, field)


def _of_a_step(route: Route, step: Step) -> Iterator[_Fault]:
    """What is wrong with a step by itself."""
    if not _before(step.opens_after, step.deadline):
        told = f"it opens after {step.opens_after} and is due within {step.deadline}"
        yield "deadline", f"{told}: it must be due later than it opens"
    if step.automatic and not step.opens_after:
        yield "automatic", "time takes this step: say when in `opens_after`"
    if step.automatic and step.deadline:
        yield "deadline", "time takes this step when it opens, and is never late: leave this out"
    if step.deadline and step.deadline_at_meeting:
        yield "deadline_at_meeting", "it is due at a meeting, or within a time, and not both"
    if step.overdue and not (step.deadline or step.deadline_at_meeting):
        yield "overdue", "it is never overdue: give it a `deadline`, or leave this out"
    for origin in step.origins if step.deadline_at_meeting else ():
        if not _put_off(route, origin):
            told = f"not every step that leads to {origin} names a meeting"
            yield "deadline_at_meeting", f"{told}: put deferred_to among its `needs`"


def _put_off(route: Route, state: str) -> bool:
    leading = [step for step in route.steps if step.to == state]
    return bool(leading) and all("deferred_to" in step.needs for step in leading)


def _beside_others(route: Route, step: Step) -> Iterator[_Fault]:
    """What is wrong with a step beside the others that leave the same states."""
    for origin in step.origins:
        for other in route.steps_from(origin):
            if other is step:
                continue
            if other.automatic and not step.automatic and other.opens_after:
                yield from _overtaken(step, other, other.opens_after, origin)
            if step.overdue and step.overdue.take == other.name:
                yield from _opens_too_late(step, other)


def _overtaken(step: Step, other: Step, after: Period, origin: str) -> Iterator[_Fault]:
    """What time makes vain, when it takes another step out of the same state."""
    by_then = f"time takes {other.name} out of {origin} after {after}"
    if not _before(step.opens_after, after):
        yield "opens_after", f"it opens after {step.opens_after}, too late: {by_then}"
    elif step.deadline and _days(step.deadline) > _days(after):
        yield "deadline", f"it is due within {step.deadline}, which is too long: {by_then}"


def _opens_too_late(step: Step, other: Step) -> Iterator[_Fault]:
    if step.deadline and other.opens_after and _days(other.opens_after) > _days(step.deadline):
        late = f"{other.name} opens after {other.opens_after}"
        yield "overdue", f"it is overdue after {step.deadline}, and only later {late}"


def _before(first: Period | None, second: Period | None) -> bool:
    """Whether a period ends before another; one that is not there is in nobody's way."""
    return first is None or second is None or _days(first) < _days(second)


def _days(period: Period) -> Fraction:
    """How many days of the calendar a period takes, bank holidays aside."""
    return period.days * (_WEEK if period.count is DayCount.WORKING else Fraction(1))
