"""The view of cases: what set out, every move, and what was found overdue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from projections.rows import place
from projections.seen import stored
from projections.view import Entry, Handler, Row, View

OPENED = "opened"
STEPPED = "stepped"
REOPENED = "reopened"
ANEW = "set-out-again"
MIGRATED = "migrated"
OVERDUE = "overdue"
ESCALATED = "escalated"

_TABLES = (
    (
        "CREATE TABLE cases (position INTEGER, decided_on TEXT, ref TEXT, subject_kind TEXT,"
        " subject TEXT, title TEXT, route TEXT, raised_by TEXT)"
    ),
    (
        "CREATE TABLE cases_moves (position INTEGER, decided_on TEXT, ref TEXT, recorded_at TEXT,"
        " move TEXT, step TEXT, from_state TEXT, state TEXT, version INTEGER, closes INTEGER,"
        " actor TEXT, role TEXT, body TEXT, meeting TEXT, item TEXT, resolution TEXT,"
        " delegation TEXT, consulted TEXT, attachments TEXT, papers TEXT, note TEXT, bodies TEXT,"
        " deferred_to TEXT, timetable TEXT, source TEXT)"
    ),
    (
        "CREATE TABLE cases_notices (position INTEGER, decided_on TEXT, ref TEXT, notice TEXT,"
        " step TEXT, due_on TEXT, role TEXT, body TEXT)"
    ),
    "CREATE INDEX cases_of ON cases (ref)",
    "CREATE INDEX cases_moves_of ON cases_moves (ref, position)",
    "CREATE INDEX cases_notices_of ON cases_notices (ref, position)",
)


def _opened(entry: Entry) -> Iterable[tuple[str, Row]]:
    said = entry.fact
    subject = (said["subject_kind"], said["subject"], said["title"])
    yield "cases", (*place(entry), *subject, said["route"], said.get("raised_by"))
    yield _move(entry, OPENED, None, None, said["state"], said["version"])


def _stepped(entry: Entry) -> Iterable[tuple[str, Row]]:
    said = entry.fact
    yield _move(entry, STEPPED, said["step"], said["from_state"], said["to_state"], None)


def _reopened(entry: Entry) -> Iterable[tuple[str, Row]]:
    said = entry.fact
    move = ANEW if said.get("anew") else REOPENED
    yield _move(entry, move, None, said["from_state"], said["to_state"], None)


def _migrated(entry: Entry) -> Iterable[tuple[str, Row]]:
    said = entry.fact
    yield _move(entry, MIGRATED, None, said["from_state"], said["state"], said["version"])


def _move(
    entry: Entry,
    move: str,
    step: str | None,
    from_state: str | None,
    state: str,
    version: int | None,
) -> tuple[str, Row]:
    said: dict[str, Any] = entry.fact
    return (
        "cases_moves",
        (
            *place(entry),
            entry.recorded_at,
            move,
            step,
            from_state,
            state,
            version,
            int(said.get("closes", False)),
            said["actor"],
            *(said.get(name) for name in ("role", "body", "meeting", "item", "resolution")),
            said.get("delegation"),
            stored(said.get("consulted")),
            stored(said.get("attachments")),
            " ".join(paper["kind"] for paper in said.get("attachments", ())) or None,
            said.get("note") or said.get("reason"),
            stored(said.get("bodies")),
            said.get("deferred_to"),
            stored(said.get("timetable")),
            stored(said["source"]),
        ),
    )


def _noticed(notice: str) -> Handler:
    def handle(entry: Entry) -> Iterable[tuple[str, Row]]:
        said = entry.fact
        told = (said["step"], said["due_on"], said.get("role"), said.get("body"))
        yield "cases_notices", (*place(entry), notice, *told)

    return handle


VIEW = View(
    name="cases",
    version=3,
    tables=_TABLES,
    handlers={
        "minutebook.case-opened.1": _opened,
        "minutebook.case-stepped.1": _stepped,
        "minutebook.case-reopened.1": _reopened,
        "minutebook.case-migrated.1": _migrated,
        "minutebook.case-overdue.1": _noticed(OVERDUE),
        "minutebook.case-escalated.1": _noticed(ESCALATED),
    },
)
"""Cases, every move of each, and what time itself brought about."""
