"""The view of actions: what clauses and bodies asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain.values.months import later_by_months
from projections.rows import fields, into, place
from projections.view import Entry, Handler, Row, View

CLAUSE = "clause"
SET = "action"

_TABLES = (
    (
        "CREATE TABLE actions (position INTEGER, decided_on TEXT, ref TEXT, kind TEXT,"
        " resolution TEXT, title TEXT, effect TEXT, text TEXT, owner TEXT, asked_by TEXT,"
        " asked_at TEXT, due_on TEXT, due_at TEXT, in_months INTEGER)"
    ),
    (
        "CREATE TABLE actions_steps (position INTEGER, decided_on TEXT, ref TEXT, step TEXT,"
        " text TEXT, meeting TEXT, resolution TEXT, delegation TEXT, officer TEXT, actor TEXT,"
        " due_on TEXT)"
    ),
    "CREATE INDEX actions_by_ref ON actions (ref)",
    "CREATE INDEX actions_by_body ON actions (asked_by)",
    "CREATE INDEX actions_steps_by_ref ON actions_steps (ref)",
)


def _clauses(entry: Entry) -> Iterable[tuple[str, Row]]:
    """Give a row for every clause that asks for something, by the rule of `Clause.asks`."""
    position, day, resolution = place(entry)
    said = entry.fact
    for clause in said["clauses"]:
        owner, months = clause.get("owner"), clause.get("in_months")
        asks = any(each is not None for each in (clause["by"], clause["at"], owner, months))
        if not asks and clause["effect"] != "requests-report":
            continue
        asked = (clause["effect"], clause["text"], owner or clause["delegate"] or clause["to"])
        when = (_due_on(day, clause["by"], months), clause["at"], months)
        at = (said["body"], said["meeting"])
        ref = f"{resolution}/{clause['number']}"
        yield "actions", (position, day, ref, CLAUSE, resolution, said["title"], *asked, *at, *when)


def _due_on(asked_on: str | None, by: str | None, months: int | None) -> str | None:
    if months is None or asked_on is None:
        return by
    return later_by_months(date.fromisoformat(asked_on), months).isoformat()


def _set(entry: Entry) -> Row:
    said = entry.fact
    asked = (None, said["text"], said["owner"], said["asked_by"], said["asked_at"])
    return (SET, None, None, *asked, said["due_on"], said["due_at"], None)


def _step(step: str, text: str | None) -> Handler:
    """Return what adds a step; ``text`` is the field that says something of it in words."""

    def columns(entry: Entry) -> Row:
        said = entry.fact
        named = fields("meeting", "resolution", "delegation", "officer", "actor", "due_on")(entry)
        return (step, said.get(text) if text else None, *named)

    return into("actions_steps", columns)


VIEW = View(
    name="actions",
    version=2,
    tables=_TABLES,
    handlers={
        "minutebook.resolution-passed.1": _clauses,
        "minutebook.action-set.1": into("actions", _set),
        "minutebook.action-progressed.1": _step("progressed", "note"),
        "minutebook.action-completed.1": _step("completed", "evidence"),
        "minutebook.action-closed.1": _step("closed", "note"),
        "minutebook.action-reopened.1": _step("reopened", "reason"),
        "minutebook.action-overdue.1": _step("overdue", None),
    },
)
"""What was asked for, by clauses and otherwise, and every step that was taken on it."""
