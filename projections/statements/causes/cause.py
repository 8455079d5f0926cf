"""A likely cause of a difference, and what the functions that look for one are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from projections.savings.pence import pounds
from projections.statements.adding import Adding
from projections.statements.book import Book
from projections.statements.claims import Claim
from projections.statements.contradictions import Contradictions
from projections.statements.queries import Explained, Made
from projections.wording import phrases


class Cause(NamedTuple):
    """Why a statement and the book are likely to differ.

    Attributes:
        code: the name of the cause, ``year-shifted``.
        sentence: the cause in words.
        refs: what it names: statements, requests, extensions, projects.
        position: where the ledger says it, of a movement that was recorded later.
    """

    code: str
    sentence: str
    refs: tuple[str, ...] = ()
    position: int | None = None


@dataclass(frozen=True)
class Case:
    """A claim that the book does not bear out, and what can be asked about it.

    Attributes:
        claim: the claim.
        book: what the book has, in pence; none of a figure that it does not keep.
        figures: the book.
        others: what other statements say.
        beside: the statements of the same document.
        adding: adds up what the same document states of the parts of a group.
        explained: the explanations of the statement, the last first.
    """

    claim: Claim
    book: int | None
    figures: Book
    others: Contradictions
    beside: tuple[Made, ...]
    adding: Adding
    explained: tuple[Explained, ...]

    @property
    def made(self) -> Made:
        """The statement."""
        return self.claim.made

    @property
    def apart(self) -> int:
        """Stated less book."""
        return self.claim.amount - (self.book or 0)


Look = Callable[[Case], Iterable[Cause]]
"""Looks for one likely cause, and gives those it finds."""


def money(amount: int) -> str:
    """Return an amount in pence as it is read: ``£150,000``."""
    return phrases.pounds(str(pounds(amount)))
