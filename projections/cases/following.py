"""What can be done next with a case, by whom, by when, and with which command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from projections.cases.standing import DueStep, Standing
from projections.routes.queries import AdoptedRow, list_adopted
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


_Step = Mapping[str, Any]


class Definitions:
    """Routes as they were taken into use: the states of each version, and what leads on from each.

    Args:
        adopted: the routes.
    """

    def __init__(self, adopted: Iterable[AdoptedRow]) -> None:
        self._titles: dict[tuple[str, int, str], str] = {}
        self._steps: dict[tuple[str, int, str], list[_Step]] = {}
        for row in adopted:
            for state in row.definition["states"]:
                self._titles[row.name, row.version, state["name"]] = state["title"]
            for step in row.definition["steps"]:
                for origin in step["from"]:
                    self._steps.setdefault((row.name, row.version, origin), []).append(step)

    def title(self, case: Standing) -> str:
        """Return what the state is called in which a case stands."""
        return self._titles.get((case.route, case.version, case.state), case.state)

    def steps(self, case: Standing) -> list[_Step]:
        """Return the steps that lead on from where a case stands, in the order of its route."""
        if case.closed:
            return []
        return self._steps.get((case.route, case.version, case.state), [])


def definitions(views: Views) -> Definitions:
    """Return every route in use; a case may stand on any version."""
    return Definitions(list_adopted(views))


def following(case: Standing, routes: Definitions) -> list[Following]:
    """Return the steps that lead on from where a case stands, in the order of its route."""
    days = {timed.step: timed for timed in case.timetable}
    return [_following(case, step, days.get(step["name"])) for step in routes.steps(case)]


def expected(case: Standing, routes: Definitions) -> Following | None:
    """Return the step that a case waits for: the one due first, else the first of its route.

    Of one that time takes, the day on which it opens is its day.
    """
    steps = routes.steps(case)
    days = {timed.step: timed for timed in case.timetable}
    first = min(steps, key=lambda step: _day_of(days.get(step["name"])), default=None)
    return _following(case, first, days.get(first["name"])) if first else None


def _day_of(timed: DueStep | None) -> date:
    return (timed and (timed.due_on or timed.opens_on)) or date.max


def _following(case: Standing, step: _Step, timed: DueStep | None) -> Following:
    papers = tuple(kind for kind in step.get("attachments", ()) if kind not in case.attached)
    needs = tuple(_needs(step))
    return Following(
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


def _needs(step: _Step) -> Iterator[str]:
    yield from step.get("needs", ())
    outcome = (step.get("consequence") or {}).get("outcome")
    if (more := _OF_OUTCOME.get(outcome or "")) and more not in step.get("needs", ()):
        yield more


def _takers(case: Standing, step: _Step) -> Iterator[tuple[str, str | None]]:
    for taker in step.get("by", ()):
        part = taker.get("part")
        if part is None or part in case.bodies:
            yield taker["role"], case.bodies[part] if part else None


def _command(case: Standing, step: _Step, papers: tuple[str, ...], needs: tuple[str, ...]) -> str:
    if step.get("automatic"):
        return "minutebook tick"
    words = [f"minutebook --as NAME case step {case.ref} {step['name']}"]
    words += [_VALUES.get(need, f"--{need.replace('_', '-')} …") for need in needs]
    words += [f"--attach {kind} TEXT" for kind in papers]
    return " ".join(words)
