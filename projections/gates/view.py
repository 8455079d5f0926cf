"""The view of gate sequences: definitions, assessments, waivers, decisions, breaches."""

from __future__ import annotations

from collections.abc import Iterable

from projections.rows import fields, into, place
from projections.seen import stored
from projections.view import Entry, Row, View

RECYCLE = "recycle"

_TABLES = (
    (
        "CREATE TABLE gates (position INTEGER, decided_on TEXT, ref TEXT, name TEXT, body TEXT,"
        " programme TEXT, project TEXT, summary TEXT, gates TEXT, criteria TEXT, source TEXT)"
    ),
    (
        "CREATE TABLE gates_assessments (position INTEGER, decided_on TEXT, ref TEXT, gate INTEGER,"
        " criterion TEXT, result TEXT, evidence TEXT, waived_by TEXT, assessor TEXT)"
    ),
    "CREATE INDEX gates_assessments_of ON gates_assessments (ref, position)",
    (
        "CREATE TABLE gates_decisions (position INTEGER, decided_on TEXT, ref TEXT, gate INTEGER,"
        " outcome TEXT, conditions TEXT, must_change TEXT, recycle_to INTEGER, body TEXT,"
        " meeting TEXT, resolution TEXT)"
    ),
    (
        "CREATE TABLE gates_waivers (position INTEGER, decided_on TEXT, ref TEXT, criterion TEXT,"
        " granted_by TEXT, reason TEXT, expires_on TEXT)"
    ),
    (
        "CREATE TABLE gates_waivers_ended (position INTEGER, decided_on TEXT, ref TEXT,"
        " criterion TEXT, reason TEXT)"
    ),
    (
        "CREATE TABLE gates_breaches (position INTEGER, decided_on TEXT, ref TEXT, gate INTEGER,"
        " condition TEXT, reason TEXT)"
    ),
)


def _defined(entry: Entry) -> Row:
    said = entry.fact
    named = (said["name"], said["body"], said["programme"], said["project"], said["summary"])
    return (*named, stored(said["gates"]), stored(said["criteria"]), stored(said["source"]))


def _assessed(entry: Entry) -> Row:
    found = entry.fact["assessment"]
    result = (found["criterion"], found["result"], found["evidence"], found["waived_by"])
    return (entry.fact["gate"], *result, found.get("assessor"))


def _decided(entry: Entry) -> Row:
    said = entry.fact
    conditions, must_change = stored(said["conditions"]), stored(said["must_change"])
    said_so = (said["gate"], said["outcome"], conditions, must_change, None)
    return (*said_so, *_authority(entry))


def _recycled(entry: Entry) -> Row:
    said = entry.fact
    said_so = (said["gate"], RECYCLE, None, stored(said["must_change"]), said["recycle_to"])
    return (*said_so, *_authority(entry))


def _authority(entry: Entry) -> Row:
    """Return who decided, where and by which resolution, as far as the authority says so."""
    said = entry.fact["authority"] or {}
    return said.get("body"), said.get("meeting"), said.get("resolution")


def _breached(entry: Entry) -> Iterable[tuple[str, Row]]:
    """Note what opened a gate again; breaches of change requests are for another view."""
    if entry.subject.startswith("gate-sequence:"):
        condition = entry.fact["condition"]
        gate = int(condition.split("/")[-2])
        row = (*place(entry), gate, condition, entry.fact["reason"])
        yield "gates_breaches", row


VIEW = View(
    name="gates",
    version=3,
    tables=_TABLES,
    handlers={
        "minutebook.gate-sequence-defined.1": into("gates", _defined),
        "minutebook.criterion-assessed.1": into("gates_assessments", _assessed),
        "minutebook.gate-decided.1": into("gates_decisions", _decided),
        "minutebook.gate-recycled.1": into("gates_decisions", _recycled),
        "minutebook.criterion-waived.1": into(
            "gates_waivers", fields("criterion", "granted_by", "reason", "expires_on")
        ),
        "minutebook.waiver-lapsed.1": into("gates_waivers_ended", fields("criterion", "reason")),
        "minutebook.condition-breached.1": _breached,
    },
)
"""Gate sequences, how their criteria were found or waived, and what was decided."""
