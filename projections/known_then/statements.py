"""What documents published by the meeting state of the figures, and how that agreed and agrees."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from projections.known_then.basis import Basis
from projections.savings.projects import ALL
from projections.savings.scope import Scope
from projections.statements.queries import documents
from projections.statements.stated import Stated, statements_on
from projections.views import Views


class StatementThen(NamedTuple):
    """One amount that a document states; amounts in pounds.

    Attributes:
        scope: what it is of: ``project targeted-reviews``, ``all projects``.
        statement: the reference of the statement.
        document: the reference of its document.
        dated: the day of the document.
        page: the page.
        figure: what is stated.
        period: the year, or ``total``.
        value: what the document says.
        then: how it stood to the book; nothing where it was recorded since.
        now: how it stands to the book by what is known now.
    """

    scope: str
    statement: str
    document: str
    dated: str
    page: str | None
    figure: str
    period: str
    value: Decimal
    then: str | None
    now: str


def statements_then(
    views: Views, scopes: Iterable[Scope], basis: Basis, *, known: int = ALL
) -> tuple[StatementThen, ...]:
    """Return what documents of the day of the meeting or before it state of some figures.

    Args:
        views: the views.
        scopes: the projects or groups.
        basis: how the book is read for the resolution.
        known: the last position that the book is taken to know now.
    """
    if not documents(views, basis.held_on, known):
        return ()
    return tuple(row for scope in scopes for row in _on(views, scope, basis, known))


def _on(views: Views, scope: Scope, basis: Basis, known: int) -> Iterable[StatementThen]:
    held_on = basis.held_on
    then = {
        _key(said): said.state
        for said in statements_on(views, scope, as_at=held_on, known=basis.known)
    }
    for said in statements_on(views, scope, as_at=held_on, known=known):
        yield StatementThen(
            str(scope),
            said.statement,
            said.document,
            said.dated,
            said.page,
            said.figure,
            said.period,
            said.value,
            then.get(_key(said)),
            said.state,
        )


def _key(said: Stated) -> tuple[str, str]:
    return said.statement, said.period
