"""Amounts as programme offices print them, read exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_MINUS = str.maketrans("−–—\u2010\u2011\u2012", "------")
_SPACES = str.maketrans("", "", " \u00a0\u2009\u202f'’")
_NOTHING = frozenset({"", "-", "--", "n/a", "na", "nil", "none", "tbc", "tbd", "n/k"})
_UNKNOWN = frozenset({"tbc", "tbd", "n/k"})
_NUMBER = re.compile(
    r"(?P<open>\()?(?P<minus>-)?£?(?P<second>-)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?P<unit>k|m|bn)?(?P<after>-)?(?P<close>\))?",
    re.ASCII,
)
_SPACED = re.compile(r"[-(£\s−–]*\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?!\d)")
_GAP = re.compile(r"\d[ \u00a0\u2009\u202f'’]+\d")
_UNITS = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
_LONGEST = 12  # digits of whole pounds, as amounts in a book may have
_PENNY = Decimal("0.01")


class NotAnAmount(ValueError):
    """A cell that should hold an amount and holds something else; the message says what."""


def amount_in(value: str | Decimal, unit: int) -> Decimal | None:
    """Return the pounds that a cell states; ``None`` where it states nothing.

    Brackets, a minus sign before or after, commas, spaces and pound signs are read as people mean
    them; ``n/a`` and a dash alone are no figure. A figure with a unit of its own, ``£1.5m`` or
    ``686k``, is counted in that, all others in the unit of their column.

    Args:
        value: the cell.
        unit: how many pounds one unit of the column is.

    Raises:
        NotAnAmount: for a text, a percentage, or a figure of more than twelve digits.
    """
    if isinstance(value, Decimal):
        return _within_reason(value * unit, str(value))
    found = _read(value, unit)
    return found.amount if found else None


def last_digit(value: str | Decimal, unit: int) -> Decimal | None:
    """Return what the last printed digit of a cell counts, in pounds; of exact pounds a penny.

    A text shows its digits. A number shows none, as a workbook keeps 1.5 for 1.500: of it, it is
    the largest power of ten up to the unit of which it is a multiple.

    >>> last_digit("£1.6m", 1000), last_digit("1.152", 1_000_000), last_digit("1,552", 1)
    (Decimal('1E+5'), Decimal('1E+3'), Decimal('0.01'))

    Args:
        value: a cell that `amount_in` reads.
        unit: how many pounds one unit of the column is.
    """
    if isinstance(value, str):
        found = _read(value, unit)
        return found.last_digit if found else None
    least = _exponent(Decimal(unit))
    if value:
        least = min(least, _exponent(value * unit))
    return _PENNY if unit == 1 else Decimal(1).scaleb(least)


def rounded_to_pence(amount: Decimal) -> Decimal:
    """Return an amount in whole pence, half a penny away from nought."""
    return amount.quantize(_PENNY, rounding="ROUND_HALF_UP")


class _Read(NamedTuple):
    """The amount that a text states, and what its last digit counts."""

    amount: Decimal
    last_digit: Decimal


@lru_cache(maxsize=65536)
def _read(text: str, unit: int) -> _Read | None:
    plain = text.strip().casefold().translate(_MINUS)
    if plain in _UNKNOWN:
        raise NotAnAmount(f"{text!r} leaves the figure open")
    if plain.strip("£ ") in _NOTHING:
        return None
    if _GAP.search(plain) and not _SPACED.match(plain):
        raise NotAnAmount(f"{text!r} reads as more than one figure")
    found = _NUMBER.fullmatch(plain.translate(_SPACES))
    if found is None or bool(found["open"]) != bool(found["close"]) or _signs(found) > 1:
        raise NotAnAmount(_told(text))
    own = _UNITS.get(found["unit"], unit)
    number = Decimal(found["number"].replace(",", ""))
    amount = _within_reason((-number if _signs(found) else number) * own, text)
    decimals = len(found["number"].partition(".")[2])
    digit = _PENNY if own == 1 else Decimal(1).scaleb(_exponent(Decimal(own)) - decimals)
    return _Read(amount, digit)


def _exponent(amount: Decimal) -> int:
    """Return how many noughts an amount ends in; less than none where it has decimals."""
    return int(amount.normalize().as_tuple().exponent)


def _signs(found: re.Match[str]) -> int:
    """Count the signs that make a figure negative: brackets and minus together are no figure."""
    return sum(bool(found[name]) for name in ("open", "minus", "second", "after"))


def _told(text: str) -> str:
    if text.rstrip().endswith("%"):
        return f"{text!r} is a percentage, and no amount"
    return f"{text!r} is no amount: write 1552, (1,552) or -1,552, or leave the cell blank"


def _within_reason(amount: Decimal, text: str) -> Decimal:
    if abs(amount) >= 10**_LONGEST:
        raise NotAnAmount(f"{text!r} comes to more than {_LONGEST} digits of pounds")
    return amount + 0  # never minus nought
