"""The view of what findings of the audit were explained by."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from projections.rows import fields, into
from projections.seen import seen
from projections.view import Entry, Row, View
from projections.views import Views

_TABLE = """
    CREATE TABLE movement_explained (
        position INTEGER PRIMARY KEY, decided_on TEXT, ref TEXT NOT NULL, act INTEGER NOT NULL,
        rule TEXT NOT NULL, reason TEXT NOT NULL, explained_by TEXT NOT NULL
    )
"""


class Explanation(NamedTuple):
    """What somebody said of a finding.

    Attributes:
        reason: why the act stands as it does.
        explained_by: who says so.
        explained_on: the day they did.
        position: where it stands in the ledger.
    """

    reason: str
    explained_by: str
    explained_on: str | None
    position: int


def explanations(views: Views, as_at: date, known: int) -> dict[tuple[int, str], Explanation]:
    """Return the last explanation of each finding, by the act's position and the rule's code."""
    return {
        (row["act"], row["rule"]): Explanation(
            row["reason"], row["explained_by"], row["decided_on"], row["position"]
        )
        for row in seen(views, "movement_explained", as_at, known)
    }


def _explained(entry: Entry) -> Row:
    return fields("position", "rule", "reason", "explained_by")(entry)


VIEW = View(
    name="movement",
    version=1,
    tables=(_TABLE,),
    handlers={"minutebook.movement-explained.1": into("movement_explained", _explained)},
)
