"""Orders of change requests that travel: people in office, requests, and steps on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.orders import SOURCE
from engine.book import Order
from engine.files.one_entry import command_of

FIRST = date(2019, 1, 7)
PROJECTS = 500
WAY = ("submit", "acknowledge", "comment", "endorse", "defer")
"""The steps to where requests wait, in this order."""

_MEETING, _LATER = date(2019, 3, 1), date(2030, 1, 7)
_PEOPLE = {
    "submit": ("S. Sponsor", "sponsor", None),
    "acknowledge": ("P. Office", "programme-office", None),
    "comment": ("F. Nance", "finance", None),
    "endorse": ("L. Clerk", "clerk", "leadership"),
    "defer": ("C. Clerk", "clerk", "committee"),
}
_PAPERS = {"acknowledge": "programme-office-comment", "comment": "finance-comment"}
_BEFORE = {"2018/19": "100000", "2019/20": "300000", "2020/21": "200000"}
_AFTER = {"2018/19": "100000", "2019/20": "350000", "2020/21": "150000"}


def offices() -> Iterator[Order]:
    """Yield a leadership team, two meetings of the committee, and people in their roles."""
    yield _order("body", ref="leadership", name="Leadership Team", kind="leadership-team")
    yield _order("meeting", ref="held", body="committee", held_on=_MEETING)
    yield _order("meeting", ref="later", body="committee", scheduled_for=_LATER)
    clause = {"effect": "approves", "text": "So be it"}
    yield _order("resolution", ref="1", meeting="held", title="Changes", clauses=[clause])
    for person, role, body in _PEOPLE.values():
        yield _order(
            "role-grant",
            person=person,
            role=role,
            starts_on=FIRST,
            **({"body": body} if body else {}),
        )


def project(number: int) -> Iterator[Order]:
    """Yield a project with what it must deliver."""
    ref = f"travels-{number}"
    authority = {"body": "committee", "decided_on": "2018-04-01"}
    yield _order("project", ref=ref, name=f"Project {number}", portfolio=f"p-{number % 8}")
    yield _order("baseline", project=ref, authority=authority, profile=_BEFORE)


def request(number: int, project: int) -> Order:
    """Return a request to change what a project must deliver."""
    line = {"project": f"travels-{project}", "expected": _BEFORE, "revised": _AFTER}
    return _order(
        "change-request",
        ref=f"CR-{number}",
        title=f"Do more of it sooner, {number}",
        kind="re-profile",
        to="committee",
        raised_on=FIRST + timedelta(days=number % 28),
        raised_by="R. Raiser",
        reasons="It was found that more can be done sooner, and less is left for later.",
        projects=[line],
    )


def case(number: int) -> Order:
    """Return the case of a request."""
    return _order(
        "case",
        route="change-request",
        subject=f"CR-{number}",
        opened_on=FIRST + timedelta(days=number % 28),
        bodies={"leadership": "leadership"},
    )


def step(number: int, name: str) -> Order:
    """Return a step of a case."""
    actor = _PEOPLE[name if name in WAY else "defer"][0]
    fields: dict[str, object] = {"actor": actor, "taken_on": FIRST + timedelta(days=30)}
    if name in _PAPERS:
        text = "The figures were looked at, and nothing was found against them."
        fields["attachments"] = [{"kind": _PAPERS[name], "text": text}]
    if name not in WAY or name == "defer":
        fields |= {"taken_on": _MEETING, "resolution": "1"}
    if name == "defer":
        fields["deferred_to"] = "later"
    return _order("case-step", case=f"change-request/CR-{number}", step=name, **fields)


def comment(number: int) -> Order:
    """Return what finance says of a request that travels on no route."""
    return _order(
        "comment",
        change_request=f"CR-{number}",
        by="finance",
        author="F. Nance",
        made_on=FIRST + timedelta(days=30),
        text="The figures were looked at, and nothing was found against them.",
    )


def approval(number: int) -> Order:
    """Return the approval of a request that travels on no route."""
    return _order(
        "decision",
        change_request=f"CR-{number}",
        outcome="approved",
        decided_on=_MEETING,
        meeting="held",
        resolution="1",
    )


def waiting(cases: int) -> Iterator[Order]:
    """Yield a book of so many open cases, as many at each place on the way as at another."""
    yield _order("body", ref="committee", name="Committee", kind="committee")
    yield from offices()
    for number in range(PROJECTS):
        yield from project(number)
    for number in range(cases):
        yield request(number, number % PROJECTS)
        yield case(number)
        for name in WAY[: number % (len(WAY) + 1)]:
            yield step(number, name)


def _order(entry: str, **fields: object) -> Order:
    return Order(command_of(entry, {"source": SOURCE, **fields}))
