"""What change requests themselves say of a difference."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from projections.savings.pence import pounds
from projections.statements.causes.cause import Case, Cause, money
from projections.statements.claims import EXPECTED


def same_request(case: Case) -> Iterable[Cause]:
    """Look whether the difference is what the request itself changes in another year."""
    if case.made.figure != EXPECTED or case.book is None:
        return
    request = case.figures.request(case.made.thing or "")
    for line in request.projects if request else ():
        for figure in line.profile:
            if figure.year == case.claim.first == case.claim.last:
                continue
            if figure.change and abs(figure.change) == abs(pounds(case.apart)):
                yield Cause(
                    "same-request",
                    f"{money(abs(case.apart))} is what {case.made.thing} itself changes in"
                    f" {figure.year} ({_pounds(figure.expected)} to {_pounds(figure.revised)})",
                    (case.made.thing or "",),
                )


def request_says(case: Case) -> Iterable[Cause]:
    """Look whether the request as it was recorded expects another amount than is stated."""
    if case.made.figure != EXPECTED or case.book is None:
        return
    request = case.figures.request(case.made.thing or "")
    expected = {
        figure.year: int(figure.expected.scaleb(2))
        for line in (request.projects if request else ())
        if case.made.project in (None, line.project)
        for figure in line.profile
    }
    recorded = case.claim.over(expected)
    if not case.claim.is_met_by(recorded):
        yield Cause(
            "misread",
            f"As it was recorded, {case.made.thing} expects {money(recorded)}",
            (case.made.thing or "",),
            request.position if request else None,
        )


def no_figure(case: Case) -> Iterable[Cause]:
    """Say where the book has nothing at all of a year."""
    if case.book != 0 or case.made.figure not in ("target", EXPECTED) or not case.claim.amount:
        return
    if case.made.kind in ("project", "change-request"):
        yield Cause("no-figure", f"The book has nothing of {case.claim.years}")


def _pounds(amount: Decimal) -> str:
    return money(int(amount.scaleb(2)))
