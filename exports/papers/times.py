"""The two times that a paper was made for, and how far the book reached."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Times(NamedTuple):
    """What a paper says of the book it was made from.

    Attributes:
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        knowledge: the same in words: ``as known at position 331 (2019-06-01)``.
        end: the hash of the ledger at that position; none of an empty book.
    """

    as_at: date
    known: int
    knowledge: str
    end: str | None
