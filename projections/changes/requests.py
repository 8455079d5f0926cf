"""Change requests, and extensions that committees approved, as they stood at a moment."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from projections.changes.view import (
    APPROVED,
    AWAITING,
    COMMENTED,
    Step,
    approval_stands,
    body_of,
    state_of,
    steps,
)
from projections.savings.figures import EXTENSION, profile_of
from projections.savings.pence import NOTHING, in_pounds, pounds, profile
from projections.savings.projects import ALL
from projections.views import Views

_DECISION = (
    *("body", "decided_on", "meeting", "resolution", "decided_by", "delegation"),
    "commentary",
)


class Figure(NamedTuple):
    """One year of what a request asks, in pounds: change is revised less expected."""

    year: str
    expected: Decimal
    revised: Decimal
    change: Decimal


class Totals(NamedTuple):
    """The sums over all years, in pounds."""

    expected: Decimal
    revised: Decimal
    change: Decimal


class Line(NamedTuple):
    """What a request asks of one project.

    Attributes:
        project: the project's reference.
        measure: the measure.
        profile: year by year, every year that the request names.
        total: the sums over all years.
        book: what the book has now; of a request that awaits its decision only.
        stale: whether the book has another profile than the request expects, so that approval
            would be refused; ``None`` where the request awaits no decision.
    """

    project: str
    measure: str
    profile: tuple[Figure, ...]
    total: Totals
    book: dict[str, Decimal] | None
    stale: bool | None


class Change(NamedTuple):
    """A change request, or an extension that a committee approved.

    Attributes:
        ref: its reference.
        title: what it is called.
        kind: ``re-profile``, ``write-off``, ``extension`` …
        state: ``open``, ``deferred``, ``referred``, ``reopened`` (a condition of its approval was
            breached), ``approved``, ``approved-in-part``, ``rejected`` or ``withdrawn``.
        body: the body it lies with, or that decided it.
        projects: what it asks of each project.
        agreed: what was approved of each project, where only part was.
        comments: what finance, the programme office and others said.
        conditions: what the approval hangs on.
        decision: the last decision on it; ``None`` where there is none.
        rulings: every decision on it, oldest first.
        request: whether it is a change request; else it is an extension.
        figures_stand: whether it was approved and its figures are in the book, be it open again.
    """

    ref: str
    title: str
    kind: str
    state: str
    body: str | None
    raised_on: str | None
    raised_by: str | None
    decided_on: str | None
    stale: bool | None
    projects: tuple[Line, ...]
    agreed: tuple[Line, ...] | None
    reasons: str | None
    mitigation: str | None
    wider_impact: str | None
    lessons: list[dict[str, str]]
    comments: list[dict[str, Any]]
    conditions: list[dict[str, Any]]
    decision: dict[str, Any] | None
    rulings: tuple[dict[str, Any], ...]
    source: dict[str, str | None] | None
    recorded_at: str
    position: int
    request: bool
    figures_stand: bool

    @property
    def in_force(self) -> tuple[Line, ...]:
        """The lines that count: what was approved where only part was, else what is asked."""
        return self.projects if self.agreed is None else self.agreed

    @property
    def change(self) -> Decimal:
        """What it changes in total, in pounds."""
        return sum((line.total.change for line in self.in_force), NOTHING)

    @property
    def awaits_decision(self) -> bool:
        """Whether a decision can still bring its figures into the book."""
        return self.state in AWAITING and not self.figures_stand


def changes(
    views: Views, *, as_at: date, known: int = ALL, only: str | None = None
) -> list[Change]:
    """Return change requests and approved extensions in the order they were raised or decided.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        only: the reference of the one wanted; every one if left out.
    """
    day = as_at.isoformat()
    found = [
        _request(views, ref, taken, as_at, known)
        for ref, taken in steps(views, day, known, only=only).items()
    ]
    found += _extensions(views, day, known, only)
    return sorted(found, key=lambda change: (change.raised_on or "", change.ref))


def changes_named(
    views: Views, refs: Iterable[str], *, as_at: date, known: int = ALL
) -> list[Change]:
    """Return the requests and extensions that bear some references, in the same order."""
    found = [
        change
        for ref in sorted({*refs})
        for change in changes(views, as_at=as_at, known=known, only=ref)
    ]
    return sorted(found, key=lambda change: (change.raised_on or "", change.ref, change.position))


def extensions(views: Views, *, as_at: date, known: int = ALL, since: str = "") -> list[Change]:
    """Return the approved extensions, those of a day or later, in the order of their days."""
    return list(_extensions(views, as_at.isoformat(), known, None, since))


def change(views: Views, ref: str, *, as_at: date, known: int = ALL) -> Change | None:
    """Return one change; a request where an extension bears the same reference."""
    found = changes(views, as_at=as_at, known=known, only=ref)
    return next(iter(sorted(found, key=lambda change: not change.request)), None)


def _request(views: Views, ref: str, taken: list[Step], as_at: date, known: int) -> Change:
    raised, state = taken[0], state_of(taken)
    rulings = tuple(_ruling(step) for step in taken if step.ruling)
    agreed = next((step.fact["lines"] for step in taken if step.step == APPROVED[1]), None)
    stands = approval_stands(taken)
    awaiting = state in AWAITING and not stands
    lines = tuple(
        _line(line, profile_of(views, line["project"], line["measure"], as_at, known))
        if awaiting
        else _line(line)
        for line in raised.fact["lines"]
    )
    final = rulings[-1] if rulings else None
    return Change(
        ref=ref,
        title=raised.fact["title"],
        kind=raised.fact["kind"],
        state=state,
        body=body_of(taken),
        raised_on=raised.decided_on,
        raised_by=raised.fact["raised_by"],
        decided_on=final["decided_on"] if final and state not in AWAITING else None,
        stale=any(line.stale for line in lines) if awaiting else None,
        projects=lines,
        agreed=None if agreed is None else tuple(_line(line) for line in agreed),
        reasons=raised.fact["reasons"],
        mitigation=raised.fact["mitigation"],
        wider_impact=raised.fact["wider_impact"],
        lessons=raised.fact["lessons"],
        comments=[step.fact["comment"] for step in taken if step.step == COMMENTED],
        conditions=final["conditions"] if final else [],
        decision=final,
        rulings=rulings,
        source=raised.fact["source"],
        recorded_at=raised.recorded_at,
        position=raised.position,
        request=True,
        figures_stand=stands,
    )


def _ruling(step: Step) -> dict[str, Any]:
    ruling = step.ruling or {}
    return {
        "outcome": step.step,
        **{key: ruling.get(key) for key in _DECISION},
        "deferred_to": step.fact.get("deferred_to"),
        "referred_to": step.fact.get("referred_to"),
        "conditions": ruling.get("conditions", []),
        "recorded_at": step.recorded_at,
        "position": step.position,
    }


def _line(said: Mapping[str, Any], book: dict[str, int] | None = None) -> Line:
    """Make a line of a request of what it says, and of what the book has if that matters."""
    expected, revised = profile(said["expected"]), profile(said["revised"])
    return line_of(
        said["project"],
        said["measure"],
        sorted({*said["expected"], *said["revised"]}),
        expected,
        revised,
        book,
    )


def line_of(
    project: str,
    measure: str,
    years: Iterable[str],
    expected: dict[str, int],
    revised: dict[str, int],
    book: dict[str, int] | None = None,
) -> Line:
    """Make a line of profiles in pence.

    Args:
        project: the project's reference.
        measure: the measure.
        years: the years to show, in order.
        expected: what stands before.
        revised: what shall stand after.
        book: what the book has now, where that matters.
    """
    rows = [(year, expected.get(year, 0), revised.get(year, 0)) for year in years]
    before, after = sum(row[1] for row in rows), sum(row[2] for row in rows)
    return Line(
        project,
        measure,
        tuple(
            Figure(year, pounds(was), pounds(becomes), pounds(becomes - was))
            for year, was, becomes in rows
        ),
        Totals(pounds(before), pounds(after), pounds(after - before)),
        None if book is None else in_pounds(book),
        None if book is None else book != expected,
    )


def _extensions(
    views: Views, as_at: str, known: int, only: str | None, first: str = ""
) -> Iterable[Change]:
    """Return approved extensions; those of one reference and body are one, with its projects."""
    of_one = " AND reference = ?" if only is not None else ""
    rows = views.execute(
        "SELECT reference, position, project, measure, since, recorded_at, title, authority,"  # noqa: S608 - our own constant
        f" source, reason FROM figure_fact WHERE act = '{EXTENSION}'"
        f" AND since >= ? AND since <= ? AND position <= ?{of_one} ORDER BY since, position",
        (first, as_at, known, *([only] if only is not None else [])),
    )
    together: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        together.setdefault((row[0], row[4]), []).append(row[1:])
    for (ref, since), parts in together.items():
        yield _extension(views, ref, since, parts, known)


def _extension(views: Views, ref: str, since: str, parts: list[Any], known: int) -> Change:
    first, _, _, _, recorded_at, title, authority, source, reason = parts[0]
    said: dict[str, Any] = json.loads(authority or "{}")
    return Change(
        ref=ref,
        title=title or ref,
        kind=EXTENSION,
        state=APPROVED[0],
        body=said.get("body"),
        raised_on=since or None,
        raised_by=None,
        decided_on=since or None,
        stale=None,
        projects=tuple(
            _extended(views, position, project, measure, since, known)
            for position, project, measure, *_ in parts
        ),
        agreed=None,
        reasons=reason,
        mitigation=None,
        wider_impact=None,
        lessons=[],
        comments=[],
        conditions=[],
        decision=(decision := _as_decision(said, since, recorded_at, first)),
        rulings=(decision,),
        source=None if source is None else json.loads(source),
        recorded_at=recorded_at,
        position=first,
        request=False,
        figures_stand=True,
    )


def _as_decision(
    authority: Mapping[str, Any], since: str, recorded_at: str, position: int
) -> dict[str, Any]:
    """Put the authority of an extension into the form of a decision."""
    return {
        "outcome": APPROVED[0],
        **{key: authority.get(key) for key in _DECISION},
        "decided_on": since or None,
        "decided_by": authority.get("officer"),
        "commentary": authority.get("note"),
        "deferred_to": None,
        "referred_to": None,
        "conditions": [],
        "recorded_at": recorded_at,
        "position": position,
    }


def _extended(
    views: Views, position: int, project: str, measure: str, since: str, known: int
) -> Line:
    """Say what an extension added, to what stood before it in the history."""
    before = profile_of(views, project, measure, since, known, before=(since, position))
    added = dict(
        views.execute(
            "SELECT year, change FROM figure_movement WHERE measure = ? AND project = ?"
            " AND position = ? ORDER BY year",
            (measure, project, position),
        ).fetchall()
    )
    after = {year: before.get(year, 0) + change for year, change in added.items()}
    return line_of(project, measure, added, before, after)
