"""Slips of the pen: a sign, a year, a unit, two digits, the last digit."""

from __future__ import annotations

from collections.abc import Iterable

from projections.statements.causes.cause import Case, Cause, money
from projections.statements.claims import TOTAL, Claim

_UNITS = (1_000, 1_000_000)
_THOUSAND_POUNDS = 100_000
_NINE = 9


def rounding(case: Case) -> Iterable[Cause]:
    """Look whether they are less than one printed digit apart."""
    digit = case.made.rounded_to
    if case.book is None:
        return
    if digit and abs(case.apart) <= digit:
        yield Cause(
            "rounding",
            f"They are no more than the last printed digit ({money(digit)}) apart: it was cut off,"
            " or added up from figures that were rounded before",
        )
    elif not digit and abs(case.apart) < _THOUSAND_POUNDS and not _rest(case.claim.amount):
        yield Cause(
            "rounding",
            "It is stated in whole thousands and they are less than one apart: record it with"
            " `rounded_to: 1000` if the paper prints thousands",
        )


def _rest(amount: int) -> int:
    return amount % _THOUSAND_POUNDS


def sign_turned(case: Case) -> Iterable[Cause]:
    """Look whether the book has the same amount with the other sign."""
    if case.book and case.claim.is_met_by(-case.book):
        yield Cause("sign-turned", f"The sign is turned: the book has {money(case.book)}")


def year_shifted(case: Case) -> Iterable[Cause]:
    """Look whether the book has the stated amount in the year before or after."""
    year = case.claim.first
    figure = case.figures.figure(case.made)
    if case.claim.period == TOTAL or not year or not figure or not figure.years:
        return
    for other in (_moved(year, 1), _moved(year, -1)):
        amount = figure.years.get(other, 0)
        if amount and case.claim.is_met_by(amount):
            yield Cause(
                "year-shifted",
                f"The book has {money(amount)} in {other}{_as_stated(case, other)}: the figure may"
                " stand a year off",
                (other,),
            )


def _as_stated(case: Case, year: str) -> str:
    """Name the place of the document that has the amount in another year, as the book does."""
    for made in case.beside:
        about = (made.kind, made.thing, made.figure, made.measure)
        same = about == (case.made.kind, case.made.thing, case.made.figure, case.made.measure)
        if same and made.withdrawn is None and made.amounts.get(year) == case.claim.amount:
            return f", as has {Claim(made, year, year, year, case.claim.amount).where}"
    return ""


def _moved(year: str, by: int) -> str:
    first = int(year[:4]) + by
    return f"{first}/{(first + 1) % 100:02d}"


def unit(case: Case) -> Iterable[Cause]:
    """Look whether one is a thousand or a million times the other."""
    stated, book = case.claim.amount, case.book
    for times in _UNITS if book and stated else ():
        if stated == (book or 0) * times or case.claim.is_met_by(round((book or 0) / times)):
            larger = "statement" if abs(stated) > abs(book or 0) else "book"
            yield Cause(
                "unit", f"The {larger} has {times:,} times the other: a unit was taken for another"
            )


def digits_swapped(case: Case) -> Iterable[Cause]:
    """Look whether two neighbouring digits changed places."""
    book, digit = case.book, case.made.rounded_to or 1
    if not book or case.apart % _NINE or book % digit or case.claim.amount % digit:
        return
    stated, had = str(abs(case.claim.amount // digit)), str(abs(book // digit))
    if len(stated) != len(had):
        return
    wrong = [at for at, pair in enumerate(zip(stated, had, strict=True)) if pair[0] != pair[1]]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:  # noqa: PLR2004 - a pair
        at = wrong[0]
        if stated[at : at + 2] == had[at : at + 2][::-1]:
            yield Cause(
                "digits-swapped",
                f"Two digits are swapped: {stated[at : at + 2]} for {had[at : at + 2]}",
            )
