"""The figure ledger: every movement of what a project must deliver, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from projections.savings.blocks import BLOCK_TABLES
from projections.savings.carrying import Carrying
from projections.savings.pence import less, profile
from projections.savings.projects import ALL, BEGINNING
from projections.savings.standings import STANDING_TABLES
from projections.seen import stored
from projections.view import Entry, Row, View
from projections.views import Views

CASHABLE_BENEFIT = "cashable-benefit"
"""The measure that is meant where none is named."""

EXTENSION = "extension"
CORRECTION = "correction"
REQUEST = "request"
# What moved a figure; a request's own kind may be `extension` too, so the kind does not tell.

TAKEN_BACK = "taken-back"
"""What sort of movement it is where an approval was taken back, whatever kind the request was."""

_WHY_TAKEN_BACK = "The approval of {} was taken back after a breach of its conditions"
# The domain gives this reason and no other; its module is not loaded here, as that takes long, and
# a test holds the two together.


def _moved(
    entry: Entry,
    act: str,
    change: dict[str, int],
    reference: str | None = None,
    kind: str | None = None,
    sort: str | None = None,
) -> Iterable[tuple[str, Row]]:
    """Give the row of the fact, and one for each year whose amount it alters."""
    fact = entry.fact
    project, measure = entry.subject.partition(":")[2], fact["measure"]
    since = fact["decided_on"] or BEGINNING
    yield (
        "figure_fact",
        (
            entry.position,
            project,
            measure,
            since,
            entry.recorded_at,
            act,
            kind or act,
            reference,
            fact.get("title"),
            _text(fact["authority"]),
            _text(fact["source"]),
            fact["reason"],
        ),
    )
    yield "figure_measure", (measure,)
    for year, amount in change.items():
        yield "figure_year", (year,)
        row = (measure, project, year, since, entry.position, amount, sort or kind or act)
        yield "figure_movement", row


def _text(part: dict[str, Any] | None) -> str | None:
    return stored(part)


def _baseline(entry: Entry) -> Iterable[tuple[str, Row]]:
    return _moved(entry, "baseline", profile(entry.fact["profile"]))


def _brought_forward(entry: Entry) -> Iterable[tuple[str, Row]]:
    return _moved(entry, "brought-forward", profile(entry.fact["profile"]))


def _extended(entry: Entry) -> Iterable[tuple[str, Row]]:
    return _moved(entry, EXTENSION, profile(entry.fact["change"]), entry.fact["ref"])


def _rebaselined(entry: Entry) -> Iterable[tuple[str, Row]]:
    fact = entry.fact
    change = less(profile(fact["revised"]), profile(fact["expected"]))
    ref = fact["change_request"]
    taken_back = fact["reason"] == _WHY_TAKEN_BACK.format(ref)
    return _moved(entry, REQUEST, change, ref, fact["kind"], TAKEN_BACK if taken_back else None)


def _corrected(entry: Entry) -> Iterable[tuple[str, Row]]:
    return _moved(entry, CORRECTION, profile(entry.fact["change"]), entry.fact["corrects"])


FIGURES = View(
    name="figure",
    version=4,
    tables=(
        """
        CREATE TABLE figure_fact (
            position INTEGER PRIMARY KEY, project TEXT NOT NULL, measure TEXT NOT NULL,
            since TEXT NOT NULL, recorded_at TEXT NOT NULL, act TEXT NOT NULL, kind TEXT NOT NULL,
            reference TEXT, title TEXT, authority TEXT, source TEXT, reason TEXT
        )
        """,
        "CREATE INDEX figure_fact_of ON figure_fact (project, measure)",
        "CREATE INDEX figure_fact_by ON figure_fact (act, reference)",
        """
        CREATE TABLE figure_movement (
            measure TEXT NOT NULL, project TEXT NOT NULL, year TEXT NOT NULL, since TEXT NOT NULL,
            position INTEGER NOT NULL, change INTEGER NOT NULL, sort TEXT NOT NULL
        )
        """,
        # It holds all that sums over a project's movements need; a fact finds its own by it too.
        """
        CREATE UNIQUE INDEX figure_movement_of
        ON figure_movement (measure, project, since, position, year, change, sort)
        """,
        *STANDING_TABLES,
        *BLOCK_TABLES,
        "CREATE TABLE figure_measure (measure TEXT PRIMARY KEY)",
        "CREATE TABLE figure_year (year TEXT PRIMARY KEY)",
    ),
    once=("figure_measure", "figure_year"),
    carried=Carrying,
    handlers={
        "minutebook.baseline-set.1": _baseline,
        "minutebook.opening-balance-brought-forward.1": _brought_forward,
        "minutebook.savings-extended.1": _extended,
        "minutebook.savings-rebaselined.1": _rebaselined,
        "minutebook.savings-corrected.1": _corrected,
    },
)


def profile_of(
    views: Views,
    project: str,
    measure: str,
    as_at: date | str,
    known: int = ALL,
    *,
    before: tuple[str, int] | None = None,
) -> dict[str, int]:
    """Return what a project must deliver of a measure, in pence per year, nil years left out.

    Args:
        views: the views.
        project: its reference.
        measure: the measure.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        before: a day and position; only what stands before it in the history counts.
    """
    day, position = before or (str(as_at), ALL)
    rows = views.execute(
        "SELECT year, sum(change) FROM figure_movement"
        " WHERE measure = ? AND project = ? AND since <= ? AND position <= ?"
        " AND (since < ? OR position < ?) GROUP BY year HAVING sum(change) <> 0 ORDER BY year",
        (measure, project, str(as_at), known, day, position),
    )
    return dict(rows.fetchall())


def measures_of(views: Views, project: str) -> list[str]:
    """Return the measures of which a project has a figure."""
    rows = views.execute(
        "SELECT DISTINCT measure FROM figure_fact WHERE project = ? ORDER BY measure", (project,)
    )
    return [row[0] for row in rows]


def extensions_on(views: Views, project: str) -> list[str]:
    """Return the references of the extensions of a project's figures."""
    rows = views.execute(
        "SELECT DISTINCT reference FROM figure_fact WHERE project = ? AND act = ?",
        (project, EXTENSION),
    )
    return [row[0] for row in rows]


def all_years(views: Views) -> list[str]:
    """Return the financial years of which any project has a figure."""
    rows = views.execute("SELECT year FROM figure_year ORDER BY year")
    return [row[0] for row in rows]


def all_measures(views: Views) -> list[str]:
    """Return the measures of which any project has a figure or a status report."""
    rows = views.execute(
        "SELECT measure FROM figure_measure UNION SELECT measure FROM status_measure ORDER BY 1"
    )
    return [row[0] for row in rows]
