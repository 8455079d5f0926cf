"""What the likely cause is where a row's figures are not those of the book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from tables.parts import Severity

Row = Sequence[Decimal]
"""Pounds per year, over the same years in order; nil where a year is blank."""

_THOUSAND = 1000


class Cause(NamedTuple):
    """The rule that a row breaks, the words that say how, and how grave it is."""

    rule: str
    message: str
    severity: Severity = Severity.ERROR


_NO_CAUSE = Cause("book", "the book has other figures", Severity.WARNING)
_TURNED = Cause("sign-turned", "the book has its figures with the other sign")
_OTHER_UNIT = Cause("other-unit", "its figures and those of the book are a thousandfold apart")
_SWAPPED = Cause("digits-swapped", "two digits have changed places against the book")


def cause(printed: Row, book: Row) -> Cause:
    """Return why two rows differ, as far as the figures themselves tell; each row names it once."""
    return next((found for rule in _RULES if (found := rule(printed, book))), _NO_CAUSE)


def _shifted(printed: Row, book: Row) -> Cause | None:
    if not any(printed) or not any(book):
        return None  # what is nil stands nowhere
    later = not printed[0] and [*printed[1:]] == [*book[:-1]]
    earlier = not printed[-1] and [*printed[:-1]] == [*book[1:]]
    if not (later or earlier):
        return None
    way = "later" if later else "earlier"
    return Cause("year-shifted", f"its figures stand one year {way} than those of the book")


def _exchanged(printed: Row, book: Row) -> Cause | None:
    differing = [
        at for at, (one, other) in enumerate(zip(printed, book, strict=True)) if one != other
    ]
    if len(differing) == 2:  # noqa: PLR2004 - two change places
        first, second = differing
        if (printed[first], printed[second]) == (book[second], book[first]):
            return Cause("years-swapped", "the figures of two years have changed places")
    return None


def _turned(printed: Row, book: Row) -> Cause | None:
    return _all_differing(printed, book, lambda one, other: one == -other, _TURNED)


def _in_other_unit(printed: Row, book: Row) -> Cause | None:
    return _all_differing(
        printed,
        book,
        lambda one, other: _THOUSAND in (one / (other or one), other / (one or other)),
        _OTHER_UNIT,
    )


def _swapped(printed: Row, book: Row) -> Cause | None:
    return _all_differing(printed, book, are_swapped, _SWAPPED)


def _all_differing(
    printed: Row, book: Row, is_so: Callable[[Decimal, Decimal], bool], found: Cause
) -> Cause | None:
    differing = [pair for pair in zip(printed, book, strict=True) if pair[0] != pair[1]]
    return found if all(is_so(*pair) for pair in differing) else None


def are_swapped(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts differ by two digits beside each other that have changed places.

    >>> are_swapped(Decimal(1927000), Decimal(1297000)), are_swapped(Decimal(804), Decimal(805))
    (True, False)
    """
    if (one < 0) != (other < 0):
        return False
    first, second = (
        str(abs(amount.normalize().quantize(Decimal("0.01")))) for amount in (one, other)
    )
    if len(first) != len(second) or Counter(first) != Counter(second):
        return False
    differing = [
        at for at, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]
    ]
    return len(differing) == 2 and differing[1] == differing[0] + 1  # noqa: PLR2004 - a pair


_RULES = (_shifted, _exchanged, _turned, _in_other_unit, _swapped)
