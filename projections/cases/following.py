"""What can be done next with a case, by whom, by when, and with which command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from projections.cases.standing import Standing
from projections.routes.queries import list_adopted
from projections.views import Views

_VALUES = {
    "resolution": "--resolution REF",
    "meeting": "--meeting REF",
    "deferred_to": "--deferred-to MEETING",
    "referred_to": "--referred-to BODY",
    "note": "--note TEXT",
    "must_change": "--must-change TEXT",
    "recycle_to": "--recycle-to GATE",
    "conditions": "--condition TEXT",
    "projects": "--revise PROJECT YEAR POUNDS",
    "project": "--project REF",
    "profile": "--profile YEAR POUNDS",
}
"""How the command line gives what a step asks for."""

_OF_OUTCOME = {"approved-in-part": "projects", "conditional-go": "conditions"}


class Following(NamedTuple):
    """A step that leads on from where a case stands.

    Attributes:
        step: its name.
        title: what it is, in words.
        to: the state it leads to.
        takers: who may take it: role and body; nobody where time does.
        opens_on: the first day on which it can be taken; none means at once.
        due_on: the last day on which it is in time; none means that it has no deadline.
        papers: the kinds of paper that are still to be attached.
        needs: what it must name.
        automatic: whether time takes it.
        command: the command that takes it; capitals stand for what is to be filled in.
    """

    step: str
    title: str
    to: str
    takers: tuple[tuple[str, str | None], ...]
    opens_on: date | None
    due_on: date | None
    papers: tuple[str, ...]
    needs: tuple[str, ...]
    automatic: bool
    command: str


Definitions = Mapping[tuple[str, int], Mapping[str, Any]]
"""Routes as they were taken into use, by name and version."""


def definitions(views: Views) -> Definitions:
    """Return every route in use; a case may stand on any version."""
    return {(row.name, row.version): row.definition for row in list_adopted(views)}


def following(case: Standing, routes: Definitions) -> list[Following]:
    """Return the steps that lead on from where a case stands, in the order of its route."""
    if case.closed:
        return []
    days = {timed.step: timed for timed in case.timetable}
    found = []
    for step in routes[case.route, case.version]["steps"]:
        if case.state in step["from"]:
            timed = days.get(step["name"])
            papers = tuple(
                kind for kind in step.get("attachments", ()) if kind not in case.attached
            )
            needs = tuple(_needs(step))
            found.append(
                Following(
                    step=step["name"],
                    title=step["title"],
                    to=step["to"],
                    takers=tuple(_takers(case, step)),
                    opens_on=timed.opens_on if timed else None,
                    due_on=timed.due_on if timed else None,
                    papers=papers,
                    needs=needs,
                    automatic=bool(step.get("automatic")),
                    command=_command(case, step, papers, needs),
                )
            )
    return found


def title_of(case: Standing, routes: Definitions) -> str:
    """Return what the state is called in which a case stands."""
    states = routes[case.route, case.version]["states"]
    return next((state["title"] for state in states if state["name"] == case.state), case.state)


def _needs(step: Mapping[str, Any]) -> Iterator[str]:
    yield from step.get("needs", ())
    outcome = (step.get("consequence") or {}).get("outcome")
    if (more := _OF_OUTCOME.get(outcome or "")) and more not in step.get("needs", ()):
        yield more


def _takers(case: Standing, step: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    for taker in step.get("by", ()):
        part = taker.get("part")
        if part is None or part in case.bodies:
            yield taker["role"], case.bodies[part] if part else None


def _command(
    case: Standing, step: Mapping[str, Any], papers: tuple[str, ...], needs: tuple[str, ...]
) -> str:
    if step.get("automatic"):
        return "minutebook tick"
    words = [f"minutebook --as NAME case step {case.ref} {step['name']}"]
    words += [_VALUES.get(need, f"--{need.replace('_', '-')} …") for need in needs]
    words += [f"--attach {kind} TEXT" for kind in papers]
    return " ".join(words)
