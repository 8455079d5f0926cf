"""Amounts of money: exact decimals in pounds, never floating point."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

_WRITTEN = re.compile(r"([-−]?)£?(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?", re.ASCII)
_LONGEST = 12  # digits of whole pounds: ninety thousand such amounts still add up in a view
ZERO = Decimal(0)


def parse_amount(value: object) -> Decimal:
    """Read an amount in pounds as people write it.

    Args:
        value: a ``Decimal``, an ``int``, or text such as ``3010000``, ``-1,967.50`` or ``£250``.

    Returns:
        the exact amount in pounds.

    Raises:
        ValueError: for anything else, floating-point numbers and currency words included.
    """
    if isinstance(value, str):
        return _amount(value)
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise ValueError(f"{value!r} is not an amount: write pounds as digits, 3010000")  # noqa: TRY004 - pydantic reports ValueError
    return _amount(f"{value:f}" if isinstance(value, Decimal) else str(value))


@lru_cache(maxsize=4096)  # an amount is read when it is entered, and read back with every history
def _amount(value: str) -> Decimal:
    found = _WRITTEN.fullmatch(value.strip())
    if found is None or len(found[2].replace(",", "")) > _LONGEST:
        raise ValueError(
            f"{value!r} is not an amount: write pounds as digits alone, 3010000 or -12.50"
        )
    sign = "-" if found[1] else ""
    return Decimal(sign + found[2].replace(",", "") + (found[3] or "")) + ZERO


@lru_cache(maxsize=4096)
def format_amount(amount: Decimal) -> str:
    """Write an amount as the stored and exchanged form: ``2010000``, ``-12.50``.

    Two equal amounts are always written alike: whole pounds without pence, else two digits.

    Raises:
        ValueError: for a fraction of a penny, which is no amount and must not be rounded away.
    """
    if amount == amount.to_integral_value():
        return str(int(amount))
    if amount * 100 != (amount * 100).to_integral_value():
        raise ValueError(f"{amount} is not an amount: it has a fraction of a penny")
    return f"{amount:.2f}"


def in_pounds(amount: Decimal) -> str:
    """Write an amount for people: ``£2,010,000``, ``-£12.50``."""
    whole = amount == amount.to_integral_value()
    return f"{'-' if amount < 0 else ''}£{abs(amount):{',.0f' if whole else ',.2f'}}"


Amount = Annotated[
    Decimal,
    BeforeValidator(parse_amount),
    PlainSerializer(format_amount, return_type=str),
    WithJsonSchema(
        {
            "anyOf": [{"type": "integer"}, {"type": "number"}, {"type": "string"}],
            "description": "pounds, exact: 3010000 or -12.50",
        }
    ),
]
