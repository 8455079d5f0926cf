"""The view of meetings: what was called, held, declared, put off and minuted."""

from __future__ import annotations

from projections.rows import fields, into
from projections.seen import stored
from projections.view import Entry, Row, View

_TABLES = (
    (
        "CREATE TABLE meetings (position INTEGER, decided_on TEXT, ref TEXT, body TEXT,"
        " scheduled_for TEXT, starts_at TEXT, place TEXT, source TEXT)"
    ),
    "CREATE TABLE meetings_held (position INTEGER, decided_on TEXT, ref TEXT, closed_at TEXT)",
    "CREATE TABLE meetings_agendas (position INTEGER, decided_on TEXT, ref TEXT, items TEXT)",
    (
        "CREATE TABLE meetings_attendance (position INTEGER, decided_on TEXT, ref TEXT, who TEXT,"
        " reason TEXT, corrected_on TEXT)"
    ),
    (
        "CREATE TABLE meetings_declarations (position INTEGER, decided_on TEXT, ref TEXT,"
        " person TEXT, kind TEXT, interest TEXT, item TEXT)"
    ),
    (
        "CREATE TABLE meetings_adjournments (position INTEGER, decided_on TEXT, ref TEXT,"
        " resumes_on TEXT, reason TEXT)"
    ),
    (
        "CREATE TABLE meetings_cancellations (position INTEGER, decided_on TEXT, ref TEXT,"
        " reason TEXT)"
    ),
    (
        "CREATE TABLE meetings_corrections (position INTEGER, decided_on TEXT, ref TEXT,"
        " corrected_at TEXT, minute TEXT, text TEXT)"
    ),
    (
        "CREATE TABLE meetings_confirmations (position INTEGER, decided_on TEXT, ref TEXT,"
        " confirmed_at TEXT)"
    ),
    (
        "CREATE TABLE meetings_deferrals (position INTEGER, decided_on TEXT, change_request TEXT,"
        " deferred_to TEXT, by_body TEXT, at_meeting TEXT, resolution TEXT)"
    ),
)


def _scheduled(entry: Entry) -> Row:
    said = entry.fact
    called = (said["body"], said["scheduled_for"], said["starts_at"], said["place"])
    return (*called, stored(said["source"]))


def _agenda(entry: Entry) -> Row:
    return (stored(entry.fact["items"]),)


def _attendance(entry: Entry) -> Row:
    said = entry.fact
    return stored(said["attendance"]), said.get("reason"), said.get("corrected_on")


def _corrected(entry: Entry) -> Row:
    correction = entry.fact["correction"]
    return entry.fact["corrected_at"], correction["minute"], correction["text"]


def _deferred(entry: Entry) -> Row:
    ruling = entry.fact["ruling"]
    return entry.fact["deferred_to"], ruling["body"], ruling["meeting"], ruling["resolution"]


VIEW = View(
    name="meetings",
    version=2,
    tables=_TABLES,
    handlers={
        "minutebook.meeting-scheduled.1": into("meetings", _scheduled),
        "minutebook.meeting-held.1": into("meetings_held", fields("closed_at")),
        "minutebook.agenda-published.1": into("meetings_agendas", _agenda),
        "minutebook.attendance-recorded.1": into("meetings_attendance", _attendance),
        "minutebook.attendance-corrected.1": into("meetings_attendance", _attendance),
        "minutebook.interest-declared.1": into(
            "meetings_declarations", fields("person", "kind", "interest", "item")
        ),
        "minutebook.meeting-adjourned.1": into(
            "meetings_adjournments", fields("resumes_on", "reason")
        ),
        "minutebook.meeting-cancelled.1": into("meetings_cancellations", fields("reason")),
        "minutebook.minutes-corrected.1": into("meetings_corrections", _corrected),
        "minutebook.minutes-confirmed.1": into("meetings_confirmations", fields("confirmed_at")),
        "minutebook.change-request-deferred.1": into("meetings_deferrals", _deferred),
    },
)
"""Meetings and everything that happens to one, one table each."""
