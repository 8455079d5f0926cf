"""A short route with everything that a case can meet, and cases on it."""

from __future__ import annotations

from typing import Any

from domain.cases.case import Case
from domain.cases.facts import CaseOpened, CaseStepped
from domain.routes.route import Route
from domain.values.working_days import WEEKDAYS
from tests.domain.scenario import Said, day, fact, recorded

REF = "change-request/ICS-2019-A"
TITLE = "Accelerate Targeted Reviews"


def route(version: int = 1, **otherwise: Any) -> Route:
    """A route: an office acknowledges, finance comments, a committee decides or puts off."""
    return Route.model_validate(
        {
            "route": "change-request",
            "version": version,
            "title": "Change to an agreed saving",
            "subject": "change-request",
            "bodies": [
                {"part": "deciding", "title": "The committee that decides"},
                {"part": "policy", "title": "The committee above it"},
            ],
            "start": "office",
            "states": [
                {"name": "office", "title": "With the office"},
                {"name": "finance", "title": "With finance"},
                {"name": "committee", "title": "Before the committee"},
                {"name": "deferred", "title": "Put off"},
                {"name": "above", "title": "Before the committee above"},
                {"name": "approved", "title": "Approved", "final": True},
            ],
            "steps": [
                _step("acknowledge", "office", "finance", deadline="5 working days"),
                _step("comment", "finance", "committee", attachments=["finance-comment"]),
                _step("approve", "committee", "approved", opens_after="2 calendar days"),
                _step("defer", "committee", "deferred", needs=["deferred_to"]),
                _step("refer", "committee", "above", needs=["referred_to"], assigns="policy"),
                _step("bring-back", "deferred", "committee", deadline_at_meeting=True),
                _step("approve", "above", "approved"),
            ],
            **otherwise,
        }
    )


def _step(name: str, origin: str, to: str, **more: Any) -> dict[str, Any]:
    by = [{"role": "clerk", "part": "deciding"}]
    return {"name": name, "title": name, "from": origin, "to": to, "by": by, **more}


ROUTE = route()


def opened(on: str = "2018-12-03", **otherwise: Any) -> Said:
    """The case was opened on a Monday."""
    said = {
        "ref": REF,
        "subject_kind": "change-request",
        "subject": "ICS-2019-A",
        "title": TITLE,
        "route": "change-request",
        "version": 1,
        "state": "office",
        "bodies": {"deciding": "ics"},
        "raised_by": "Corporate Director",
        "timetable": ROUTE.timetable("office", day(on), WEEKDAYS),
        **otherwise,
    }
    return fact(CaseOpened, on, **said)


def stepped(name: str, origin: str, to: str, on: str, **said: Any) -> Said:
    """The case took a step."""
    if "timetable" not in said:
        said["timetable"] = ROUTE.timetable(to, day(on), WEEKDAYS, said.get("back_on"))
    return fact(CaseStepped, on, step=name, from_state=origin, to_state=to, **said)


ACKNOWLEDGED = stepped("acknowledge", "office", "finance", "2018-12-05")
COMMENTED = stepped(
    "comment",
    "finance",
    "committee",
    "2018-12-10",
    attachments=({"kind": "finance-comment", "text": "No effect on the total"},),
)
APPROVED = stepped("approve", "committee", "approved", "2019-01-07", closes=True)


def case(*history: Said) -> Case:
    """A case that was opened, and what came after."""
    return recorded(Case(REF), opened(), *history)
