"""What a difference between a total and its rows looks like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from domain.values.amounts import ZERO, in_pounds

_MOST = 2
_SWAPPED = 9
_SAME_DIGITS = 2

Part = tuple[str, Decimal]
"""A row under a total: what it is called, and its figure in the column that is apart."""


def hint(parts: Sequence[Part], printed: Decimal, actual: Decimal, unit: int) -> str:
    """Say which row would explain a difference, if one does; empty where none does.

    Args:
        parts: the rows that the total covers.
        printed: the printed total.
        actual: what the rows add up to.
        unit: how many pounds one printed unit is.
    """
    if printed == -actual:
        return "; as if the sign of the total were turned round"
    found = list(islice(_of_rows(parts, actual - printed), _MOST + 1))
    if not found and _are_swapped(printed, actual, unit):
        found = ["two digits of the total swapped"]
    if not found or len(found) > _MOST:
        return _left_out(parts, printed - actual) if not found else ""
    return f"; as if {' or '.join(found)}"


def _of_rows(parts: Sequence[Part], apart: Decimal) -> Iterator[str]:
    """Yield which row, counted twice, or with its sign turned, makes the rows come to too much."""
    for name, figure in parts:
        if figure and figure == apart:
            yield f"{name} ({in_pounds(figure)}) were left out of it, or stood twice in the table"
        elif figure and 2 * figure == apart:
            yield f"the sign of {name} ({in_pounds(figure)}) were turned round"
        elif figure and figure == -apart:
            yield f"{name} ({in_pounds(figure)}) were counted in it twice"


def _left_out(parts: Sequence[Part], missing: Decimal) -> str:
    """Say that a row may be missing, where none of those that are there explains it."""
    if not parts:
        return ""
    return f"; a row of {in_pounds(missing)} may be left out, or a figure altered by as much"


def _are_swapped(printed: Decimal, actual: Decimal, unit: int) -> bool:
    """Tell whether two figures are alike but for two digits that stand side by side."""
    one, other = (str(abs(amount) / unit) for amount in (printed, actual))
    if len(one) != len(other) or printed * actual < ZERO or sorted(one) != sorted(other):
        return False
    differ = [at for at in range(len(one)) if one[at] != other[at]]
    return len(differ) == _SAME_DIGITS and differ[1] - differ[0] == 1
