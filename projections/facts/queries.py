"""Questions about facts: what was recorded, when, and by whom."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from projections.seen import day
from projections.wording.sentences import sentence

_SELECT = """
SELECT * FROM facts
WHERE position <= :known AND coalesce(decided_on, '0001-01-01') <= :as_at
"""
# A subject's log: every fact that names it, and the history of what belongs to it.
_OF_SUBJECT = """
AND (position IN (SELECT position FROM facts_subjects WHERE kind = :kind AND ref = :ref)
  OR (kind, ref) IN (
    SELECT own.kind, own.ref FROM facts_subjects AS named JOIN facts AS own USING (position)
    WHERE named.kind = :kind AND named.ref = :ref AND named.owner))
"""


class FactRow(NamedTuple):
    """One fact, in words and with where it comes from.

    Attributes:
        kind: what its own subject is, ``project``.
        subject: the reference of that, ``targeted-reviews``.
        sentence: what it says, in one sentence.
        authority: ``body``, ``decided_on``, ``meeting``, ``resolution``, ``officer``, ``note``.
        source: ``document``, ``page``, ``item``, ``paragraph``.
    """

    position: int
    recorded_at: str
    decided_on: date | None
    kind: str
    subject: str
    topic: str
    sentence: str
    actor: str
    authority: dict[str, Any] | None
    source: dict[str, Any] | None


def list_facts(
    connection: sqlite3.Connection,
    as_at: date | None = None,
    known_position: int | None = None,
    *,
    subject: tuple[str, str] | None = None,
) -> Iterator[FactRow]:
    """Yield facts in the order in which they were recorded, all or those of a subject.

    Args:
        connection: the views.
        as_at: leave out what took effect after this day.
        known_position: leave out what was recorded after this position.
        subject: a kind and a reference, ``("project", "targeted-reviews")``. Its log holds every
            fact that names it, and the history of what belongs to it: a body's meetings, a
            project's change requests.
    """
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    kind, ref = subject or (None, None)
    statement = _SELECT + (_OF_SUBJECT if subject else "") + "ORDER BY position"
    for row in cursor.execute(
        statement,
        {
            "known": 2**63 - 1 if known_position is None else known_position,
            "as_at": (as_at or date.max).isoformat(),
            "kind": kind,
            "ref": ref,
        },
    ):
        yield _fact(row)


def known_subjects(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return every kind and reference that a fact is about."""
    rows = connection.execute("SELECT DISTINCT kind, ref FROM facts_subjects ORDER BY kind, ref")
    return [(row[0], row[1]) for row in rows]


def _fact(row: sqlite3.Row) -> FactRow:
    said = json.loads(row["said"])
    return FactRow(
        position=row["position"],
        recorded_at=row["recorded_at"],
        decided_on=day(row["decided_on"]),
        kind=row["kind"],
        subject=row["ref"],
        topic=row["topic"],
        sentence=sentence(row["topic"], row["ref"], said),
        actor=row["actor"],
        authority=said["authority"],
        source=said["source"],
    )
