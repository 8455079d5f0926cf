"""Amounts in view rows: whole pence, so that SQL adds them up exactly and fast."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

NOTHING = Decimal(0)


def pence(stored: str) -> int:
    """Return the pence of an amount in its stored form, ``2010000`` or ``-12.50``.

    The stored form has no decimals or two, so leaving out the point multiplies by a hundred.

    >>> pence("2010000"), pence("-0.50")
    (201000000, -50)
    """
    return int(stored.replace(".", "")) if "." in stored else int(stored) * 100


def pounds(amount: int) -> Decimal:
    """Return pence as exact pounds; its text is the form that is stored and exchanged.

    >>> str(pounds(201000000)), str(pounds(-50))
    ('2010000', '-0.50')
    """
    whole, rest = divmod(amount, 100)
    return Decimal(amount).scaleb(-2) if rest else Decimal(whole)


def profile(stored: Mapping[str, str] | None) -> dict[str, int]:
    """Return a stored profile in pence, its nil years left out: a year not named is nil."""
    if not stored:
        return {}
    return {
        year: amount
        for year, text in stored.items()
        if (amount := int(text.replace(".", "")) if "." in text else int(text) * 100)
    }


def less(these: Mapping[str, int], those: Mapping[str, int]) -> dict[str, int]:
    """Return these amounts less those, year by year in order; years without difference left out."""
    years = sorted({*these, *those})
    found = {year: these.get(year, 0) - those.get(year, 0) for year in years}
    return {year: amount for year, amount in found.items() if amount}


def in_pounds(amounts: Mapping[str, int]) -> dict[str, Decimal]:
    """Return amounts per year as exact pounds, in the order of the years."""
    return {year: pounds(amounts[year]) for year in sorted(amounts)}
