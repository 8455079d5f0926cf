"""What a document states of the parts of a group, added up over the years of a total.

A part counts once, and only where the document tells all of it: where one part of a group is not
stated, or is stated in two ways, nothing is added up, for what is missing may make the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from projections.statements.book import OF_CHANGES, Book
from projections.statements.claims import TOTAL, Claim
from projections.statements.queries import Made
from projections.statements.view import REQUEST, WHOLE

_ROW = re.compile(r"row \d+ of ")
_FEWEST = 2
_Key = tuple[str, ...]


class Part(NamedTuple):
    """What is stated of one part over the years of a total, in pence.

    Attributes:
        amount: what is stated.
        tolerance: how far the exact figure may be from it.
        blank: whether years that are left blank, in a row without a total, were counted as nil.
    """

    amount: int
    tolerance: int = 0
    blank: bool = False


class Added(NamedTuple):
    """The parts of a total, added up.

    Attributes:
        parts: how many there are.
        amount: what they come to.
        tolerance: how far that may be from the exact sum, and the total from it.
        blank: whether years that are left blank were counted as nil.
        apart: the total less what they come to.
    """

    parts: int
    amount: int
    tolerance: int
    blank: bool
    apart: int

    @property
    def is_off(self) -> bool:
        """Whether rounding cannot make the difference."""
        return abs(self.apart) > self.tolerance


class Adding:
    """Adds up what one document states.

    Args:
        stated: the statements of the document.
        book: tells which projects belong to a group.
    """

    def __init__(self, stated: Iterable[Made], book: Book) -> None:
        self._book = book
        self._stated: dict[_Key, dict[str, list[Made]]] = {}
        for made in stated:
            if made.withdrawn is None and made.thing is not None:
                of_kind = self._stated.setdefault(_key(made, made.kind), {})
                of_kind.setdefault(made.thing, []).append(made)

    def off(self, claim: Claim, kind: str) -> Added | None:
        """Return the parts of a total that do not give it; nothing where they do, or may.

        Args:
            claim: the total of a group.
            kind: the parts: ``project``, or ``portfolio`` of all projects.
        """
        found = self._added(claim, kind)
        if found is None or not found.is_off or self._is_placed_otherwise(claim, kind, found):
            return None
        return found

    def _added(self, claim: Claim, kind: str) -> Added | None:
        stated = self._stated.get(_key(claim.made, kind), {})
        parts = []
        for thing in self._things(claim.made, kind, stated):
            part = _part(claim, stated.get(thing or "", ()))
            if part is None:
                return None
            parts.append(part)
        if len(parts) < _FEWEST:
            return None
        amount = sum(part.amount for part in parts)
        return Added(
            len(parts),
            amount,
            claim.tolerance + sum(part.tolerance for part in parts),
            any(part.blank for part in parts),
            claim.amount - amount,
        )

    def _things(self, made: Made, kind: str, stated: Iterable[str]) -> set[str | None]:
        """Return the parts of a group; of all projects, also those that only the paper has."""
        if made.kind in ("project", REQUEST) or (kind != "project" and made.kind != WHOLE):
            return set()
        if kind == "project":
            there: set[str | None] = {*self._book.projects_of(made)}
        else:
            there = self._book.portfolios(made.as_at)
        return there | {*stated} if made.kind == WHOLE else there

    def _is_placed_otherwise(self, claim: Claim, kind: str, found: Added) -> bool:
        """Return whether the paper may only put projects into other groups than the book does.

        What one group then has too much, the others of the document have too little.
        """
        apart, tolerance, others = found.apart, found.tolerance, False
        for thing, made in self._stated.get(_key(claim.made, claim.made.kind), {}).items():
            if thing == claim.made.thing or not (stated := _part(claim, made)):
                continue
            other = self._added(claim._replace(made=made[0], amount=stated.amount), kind)
            if other:
                apart, tolerance = apart + other.apart, tolerance + other.tolerance
                others = others or other.is_off
        return others and abs(apart) <= tolerance


def _key(made: Made, kind: str) -> _Key:
    return kind, made.figure, made.measure, made.as_at


def _part(claim: Claim, own: Sequence[Made]) -> Part | None:
    """Return what a document states of one part; nothing where it does not, or in two ways."""
    rows = [row for made in own if (row := _of_row(claim, made))]
    found = rows or [joined for joined in (_of_years(claim, own),) if joined]
    if not found:
        return None
    finest = min(found, key=lambda part: part.tolerance)
    return None if any(_contradicts(part, finest) for part in found) else finest


def _contradicts(part: Part, finest: Part) -> bool:
    apart = abs(part.amount - finest.amount)
    return apart > (part.tolerance if part.tolerance > finest.tolerance else 0)


def _of_row(claim: Claim, made: Made) -> Part | None:
    """Return what one statement says of the years of a total; nothing where it does not tell."""
    unit = (made.rounded_to or 0) // 2
    if claim.period != TOTAL and claim.period in made.amounts:
        return Part(made.amounts[claim.period], unit)
    if made.figure in OF_CHANGES and min(made.amounts, default="") < (claim.first or ""):
        # What is of earlier years is counted in the first that is stated, here and there.
        return None
    if made.total is not None and _total_counts(claim, made):
        return Part(made.total, unit)
    inside = [amount for year, amount in made.amounts.items() if _within(claim, year)]
    part = Part(sum(inside), unit * len(inside))
    if _is_whole_row(made) or _names_all(claim, len(inside)):
        return part
    if made.amounts and len(claim.made.amounts) > 1 and _is_of_one_table(claim.made, made):
        return part._replace(blank=True)
    return None


def _total_counts(claim: Claim, made: Made) -> bool:
    """Return whether the total that a statement prints is of the years of another total."""
    if (made.first_year, made.last_year) == (claim.first, claim.last):
        return claim.period == TOTAL or not made.amounts
    if made.first_year is None or made.last_year is None:
        row = claim.period == TOTAL and _is_of_one_table(claim.made, made)
        return not made.total or (row and bool(claim.made.amounts))
    inside = _within(claim, made.first_year) and _within(claim, made.last_year)
    return claim.period == TOTAL and inside and _is_whole_row(made)


def _is_whole_row(made: Made) -> bool:
    """Return whether a statement prints years and their total, so that no other year has any."""
    return made.total is not None and {made.first_year, made.last_year} <= {*made.amounts}


def _is_of_one_table(total: Made, made: Made) -> bool:
    return _table(total) is not None and _table(total) == _table(made)


def _table(made: Made) -> tuple[str | None, ...] | None:
    """Return what the rows of a table have in common; nothing of a statement without a place."""
    at = made.source
    row = _ROW.sub("", (at["paragraph"] or "").partition(";")[0])
    return (at["document"], at["page"], at["item"], row) if at["page"] or row else None


def _of_years(claim: Claim, own: Sequence[Made]) -> Part | None:
    """Return the sum of the years that several statements name; nothing where one is missing."""
    found: dict[str, Part] = {}
    for made in own:
        for year, amount in made.amounts.items():
            part = Part(amount, (made.rounded_to or 0) // 2)
            if _within(claim, year) and found.setdefault(year, part) != part:
                return None
    if not _names_all(claim, len(found)):
        return None
    parts = found.values()
    return Part(sum(part.amount for part in parts), sum(part.tolerance for part in parts))


def _within(claim: Claim, year: str) -> bool:
    return claim.first is None or claim.last is None or claim.first <= year <= claim.last


def _names_all(claim: Claim, named: int) -> bool:
    """Return whether so many years of a total are all that it is over."""
    if claim.first is None or claim.last is None:
        return False
    return named == int(claim.last[:4]) - int(claim.first[:4]) + 1
