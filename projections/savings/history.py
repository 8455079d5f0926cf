"""The history of a figure: each movement with what stood before and after it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from projections.changes.view import decision_of
from projections.savings.figures import CASHABLE_BENEFIT, CORRECTION, EXTENSION, REQUEST
from projections.savings.pence import in_pounds, pounds
from projections.savings.projects import ALL
from projections.views import Views

_AUTHORITY = ("body", "decided_on", "meeting", "resolution", "officer", "note")
_SOURCE = ("document", "page", "item", "paragraph")

_MOVEMENTS = """
    SELECT m.year, m.change, m.since, f.recorded_at, m.position, f.act, f.kind, f.authority,
        f.reference, f.title, f.source, f.reason
    FROM figure_movement m JOIN figure_fact f ON f.position = m.position
    WHERE m.measure = ? AND m.project = ? AND m.since <= ? AND m.position <= ?
    ORDER BY m.since, m.position, m.year
"""


class Movement(NamedTuple):
    """One year of one fact that altered a figure; amounts in pounds.

    Attributes:
        year: the financial year, ``2018/19``.
        before: what stood before it, in the order of days of decision.
        after: what stood after it.
        change: after less before.
        decided_on: when it took effect; ``None`` where no source says, from the beginning.
        recorded_at: when the book learnt of it.
        position: where it stands in the ledger.
        kind: ``baseline``, ``brought-forward``, ``extension``, ``correction`` or the kind of the
            change request: ``re-profile``, ``write-off`` …
        authority: ``body``, ``decided_on``, ``meeting``, ``resolution``, ``officer`` and ``note``.
        change_request: the reference of the approved request.
        extension: the reference of the extension.
        corrects: what a correction puts right.
        title: what the extension is called.
        source: ``document``, ``page``, ``item`` and ``paragraph``.
        reason: the reason given.
    """

    year: str
    before: Decimal
    after: Decimal
    change: Decimal
    decided_on: str | None
    recorded_at: str
    position: int
    kind: str
    authority: dict[str, str | None] | None
    change_request: str | None
    extension: str | None
    corrects: str | None
    title: str | None
    source: dict[str, str | None] | None
    reason: str | None


class History(NamedTuple):
    """All movements of a figure, oldest decision first, and where they leave it."""

    project: str
    measure: str
    movements: tuple[Movement, ...]
    current: dict[str, Decimal]
    total: Decimal


def history(
    views: Views,
    project: str,
    measure: str = CASHABLE_BENEFIT,
    *,
    as_at: date,
    known: int = ALL,
    year: str | None = None,
) -> History:
    """Return the history of what a project must deliver of a measure.

    Movements stand in the order of their days of decision, those of one day in the order of
    recording: what was decided early and recorded late falls into its place, and its
    ``recorded_at`` and ``position`` show that it came late.

    Args:
        views: the views.
        project: its reference.
        measure: the measure.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        year: the only year wanted; every year if left out.
    """
    rows = views.execute(_MOVEMENTS, (measure, project, as_at.isoformat(), known))
    standing: dict[str, int] = {}
    movements = []
    for of_year, change, *told in rows:
        if year in (None, of_year):
            before = standing.get(of_year, 0)
            standing[of_year] = before + change
            movement = movement_of(of_year, before, change, *told)
            movements.append(with_ruling(views, movement, known))
    current = in_pounds(standing)
    return History(project, measure, tuple(movements), current, pounds(sum(standing.values())))


def movement_of(year: str, before: int, change: int, *told: Any) -> Movement:
    """Make the record of a movement, in pence, and of what its fact says in stored form."""
    since, recorded_at, position, act, kind, authority, reference, title, source, reason = told
    return Movement(
        year=year,
        before=pounds(before),
        after=pounds(before + change),
        change=pounds(change),
        decided_on=since or None,
        recorded_at=recorded_at,
        position=position,
        kind=kind,
        authority=_named(authority, _AUTHORITY),
        change_request=reference if act == REQUEST else None,
        extension=reference if act == EXTENSION else None,
        corrects=reference if act == CORRECTION else None,
        title=title,
        source=_named(source, _SOURCE),
        reason=reason,
    )


def with_ruling(views: Views, movement: Movement, known: int) -> Movement:
    """Let the decision on the request say what the movement leaves open of its authority."""
    ref = movement.change_request
    decision = decision_of(views, ref, movement.decided_on, known) if ref else None
    if decision is None:
        return movement
    ruling = decision.fact["ruling"] | {"officer": decision.fact["ruling"].get("decided_by")}
    said = movement.authority or {}
    authority = {key: said.get(key) or ruling.get(key) for key in _AUTHORITY}
    return movement._replace(authority=authority)


def _named(text: str | None, keys: tuple[str, ...]) -> dict[str, str | None] | None:
    """Return a stored authority or source with every key, so that readers need not ask for it."""
    said: dict[str, str | None] | None = None if text is None else json.loads(text)
    return said and {key: said.get(key) for key in keys}
