"""Which documents the figures rest on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from projections.savings.projects import ALL
from projections.views import Views


class Cited(NamedTuple):
    """A source, ``document``, ``page``, ``item`` and ``paragraph``, and how many facts cite it."""

    source: dict[str, Any]
    facts: int


def sources_of_figures(
    views: Views,
    *,
    as_at: date,
    known: int = ALL,
    measure: str | None = None,
    only: Collection[str] | None = None,
) -> list[Cited]:
    """Return the sources of all facts that moved a figure by a day.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        measure: the only measure wanted; every one if left out.
        only: the projects wanted; every one if left out.
    """
    rows = views.execute(
        "SELECT project, measure, source, count(*) FROM figure_fact WHERE source IS NOT NULL"
        " AND since <= ? AND position <= ? GROUP BY project, measure, source",
        (as_at.isoformat(), known),
    )
    counts: Counter[str] = Counter()
    for project, of_measure, source, facts in rows:
        if measure in (None, of_measure) and (only is None or project in only):
            counts[source] += facts
    return [Cited(json.loads(source), facts) for source, facts in sorted(counts.items())]
