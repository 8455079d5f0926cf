"""How amounts of money are printed."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """The unit in which a table shows amounts."""

    POUNDS = "£"
    THOUSANDS = "£000"
    MILLIONS = "£m"
    PLAIN = "plain"
    """Of what is no money; ``unit_of`` chooses it, and nobody needs to ask for it."""


class Pounds(str):
    """An amount as JSON and CSV carry it, which a workbook takes for the number it is."""

    __slots__ = ()


_DIVISORS = {Unit.POUNDS: 0, Unit.THOUSANDS: 3, Unit.MILLIONS: 6, Unit.PLAIN: 0}


def in_unit(amount: Decimal, unit: Unit) -> str:
    """Return an amount as a table shows it: ``3,010``, ``-1,000``, ``1,967.5``.

    Nothing is rounded, so that columns always add up to their totals as printed.

    >>> in_unit(Decimal("3010000"), Unit.THOUSANDS)
    '3,010'
    >>> in_unit(Decimal("-12.50"), Unit.POUNDS)
    '-12.50'
    """
    scaled = amount.scaleb(-_DIVISORS[unit])
    if scaled == scaled.to_integral_value():
        return f"{int(scaled):,}"
    if unit is Unit.POUNDS:
        return f"{scaled:,.2f}"
    return f"{scaled:,f}".rstrip("0")


def in_pounds(amount: Decimal) -> str:
    """Return an amount as JSON and CSV carry it: ``2010000``, ``-12.50``.

    The domain writes its stored amounts alike; its function is not used here because loading it
    costs a reading command a third of its time, and a test holds the two together.
    """
    if amount == amount.to_integral_value():
        return str(int(amount))
    return f"{amount:.2f}"
