"""What moved the targets, fact by fact: each becomes one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from exports.journals.flows import BEGINNING, Flow
from projections.views import Views
from projections.wording.phrases import places, spaced

_MOVED = """
    SELECT m.position, m.since, m.project, m.year, m.change,
        f.recorded_at, f.kind, f.reference, f.title, f.authority, f.source
    FROM figure_movement m JOIN figure_fact f ON f.position = m.position
    WHERE m.measure = ? AND m.since <= ? AND m.position <= ?
    ORDER BY m.since, m.position, m.year
"""


class Moved(NamedTuple):
    """One fact that moved a project's target, and what vouches for it.

    Attributes:
        day: the day from which it counts.
        position: where the ledger has it.
        project: the project.
        flows: what it adds to each year.
        recorded_at: when the book learnt of it.
        kind: ``baseline``, ``extension``, ``write-off`` …
        reference: the change request, extension, or what a correction puts right.
        title: what the extension is called.
        authority: as it was recorded.
        source: as it was recorded.
    """

    day: str
    position: int
    project: str
    flows: tuple[Flow, ...]
    recorded_at: str
    kind: str
    reference: str | None
    title: str | None
    authority: dict[str, Any]
    source: dict[str, Any]

    @property
    def narration(self) -> str:
        """What it was, in words."""
        named = f" {self.reference}" if self.reference else ""
        titled = f": {self.title}" if self.title else ""
        return f"{self.project}, {spaced(self.kind)}{named}{titled}"

    @property
    def metadata(self) -> dict[str, str]:
        """What vouches for it, by the names that metadata bear; what is not said is left out."""
        document = self.source.get("document")
        said = {
            "position": str(self.position),
            "recorded-at": self.recorded_at,
            "meeting": self.authority.get("meeting"),
            "resolution": self.authority.get("resolution"),
            "officer": self.authority.get("officer"),
            "source": f"{document}{places(self.source)}" if document else None,
        }
        return {name: value for name, value in said.items() if value}


def moved(views: Views, measure: str, as_at: date, known: int) -> Iterator[Moved]:
    """Give the facts that moved the targets of a measure, in the order of their days."""
    rows = views.tuples(_MOVED, (measure, as_at.isoformat(), known))
    for position, of_one in groupby(rows, itemgetter(0)):
        years = list(of_one)
        _, since, project, _, _, *said = years[0]
        recorded_at, kind, reference, title, authority, source = said
        day = since or BEGINNING
        yield Moved(
            day,
            position,
            project,
            tuple(Flow(day, position, project, row[3], row[4]) for row in years),
            recorded_at,
            kind,
            reference,
            title,
            json.loads(authority or "{}"),
            json.loads(source or "{}"),
        )
