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
        due_on: the last day on which it is in time; none means that it has no deadline, as one
            that time takes never has.
        papers: the kinds of paper that are still to be attached.
        needs: what it must name.
        automatic: whether time takes it.
        command: the command that takes it; capitals stand for what is to be filled in.
        rules: what its guards ask.
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
    rules: tuple[str, ...] = ()


class _Step(NamedTuple):
    """A step of a route, with what is the same for every case that it leads on.

    Attributes:
        by: who may take it: a role, and the part whose body it is held in.
        given: the words by which the command line gives what it must name.
    """

    name: str
    title: str
    to: str
    by: tuple[tuple[str, str | None], ...]
    papers: tuple[str, ...]
    needs: tuple[str, ...]
    given: str
    automatic: bool
    rules: tuple[str, ...]

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> _Step:
        """Take a step from the definition of its route."""
        needs = tuple(_needs(said))
        return cls(
            name=said["name"],
            title=said["title"],
            to=said["to"],
            by=tuple((taker["role"], taker.get("part")) for taker in said.get("by", ())),
            papers=tuple(said.get("attachments", ())),
            needs=needs,
            given="".join(f" {_VALUES.get(need) or _option(need)}" for need in needs),
            automatic=bool(said.get("automatic")),
            rules=tuple(guard["rule"] for guard in said.get("guards", ())),
        )


def _needs(said: Mapping[str, Any]) -> Iterator[str]:
    yield from said.get("needs", ())
    outcome = (said.get("consequence") or {}).get("outcome")
    if (more := _OF_OUTCOME.get(outcome or "")) and more not in said.get("needs", ()):
        yield more


def _option(need: str) -> str:
    return f"--{need.replace('_', '-')} …"


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
                known = _Step.of(step)
                for origin in step["from"]:
                    self._steps.setdefault((row.name, row.version, origin), []).append(known)

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
    return [_following(case, step, days.get(step.name)) for step in routes.steps(case)]


def expected(case: Standing, routes: Definitions) -> Following | None:
    """Return the step that a case waits for: the one due first, else the first of its route.

    Of one that time takes, the day on which it opens is its day.
    """
    steps = routes.steps(case)
    if not steps:
        return None
    days = {timed.step: timed for timed in case.timetable}
    first = min(steps, key=lambda step: _day_of(days.get(step.name))) if days else steps[0]
    return _following(case, first, days.get(first.name))


def _day_of(timed: DueStep | None) -> date:
    return (timed and (timed.due_on or timed.opens_on)) or date.max


def _following(case: Standing, step: _Step, timed: DueStep | None) -> Following:
    bodies = case.bodies
    papers = case.missing(step.name, step.papers) if step.papers else ()
    return Following(
        step.name,
        step.title,
        step.to,
        tuple(
            [
                (role, bodies[part] if part else None)
                for role, part in step.by
                if part is None or part in bodies
            ]
        ),
        timed.opens_on if timed else None,
        timed.due_on if timed and not step.automatic else None,
        papers,
        step.needs,
        step.automatic,
        _command(case, step, papers),
        step.rules,
    )


def _command(case: Standing, step: _Step, papers: tuple[str, ...]) -> str:
    if step.automatic:
        return "minutebook tick"
    attached = "".join([f" --attach {kind} TEXT" for kind in papers])
    return f"minutebook --as NAME case step {case.ref} {step.name}{step.given}{attached}"
