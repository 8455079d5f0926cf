"""Very many marks made fewer: those of one month, quarter or year become one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from projections.lives.stepped import DECISION, Mark
from projections.wording.phrases import month, spaced

MOST_APART: Final = 60
"""Of more marks, those of one month are one; of those still more, those of one quarter or year."""

_QUARTERS: Final = ("January to March", "April to June", "July to September", "October to December")
_MONTHS_OF_QUARTER: Final = 3


class Fewer(NamedTuple):
    """Marks, and by what they were put together: ``month``, ``quarter``, ``year`` or nothing."""

    marks: list[Mark]
    by: str | None


def fewer(marks: Sequence[Mark]) -> Fewer:
    """Return marks, those of one kind and one time put together where there are very many."""
    found = Fewer(list(marks), None)
    for by, named in _PERIODS:
        if len(found.marks) <= MOST_APART:
            break
        found = Fewer(_gathered(marks, named), by)
    return found


def largest(weights: Sequence[Decimal], most: int) -> list[int]:
    """Return the places of the largest weights; of those alike, some from the whole of the time.

    >>> largest([Decimal(each) for each in (1, 1, 5, 1, 1, 1, 1)], 3)
    [1, 2, 5]
    """
    if len(weights) <= most:
        return list(range(len(weights)))
    least = sorted(weights)[-most]
    sure = [at for at, weight in enumerate(weights) if weight > least]
    alike = [at for at, weight in enumerate(weights) if weight == least]
    left = most - len(sure)
    return sorted([*sure, *(alike[(2 * n + 1) * len(alike) // (2 * left)] for n in range(left))])


def _month(day: date) -> str:
    return month(f"{day:%Y-%m}")


def _quarter(day: date) -> str:
    return f"{_QUARTERS[(day.month - 1) // _MONTHS_OF_QUARTER]} {day.year}"


def _year(day: date) -> str:
    return str(day.year)


_PERIODS: Final[tuple[tuple[str, Callable[[date], str]], ...]] = (
    ("month", _month),
    ("quarter", _quarter),
    ("year", _year),
)


def _gathered(marks: Sequence[Mark], named: Callable[[date], str]) -> list[Mark]:
    of: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        period = named(mark.day) if mark.day else ""
        of.setdefault((mark.what, period), []).append(mark)
    together = [
        its[0] if len(its) == 1 else _together(its, what, period)
        for (what, period), its in of.items()
    ]
    return sorted(together, key=lambda mark: (mark.day or date.min, mark.position or 0))


def _together(its: Sequence[Mark], what: str, period: str) -> Mark:
    """Return one mark for several of one kind; it stands where the last of them does."""
    last, (same, *others) = its[-1], {mark.period for mark in its}
    period = same if same and not others else period
    if what != DECISION:
        counted = Counter(spaced(mark.happened) for mark in its)
        said = "; ".join(f"{happened}: {count:,}" for happened, count in counted.items())
        said = f"{said[0].upper()}{said[1:]}."
        return Mark(last.day, period, what, last.happened, {}, 0, said=said, position=last.position)
    changes: dict[str, Decimal] = {}
    for mark in its:
        for year, change in mark.changes.items():
            changes[year] = changes.get(year, Decimal(0)) + change
    movements = sum(mark.movements for mark in its)
    are_gathered = any(mark.period for mark in its)
    told = f"{movements:,} movements" if are_gathered else f"{len(its):,} decisions"
    by_year = dict(sorted(changes.items()))
    return Mark(last.day, period or None, what, told, by_year, movements, position=last.position)
