"""Papers that a decision, or a step of time, relies on and that nobody was asked for before."""

from __future__ import annotations

from collections.abc import Iterator

from domain.routes.route import Route
from engine.routes.checks.findings import Finding, FindingKind, in_step, steps_of
from engine.routes.checks.takers import taken_by_time
from engine.routes.graph import graph_of, shortest_way
from engine.routes.reading import WrittenRoute


def missing_attachments(written: WrittenRoute) -> Iterator[Finding]:
    """Find papers that can be missing when a decision is made, or when time takes a step.

    Any other step may be the one to which a paper is attached for the first time. But who records
    a decision does not write the comment on which it rests, and time writes nothing.
    """
    route = written.route
    for number, step in steps_of(written):
        if not (step.decides or taken_by_time(route, step)):
            continue
        for each, kind in enumerate(step.attachments):
            for origin in step.origins:
                if way := _way_without(route, kind, origin):
                    told = (
                        f"{kind} need not be there by then: {way}; let a step before this one ask"
                        " for it in `attachments`"
                    )
                    yield in_step(
                        written,
                        number,
                        FindingKind.MISSING_ATTACHMENT,
                        told,
                        "attachments",
                        each,
                    )


def _way_without(route: Route, kind: str, state: str) -> str | None:
    """Return a way to a state on which no step asks for a kind of paper, if there is one."""
    graph = graph_of(route, lambda step: kind not in step.attachments)
    states = shortest_way(graph, route.start, state)
    if states is None:
        return None
    if len(states) == 1:
        return f"a case begins in {state}"
    return f"no step asks for it on the way {' → '.join(states)}"
