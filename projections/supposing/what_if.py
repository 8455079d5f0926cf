"""What the portfolio would be, had decisions gone another way, and what would be stale then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projections.changes.requests import Change, changes_named
from projections.changes.view import AWAITING, awaiting, requests_on
from projections.savings.bulk import add
from projections.savings.figures import CASHABLE_BENEFIT
from projections.savings.pence import in_pounds, less, pounds
from projections.savings.projects import ALL
from projections.supposing.acts import Act, Amounts, Figure, acts_on
from projections.supposing.bridging import Bridge, bridges
from projections.supposing.naming import named
from projections.supposing.replay import Replayed, Rest, replay
from projections.supposing.suppositions import (
    How,
    Supposition,
    expected_by,
    if_decided,
    without,
)
from projections.views import Views


class Supposed(NamedTuple):
    """What is supposed of one change, and what that does to one project; amounts in pounds.

    Attributes:
        ref: the request or extension.
        state: how it stands in the book.
        how: ``approved``, ``rejected``, ``never approved``, ``approved after all``, or ``left
            standing`` of what was approved and taken back.
        since: the day from which that would count; nothing where no source gives one.
        project: the project; nothing where no figure would be another.
        change: what would be added to its figure, per year.
        corrections: the positions of corrections of it that would not be in the book either.
    """

    ref: str
    title: str
    kind: str
    state: str
    how: str
    since: str | None
    project: str | None
    measure: str | None
    change: dict[str, Decimal]
    change_total: Decimal
    corrections: tuple[int, ...]


class Stale(NamedTuple):
    """A request that would not find the figure that it expects; amounts in pounds per year.

    Attributes:
        ref: the request.
        state: ``supposed`` where its approval is supposed, ``approved`` where it is in the book,
            else how it stands while it awaits its decision.
        since: the day of the approval; nothing while it awaits its decision.
        expected: what it expects.
        found: what it would find.
        apart: found less expected, in the years in which that is not nil.
    """

    ref: str
    state: str
    project: str
    measure: str
    since: str | None
    expected: dict[str, Decimal]
    found: dict[str, Decimal]
    apart: dict[str, Decimal]


class WhatIf(NamedTuple):
    """What is supposed and what it comes to.

    Attributes:
        measure: the measure that the figures are of.
        years: the years, in order.
        folded: earlier years that are counted in the first one.
        supposed: what is supposed, change by change and project by project, of every measure.
        projects: the projects whose figures would be others.
        groups: the portfolios, in the order of their names.
        total: all of them.
        stale: the requests that would rest on a figure that is not there.
    """

    measure: str
    years: tuple[str, ...]
    folded: tuple[str, ...]
    supposed: tuple[Supposed, ...]
    projects: tuple[Bridge, ...]
    groups: tuple[Bridge, ...]
    total: Bridge
    stale: tuple[Stale, ...]


def what_if(
    views: Views,
    *,
    as_at: date,
    known: int = ALL,
    decided: Collection[str] = (),
    how: How = How.APPROVED,
    undone: Collection[str] = (),
    measure: str = CASHABLE_BENEFIT,
    start: str | None = None,
) -> WhatIf:
    """Work out what the portfolios would be, had decisions gone another way; nothing is recorded.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        decided: the references of requests that await a decision and are supposed to get one.
        how: which decision that is, `How.APPROVED` or `How.REJECTED`.
        undone: the names of changes whose decision is supposed to have gone the other way, as
            `Name` reads them; a reference that a request and an extension share means the request.
        measure: the measure to add up.
        start: the first year; earlier years are folded into it.
    """
    pending = _awaiting(changes_named(views, decided, as_at=as_at, known=known))
    others = [_meant(named(views, name, as_at=as_at, known=known)) for name in sorted({*undone})]
    concerned = _projects((*pending, *(change for found in others for change in found)))
    acts = acts_on(views, concerned, as_at=as_at, known=known)
    suppositions = [
        *(without(views, found[0], acts) for found in others),
        *if_decided(pending, how, acts, as_at),
    ]
    replayed = replay(acts, suppositions)
    found = bridges(views, replayed, measure, as_at=as_at, known=known, start=start)
    left = _left(views, concerned, {change.ref for change in pending}, as_at, known)
    return WhatIf(
        measure,
        found.years,
        found.folded,
        tuple(row for supposition in suppositions for row in _told(supposition, acts)),
        found.projects,
        found.groups,
        found.total,
        (*_stale_approvals(replayed), *_stale_requests(left, replayed)),
    )


def _awaiting(found: Iterable[Change]) -> list[Change]:
    return [change for change in found if change.request and change.state in AWAITING]


def _meant(found: Sequence[Change]) -> Sequence[Change]:
    """Return what a name means: a request, or the extensions of that reference together."""
    return [change for change in found if change.request] or found


def _left(
    views: Views, projects: Iterable[str], pending: Collection[str], as_at: date, known: int
) -> list[Change]:
    """Return the requests on some projects that would still await their first decision."""
    refs = {ref for project in projects for ref in requests_on(views, project)} - {*pending}
    waiting = refs & {*awaiting(views, as_at.isoformat(), known)}
    found = changes_named(views, waiting, as_at=as_at, known=known)
    return [change for change in _awaiting(found) if change.awaits_decision]


def _projects(changes: Iterable[Change]) -> set[str]:
    return {
        line.project for change in changes for line in (*change.projects, *(change.agreed or ()))
    }


def _told(supposition: Supposition, acts: Iterable[Act]) -> Iterator[Supposed]:
    """Say what is supposed of a change, project by project; once where it does nothing."""
    sums: dict[Figure | tuple[None, None], Amounts] = {}
    for act in acts:
        if act.position in supposition.removed:
            add(sums.setdefault(act.figure, {}), less({}, act.change))
    for act in supposition.added:
        add(sums.setdefault(act.figure, {}), act.change)
    for (project, measure), change in sums.items() or (((None, None), {}),):
        yield Supposed(
            supposition.ref,
            supposition.title,
            supposition.kind,
            supposition.state,
            supposition.how,
            supposition.since or None,
            project,
            measure,
            in_pounds(change),
            pounds(sum(change.values())),
            supposition.corrections,
        )


def _stale_approvals(replayed: Replayed) -> Iterator[Stale]:
    for rest in replayed.stale:
        state = "supposed" if rest.act.supposed else "approved"
        yield _stale(rest, state, rest.act.since or None)


def _stale_requests(waiting: Iterable[Change], replayed: Replayed) -> Iterator[Stale]:
    """Give the requests that await their decision and would be stale, where the book differs."""
    for request in waiting:
        for line in request.projects:
            figure = line.project, line.measure
            book, found = replayed.book.get(figure, {}), replayed.supposed.get(figure, {})
            expected = expected_by(line)
            if found not in (book, expected):
                act = Act(0, "", *figure, "", request.ref, {}, expected)
                yield _stale(Rest(act, found, book), request.state, None)


def _stale(rest: Rest, state: str, since: str | None) -> Stale:
    return Stale(
        rest.act.reference or "",
        state,
        *rest.act.figure,
        since,
        in_pounds(rest.act.expected or {}),
        in_pounds(rest.found),
        in_pounds(rest.apart),
    )
