"""Change requests as the ledger tells them: each step, and the projects it concerns."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from projections.savings.projects import ALL, BEGINNING
from projections.view import Entry, Row, View
from projections.views import Views

RAISED = "raised"
COMMENTED = "commented"
OPEN = "open"
DEFERRED = "deferred"
REFERRED = "referred"
REOPENED = "reopened"
REJECTED = "rejected"
APPROVED = ("approved", "approved-in-part")
AWAITING = (OPEN, DEFERRED, REFERRED, REOPENED)
"""The states of a request that has no final decision."""

STATES = (*AWAITING, *APPROVED, REJECTED, "withdrawn")
"""Every state of a request."""

_PREFIX = "minutebook.change-request-"
_TOPICS = {
    "raised": RAISED,
    "commented": COMMENTED,
    "approved": "approved",
    "part-approved": "approved-in-part",
    "rejected": REJECTED,
    "deferred": DEFERRED,
    "referred": REFERRED,
    "withdrawn": "withdrawn",
}
_BY_TOPIC = {f"{_PREFIX}{name}.1": step for name, step in _TOPICS.items()}
_BREACH = "minutebook.condition-breached.1"
_BY_TOPIC[_BREACH] = REOPENED


def _breached(entry: Entry) -> Iterable[tuple[str, Row]]:
    """Note a breach that opened a request again; those of gates are for another view."""
    return _step(entry) if entry.subject.startswith("change-request:") else ()


def _step(entry: Entry) -> Iterable[tuple[str, Row]]:
    ref = entry.subject.partition(":")[2]
    fact = entry.fact
    yield (
        "change_step",
        (
            entry.position,
            ref,
            fact["decided_on"] or BEGINNING,
            entry.recorded_at,
            _BY_TOPIC[entry.topic],
            # The whole fact: what a request says is shown, never summed, so columns would only
            # repeat the fact's own fields.
            entry.state.decode(),
        ),
    )
    if _BY_TOPIC[entry.topic] == RAISED:
        for project in sorted({line["project"] for line in fact["lines"]}):
            yield "change_project", (project, ref, entry.position)


CHANGES = View(
    name="change",
    version=2,
    tables=(
        """
        CREATE TABLE change_step (
            position INTEGER PRIMARY KEY, ref TEXT NOT NULL, since TEXT NOT NULL,
            recorded_at TEXT NOT NULL, step TEXT NOT NULL, fact TEXT NOT NULL
        )
        """,
        "CREATE INDEX change_step_of ON change_step (ref, since, position)",
        """
        CREATE TABLE change_project (
            project TEXT NOT NULL, ref TEXT NOT NULL, position INTEGER NOT NULL,
            PRIMARY KEY (project, ref)
        ) WITHOUT ROWID
        """,
    ),
    handlers={**dict.fromkeys(_BY_TOPIC, _step), _BREACH: _breached},
)


class Step(NamedTuple):
    """One step of a request.

    Attributes:
        position: where it stands in the ledger.
        decided_on: when it took effect; ``None`` where no source says.
        recorded_at: when the book learnt of it.
        step: `RAISED`, `COMMENTED`, or the outcome of a decision.
        fact: the fact's own fields, as stored.
    """

    position: int
    decided_on: str | None
    recorded_at: str
    step: str
    fact: dict[str, Any]

    @property
    def ruling(self) -> dict[str, Any] | None:
        """The decision, where the step is one."""
        found: dict[str, Any] | None = self.fact.get("ruling")
        return found


def steps(
    views: Views, as_at: str, known: int = ALL, *, only: str | None = None
) -> dict[str, list[Step]]:
    """Return the steps of requests raised by a day, by reference, in the order they took effect.

    A step on the day of another, or whose day no source gives, stands in the order of recording.

    Args:
        views: the views.
        as_at: the day asked for, in ISO.
        known: the last position that the book is taken to know.
        only: the one request wanted; every request if left out.
    """
    of_one = " AND ref = ?" if only is not None else ""
    rows = views.execute(
        "SELECT ref, position, since, recorded_at, step, fact FROM change_step"  # noqa: S608 - our own constant
        f" WHERE since <= ? AND position <= ?{of_one} ORDER BY since, position",
        (as_at, known, *([only] if only is not None else [])),
    )
    found: dict[str, list[Step]] = {}
    for ref, position, since, recorded_at, step, fact in rows:
        found.setdefault(ref, []).append(
            Step(position, since or None, recorded_at, step, json.loads(fact))
        )
    # A decision dated before the request was raised cannot be; a comment can be, and waits for it.
    return {
        ref: sorted(taken, key=lambda step: step.step != RAISED)
        for ref, taken in found.items()
        if any(step.step == RAISED for step in taken)
    }


def awaiting(views: Views, as_at: str, known: int = ALL) -> list[str]:
    """Return the references of the requests that awaited a decision on a day, in their order.

    Only the kinds of their steps are read: of tens of thousands of requests, few await anything.
    """
    rows = views.tuples(
        "SELECT ref, step FROM change_step WHERE step <> ? AND since <= ? AND position <= ?"
        " ORDER BY ref, since, position",
        (COMMENTED, as_at, known),
    )
    last: dict[str, str] = {}
    raised = set()
    for ref, step in rows:
        if step == RAISED:
            raised.add(ref)
        else:
            last[ref] = step
    return sorted(ref for ref in raised if last.get(ref, OPEN) in AWAITING)


def state_of(taken: list[Step]) -> str:
    """Return the state in which the steps leave a request."""
    states = [step.step for step in taken if step.ruling or step.step == REOPENED]
    return states[-1] if states else OPEN


def approval_stands(taken: list[Step]) -> bool:
    """Return whether a request was approved and its figures stand, be it open again or not."""
    final = [step.step for step in taken if step.step in (*APPROVED, REJECTED)]
    return final[-1:] != [] and final[-1] in APPROVED


def body_of(taken: list[Step]) -> str:
    """Return the body the request lies with: it was raised to it, or referred to it."""
    body: str = taken[0].fact["to"]
    for step in taken:
        if step.step == REFERRED:
            body = step.fact["referred_to"]
    return body


class Decision(NamedTuple):
    """The decision by which a request altered figures: its step, and the fact's own fields."""

    step: str
    fact: dict[str, Any]

    @property
    def took_back(self) -> bool:
        """Whether it took back what an earlier approval had changed."""
        return self.step == REJECTED


def decision_of(views: Views, ref: str, on: str | None, known: int = ALL) -> Decision | None:
    """Return the decision by which a request altered figures on a day.

    That is its approval, whole or in part, or a rejection after a condition was breached.
    """
    row = views.execute(
        "SELECT step, fact FROM change_step WHERE ref = ? AND step IN (?, ?, ?) AND since = ?"
        " AND position <= ? ORDER BY position",
        (ref, *APPROVED, REJECTED, on or BEGINNING, known),
    ).fetchone()
    return None if row is None else Decision(row[0], json.loads(row[1]))


def title_of(views: Views, ref: str) -> str | None:
    """Return what a request is called."""
    row = views.execute(
        "SELECT fact FROM change_step WHERE ref = ? AND step = ?", (ref, RAISED)
    ).fetchone()
    return None if row is None else json.loads(row[0])["title"]


def requests_on(views: Views, project: str) -> list[str]:
    """Return the references of the requests that would alter a project's figures."""
    rows = views.execute(
        "SELECT ref FROM change_project WHERE project = ? ORDER BY ref", (project,)
    )
    return [row[0] for row in rows]


def projects_of(views: Views, ref: str) -> set[str]:
    """Return the projects whose figures a request would alter."""
    row = views.execute(
        "SELECT fact FROM change_step WHERE ref = ? AND step = ?", (ref, RAISED)
    ).fetchone()
    return set() if row is None else {line["project"] for line in json.loads(row[0])["lines"]}
