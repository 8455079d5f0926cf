"""The view of gate sequences: definitions, assessments and decisions."""

from __future__ import annotations

from projections.rows import into
from projections.seen import stored
from projections.view import Entry, Row, View

_TABLES = (
    (
        "CREATE TABLE gates (position INTEGER, decided_on TEXT, ref TEXT, name TEXT, body TEXT,"
        " programme TEXT, project TEXT, summary TEXT, gates TEXT, criteria TEXT, source TEXT)"
    ),
    (
        "CREATE TABLE gates_assessments (position INTEGER, decided_on TEXT, ref TEXT, gate INTEGER,"
        " criterion TEXT, result TEXT, evidence TEXT, waived_by TEXT)"
    ),
    (
        "CREATE TABLE gates_decisions (position INTEGER, decided_on TEXT, ref TEXT, gate INTEGER,"
        " outcome TEXT, conditions TEXT, must_change TEXT)"
    ),
)


def _defined(entry: Entry) -> Row:
    said = entry.fact
    named = (said["name"], said["body"], said["programme"], said["project"], said["summary"])
    return (*named, stored(said["gates"]), stored(said["criteria"]), stored(said["source"]))


def _assessed(entry: Entry) -> Row:
    found = entry.fact["assessment"]
    result = (found["criterion"], found["result"], found["evidence"], found["waived_by"])
    return (entry.fact["gate"], *result)


def _decided(entry: Entry) -> Row:
    said = entry.fact
    return said["gate"], said["outcome"], stored(said["conditions"]), stored(said["must_change"])


VIEW = View(
    name="gates",
    version=1,
    tables=_TABLES,
    handlers={
        "minutebook.gate-sequence-defined.1": into("gates", _defined),
        "minutebook.criterion-assessed.1": into("gates_assessments", _assessed),
        "minutebook.gate-decided.1": into("gates_decisions", _decided),
    },
)
"""Gate sequences, how their criteria were found, and what was decided."""
