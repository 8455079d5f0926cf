"""What documents state of one project or group: for its history, and for papers about it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projections.changes.view import requests_on
from projections.savings.figures import CASHABLE_BENEFIT
from projections.savings.projects import ALL
from projections.savings.scope import Kind, Scope
from projections.statements.checking import Checked, State, check_these
from projections.statements.queries import Made, statements, statements_of_all
from projections.statements.view import REQUEST
from projections.views import Views


class Stated(NamedTuple):
    """One amount that a document states of a scope, and how it stands to the book; in pounds.

    Attributes:
        statement: the reference of the statement.
        document: the reference of its document.
        title: what the document is called.
        dated: the day of the document.
        page: the page.
        figure: what is stated: ``target``, ``at-risk``, ``expected`` …
        period: the year, or ``total``.
        as_at: the day on which the figure stood.
        value: what the document says.
        book: what the book has; nothing of a figure that it does not keep.
        state: how the two stand.
        difference: stated less book.
        position: where the ledger has the statement.
    """

    statement: str
    document: str
    title: str
    dated: str
    page: str | None
    figure: str
    period: str
    as_at: str
    value: Decimal
    book: Decimal | None
    state: State
    difference: Decimal | None
    position: int


def statements_on(
    views: Views,
    scope: Scope,
    *,
    measure: str = CASHABLE_BENEFIT,
    as_at: date,
    known: int = ALL,
) -> list[Stated]:
    """Return what documents state of a scope, in the order of their days.

    Of a project that is also what change requests on it expect and ask for.

    Args:
        views: the views.
        scope: the project, group or all projects.
        measure: the measure.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
    """
    found = checked_on(views, scope, measure=measure, as_at=as_at, known=known)
    return [
        Stated(
            each.statement,
            each.document,
            each.title,
            each.dated,
            each.page,
            each.figure,
            each.period,
            each.as_at,
            each.stated,
            each.book,
            each.state,
            each.difference,
            each.position,
        )
        for each in found
    ]


def checked_on(
    views: Views, scope: Scope, *, measure: str, as_at: date, known: int = ALL
) -> list[Checked]:
    """Return the same with all that was checked."""
    every = [made for made in _about(views, scope, as_at, known) if made.measure == measure]
    every.sort(key=lambda made: (made.dated, made.position))
    return check_these(views, every, every, as_at=as_at, known=known)


def _about(views: Views, scope: Scope, as_at: date, known: int) -> list[Made]:
    if scope.kind is Kind.WHOLE:
        return statements_of_all(views, as_at, known)
    things = [(str(scope.kind), scope.ref or "")]
    if scope.kind is Kind.PROJECT:
        things += [(REQUEST, ref) for ref in requests_on(views, scope.ref or "")]
    return [
        made
        for made in statements(views, as_at, known, about=things)
        if made.kind != REQUEST or made.project in (None, scope.ref)
    ]
