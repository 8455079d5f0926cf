"""Statements as assertions: which account must hold what, at the end of which day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from projections.statements.checking import Checked, State, check_these
from projections.statements.claims import Claim, claims_of
from projections.statements.queries import statements
from projections.views import Views


class Assertion(NamedTuple):
    """What a document states, as the journal asserts it.

    Attributes:
        claim: the amount and what it is of.
        checked: how it stands to the book.
        asserted: the amount to be found, in pence. Of a difference that somebody explained it is
            the stated amount less that difference: another difference is found.
    """

    claim: Claim
    checked: Checked
    asserted: int

    @property
    def papers_only(self) -> bool:
        """Whether the book keeps no such figure, so that only other documents speak of it."""
        return self.checked.book is None


def assertions(
    views: Views, measure: str, as_at: date, known: int
) -> tuple[list[Assertion], list[Checked]]:
    """Return what documents published by a day state of a measure.

    Returns:
        What can be asserted, and what cannot: figures that nothing can be compared with, and
        statements that were withdrawn.
    """
    made = [
        each
        for each in statements(views, as_at, known)
        if each.measure == measure and each.as_at <= as_at.isoformat()
    ]
    every = statements(views, as_at, known)
    checked = check_these(views, made, every, as_at=as_at, known=known)
    claims = (claim for each in made for claim in claims_of(each))
    return _sorted(zip(claims, checked, strict=True))


def _sorted(pairs: Iterable[tuple[Claim, Checked]]) -> tuple[list[Assertion], list[Checked]]:
    able: list[Assertion] = []
    unable: list[Checked] = []
    for claim, checked in pairs:
        if checked.state in {State.WITHDRAWN, State.NOT_COMPARABLE}:
            unable.append(checked)
        else:
            able.append(Assertion(claim, checked, claim.amount - _explained(checked)))
    return able, unable


def _explained(checked: Checked) -> int:
    """Return the difference that is explained, in pence."""
    if checked.state is not State.EXPLAINED or checked.difference is None:
        return 0
    return int(checked.difference.scaleb(2))
