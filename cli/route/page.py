"""A route as it is printed: its states, its steps, and what each step asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cli.frame.blocks import Block, Details, Heading, Table

if TYPE_CHECKING:
    from domain.routes.parts import Step
    from domain.routes.route import Route


def route_page(route: Route, kept_in: str) -> Iterator[Block]:
    """Yield what is printed of a route."""
    yield Heading(f"{route.title} ({route.key})")
    yield Details((("Travels", route.subject), ("Begins in", route.start), ("Kept in", kept_in)))
    if route.parts:
        parts = [
            (
                part.part,
                part.title,
                part.body or ("to which it is put" if part.addressed else "named by the case"),
            )
            for part in route.parts
        ]
        yield Table(("Part", "Which is", "Played by"), parts, "Bodies")
    states = [(state.name, state.title, "yes" if state.final else "") for state in route.states]
    yield Table(("State", "Title", "Final"), states, "States")
    yield Table(("From", "Step", "To", "By", "When"), list(_ways(route)), "Steps", "No steps.")
    asked = [_asked(step) for step in route.steps]
    columns = ("Step", "From", "What must hold", "Papers", "Names", "Then")
    yield Table(columns, asked, "What each step asks for, and does", "No steps.")


def _ways(route: Route) -> Iterator[tuple[str, str, str, str, str]]:
    for state in route.states:
        for step in route.steps_from(state.name):
            yield state.name, step.name, step.to, takers(step), when(step)


def _asked(step: Step) -> tuple[str, str, str, str, str, str]:
    return (
        step.name,
        ", ".join(step.origins),
        ", ".join(map(str, step.guards)),
        ", ".join(step.attachments),
        ", ".join(step.needs),
        str(step.consequence or ""),
    )


def takers(step: Step) -> str:
    """Return who may take a step, in words."""
    return " or ".join(map(str, step.takers)) or "time"


def when(step: Step) -> str:
    """Return when a step may, and when it must be taken."""
    said = (
        f"opens after {step.opens_after}" if step.opens_after else "",
        f"within {step.deadline}" if step.deadline else "",
        "by the meeting it was put off to" if step.deadline_at_meeting else "",
        f"else {step.overdue}" if step.overdue else "",
    )
    return "; ".join(filter(None, said))
