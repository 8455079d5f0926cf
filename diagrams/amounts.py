"""Amounts as pictures write them: in a unit that is stated once, with a real minus, unrounded."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from diagrams.words import one_line

_PLACES: Final = {"£": 0, "£000": 3, "£m": 6}
"""By how many places the point moves in each unit; any other unit leaves it where it is."""


def amount_text(amount: Decimal, unit: str, *, signed: bool = False) -> str:
    """Return an amount as it is written in a picture that states the unit.

    Args:
        amount: pounds, or a number of whatever the measure counts.
        unit: ``£``, ``£000`` or ``£m``; any other where the measure is no money.
        signed: whether a plus stands before what is added.

    >>> amount_text(Decimal("1000000"), "£000", signed=True)
    '+1,000'
    >>> amount_text(Decimal("12.5"), "£")
    '12.50'
    """
    scaled = abs(amount).scaleb(-_PLACES.get(unit, 0))
    sign = "−" if amount < 0 else "+" if signed and amount > 0 else ""
    if scaled == scaled.to_integral_value():
        return f"{sign}{int(scaled):,}"
    if unit == "£":
        return f"{sign}{scaled:,.2f}"
    return f"{sign}{scaled.normalize():,f}"


def unit_in_words(unit: str, measure: str) -> str:
    """Return what amounts are in: ``£000``, or of what is no money its own name, ``hours``.

    >>> unit_in_words("£m", "cashable-benefit"), unit_in_words("plain", "staff-hours")
    ('£m', 'staff hours')
    """
    return unit if unit in _PLACES else one_line(measure.replace("-", " "))


def spoken_amount(amount: Decimal, unit: str, measure: str) -> str:
    """Return an amount as it is read aloud: in whole pounds, or with what it counts.

    >>> spoken_amount(Decimal("-1250000"), "£000", "cashable-benefit")
    'minus £1,250,000'
    """
    sign = "minus " if amount < 0 else ""
    if unit in _PLACES:
        return f"{sign}£{amount_text(abs(amount), '£')}"
    return f"{sign}{amount_text(abs(amount), unit)} {unit_in_words(unit, measure)}"
