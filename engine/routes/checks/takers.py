"""Steps that nobody can take: no role may, and time does not."""

from __future__ import annotations

from collections.abc import Iterator

from domain.routes.parts import Step
from domain.routes.route import Route
from engine.routes.checks.findings import Finding, FindingKind, in_step, steps_of
from engine.routes.reading import WrittenRoute


def steps_nobody_can_take(written: WrittenRoute) -> Iterator[Finding]:
    """Find steps without a taker, and steps of time that ask for what time cannot give."""
    for number, step in steps_of(written):
        if not taken_by_time(written.route, step):
            if not step.takers:
                told = "no role may take this step: say who does in `by`, or `automatic: true`"
                yield in_step(written, number, FindingKind.NOBODY_CAN_TAKE, told)
            continue
        if step.automatic and step.takers:
            told = "time takes an automatic step, and nobody else: leave out `by`, or `automatic`"
            yield in_step(written, number, FindingKind.NOBODY_CAN_TAKE, told, "by")
        if step.needs:
            told = f"time takes this step, and time cannot name {', '.join(step.needs)}"
            yield in_step(written, number, FindingKind.NOBODY_CAN_TAKE, told, "needs")


def taken_by_time(route: Route, step: Step) -> bool:
    """Whether time takes a step: it is automatic, or follows when another is overdue."""
    return step.automatic or any(
        other.overdue and other.overdue.take == step.name and {*other.origins} & {*step.origins}
        for other in route.steps
    )
