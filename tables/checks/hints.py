"""What a difference between a total and its rows looks like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from domain.values.amounts import ZERO, in_pounds
from tables.parts import Amounts

_MOST = 2
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
    # Rows of one name and figure explain it alike: that is told once.
    explained = dict.fromkeys(_of_rows(parts, actual - printed, unit))
    found = list(islice(explained, _MOST + 1))
    if not found and _are_swapped(printed, actual, unit):
        found = ["two digits of the total were swapped"]
    if not found or len(found) > _MOST:
        return _left_out(parts, printed - actual) if not found else ""
    return f"; as if {' or '.join(found)}"


def hint_of_years(years: Amounts, printed: Decimal, actual: Decimal, unit: int) -> str:
    """Say which year of a row would explain that it misses its total; empty where none does."""
    if printed and printed == -actual:
        return ", as if its sign were turned round"
    found = list(islice(_of_years(years, actual - printed, unit), _MOST + 1))
    if _are_swapped(printed, actual, unit):
        found.insert(0, "two digits of the total were swapped")
    return f", as if {' or '.join(found)}" if 0 < len(found) <= _MOST else ""


def _of_years(years: Amounts, apart: Decimal, unit: int) -> Iterator[str]:
    for year, figure in years.items():
        if figure == apart:
            yield f"{year} were not counted in it"
        elif 2 * figure == apart:
            yield f"the sign of {year} were turned round"
        elif _are_swapped(figure, figure - apart, unit):
            yield f"two digits of {year} were swapped"


def _of_rows(parts: Sequence[Part], apart: Decimal, unit: int) -> Iterator[str]:
    """Yield which row, counted twice, or with its sign turned, makes the rows come to too much."""
    for name, figure in parts:
        if figure and figure == apart:
            yield f"{name} ({in_pounds(figure)}) were left out of it, or stood twice in the table"
        elif figure and 2 * figure == apart:
            yield f"the sign of {name} ({in_pounds(figure)}) were turned round"
        elif figure and figure == -apart:
            yield f"{name} ({in_pounds(figure)}) were counted in it twice"
        elif _are_swapped(figure, figure - apart, unit):
            yield f"two digits of {name} ({in_pounds(figure)}) were swapped"


def _left_out(parts: Sequence[Part], missing: Decimal) -> str:
    """Say that a row may be missing, where none of those that are there explains it."""
    if not parts:
        return ""
    return f"; a row of {in_pounds(missing)} may be left out, or a figure altered by as much"


def _are_swapped(printed: Decimal, actual: Decimal, unit: int) -> bool:
    """Tell whether two figures are alike but for two digits that stand side by side."""
    one, other = (f"{abs(amount) / unit:f}" for amount in (printed, actual))
    if len(one) != len(other) or printed * actual < ZERO or sorted(one) != sorted(other):
        return False
    differ = [at for at in range(len(one)) if one[at] != other[at]]
    return len(differ) == _SAME_DIGITS and differ[1] - differ[0] == 1
