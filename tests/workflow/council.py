"""The council of these tests: bodies, projects, requests, people, and two versions of one route.

Days are numbers here: day 0 is Monday, 2 September 2019, and no bank holiday falls on the days that
are used, so that a model can count working days on its fingers.
"""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

LAST = 60
"""The last day on which something is done here."""

BODIES = ("clt", "ics", "policy", "council")
QUORUM = {"ics": 2}
KINDS = {"clt": "leadership-team", "ics": "sub-committee", "policy": "committee"}

REQUESTS = {"R-1": ("alpha", 100), "R-2": ("alpha", 300), "R-3": ("beta", 500)}
"""The project of every request, and the pounds it asks to move from one year to the next."""

OFFICES = {
    "Sam Sponsor": ("sponsor", None),
    "Olu Office": ("programme-office", None),
    "Fay Finance": ("finance", None),
    "Lee Leader": ("clerk", "clt"),
    "Ida Clerk": ("clerk", "ics"),
    "Pat Clerk": ("clerk", "policy"),
    "Cy Clerk": ("clerk", "council"),
}
RAISER, DELEGATE = "Rae Raiser", "Del Gate"
PEOPLE = (*OFFICES, RAISER, DELEGATE)
MEMBERS = ("M. Ash", "M. Birch", "Ida Clerk")
YEARS = ("2019/20", "2020/21")


def day(number: int) -> date:
    """The day of a number."""
    return date(2019, 9, 2) + timedelta(days=number)


def profile(moved: int) -> dict[str, int]:
    """What a project must deliver when so many pounds were moved to the second year."""
    return {YEARS[0]: 1000 - moved, YEARS[1]: 1000 + moved}


def lines(ref: str, moved: int | None = None) -> list[dict[str, Any]]:
    """What a request asks for, or so much of it as is said."""
    project, asked = REQUESTS[ref]
    revised = profile(asked if moved is None else moved)
    return [{"project": project, "expected": profile(0), "revised": revised}]


def founding() -> list[tuple[str, dict[str, Any]]]:
    """The entries with which every book of these tests begins."""
    bodies = [
        {"ref": ref, "name": f"The {ref}", "kind": KINDS.get(ref, "council")} for ref in BODIES
    ]
    for body in bodies:
        if quorum := QUORUM.get(body["ref"]):
            body["terms_of_reference"] = {"summary": "Decides", "quorum": quorum}  # type: ignore[assignment]
    approved = {"body": "council", "decided_on": "2019-04-01"}
    projects = [{"ref": ref, "name": ref} for ref in ("alpha", "beta")]
    figures = [
        {"project": project["ref"], "authority": approved, "profile": profile(0)}
        for project in projects
    ]
    requests = [
        {
            "ref": ref,
            "title": f"Move {ref}",
            "kind": "re-profile",
            "to": "ics",
            "raised_on": day(0),
            "raised_by": RAISER,
            "projects": lines(ref),
        }
        for ref in REQUESTS
    ]
    roles = [
        {"person": person, "role": role, "starts_on": day(0)} | ({"body": body} if body else {})
        for person, (role, body) in OFFICES.items()
    ]
    kinds = (
        ("body", bodies),
        ("project", projects),
        ("baseline", figures),
        ("change-request", requests),
        ("role-grant", roles),
    )
    return [(kind, entry) for kind, entries in kinds for entry in entries]


def second_version(folder: Path) -> Path:
    """Write a second version of the shipped route, without the leadership team, into a folder."""
    route = yaml.safe_load((files("routes") / "change-request.yaml").read_text(encoding="utf-8"))
    route["version"] = 2
    route["states"] = [each for each in route["states"] if each["name"] != "leadership"]
    route["steps"] = [each for each in route["steps"] if each["from"] != "leadership"]
    for step in route["steps"]:
        if step["name"] == "comment":
            step |= {"to": "sub-committee", "deadline": "12 working days"}
            step |= {"overdue": {"escalate_to": "chair of leadership"}}  # told, and not asked
        if step["name"] == "withdraw":
            step["from"].remove("leadership")
    folder.mkdir(exist_ok=True)
    (folder / "change-request-2.yaml").write_text(yaml.safe_dump(route), encoding="utf-8")
    return folder
