"""Amounts as they are written in pictures: never rounded, with a minus that is one."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from diagrams.words import one_line

_DIVISORS: Final = {"£": 0, "£000": 3, "£m": 6}


def amount_text(amount: Decimal, unit: str, *, signed: bool = False) -> str:
    """Return an amount as it is written in a picture, unrounded.

    >>> amount_text(Decimal("1000000"), "£000", signed=True)
    '+1,000'
    """
    scaled = amount.scaleb(-_DIVISORS.get(unit, 0))
    text = f"{abs(scaled):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    sign = "−" if amount < 0 else "+" if signed and amount > 0 else ""
    return sign + text


def unit_in_words(unit: str, measure: str) -> str:
    """Return what amounts are in: ``£000``, or of what is no money its own name, ``hours``."""
    return unit if unit in _DIVISORS else one_line(measure.replace("-", " "))
