"""Whether an explanation is of the difference that there is now."""

from __future__ import annotations

from typing import NamedTuple

from projections.statements.book import Book
from projections.statements.claims import TOTAL, Claim
from projections.statements.queries import Explained, Made


class Gap(NamedTuple):
    """How far a stated amount is from what it is compared with, in pence.

    Attributes:
        apart: stated less that.
        other: the statement it is compared with, of a figure that the book does not keep.
    """

    apart: int
    other: Made | None = None


def covers(explained: Explained, claim: Claim, gap: Gap, book: Book) -> bool:
    """Return whether an explanation names a difference, or explained all and it was there then.

    What was recorded later was not explained: neither a figure of the book nor another paper.
    """
    if not is_about(explained, claim.period):
        return False
    named = amount_of(explained, claim.period)
    if named is not None:
        return named == gap.apart
    if gap.other is not None:
        return gap.other.position < explained.position
    # Of a figure that the book does not keep, what is left is a total beside its own years.
    return book.figure(claim.made) is None or apart_then(explained, claim, book) == gap.apart


def is_about(explained: Explained, period: str) -> bool:
    """Return whether an explanation is of a year, or of the total; without any, it is of all."""
    if explained.differences or explained.total is not None:
        return amount_of(explained, period) is not None
    return explained.period in (None, period)


def amount_of(explained: Explained, period: str) -> int | None:
    """Return the difference that an explanation names for a year, or for the total."""
    return explained.total if period == TOTAL else explained.differences.get(period)


def apart_then(explained: Explained, claim: Claim, book: Book) -> int | None:
    """Return stated less book when an explanation was recorded; none where it had no figure."""
    then = Book(book.views, min(explained.position, book.known), book.as_at)
    figure = then.figure(claim.made)
    had = figure.of(claim) if figure else None
    return None if had is None else claim.amount - had
