"""A book opened for questions from a program of one's own, or from a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime

from engine.store.opening import open_reader
from projections.catalogue import VIEWS
from projections.facts.moments import reach
from projections.runner import catch_up
from projections.views import Views


@dataclass(frozen=True, slots=True)
class OpenBook:
    """A book as it is asked.

    Attributes:
        views: what every query of `projections` takes first; open as long as the book.
        known: the last position known, which most queries take as well.
        as_known: the moment of that position, where one was asked for.
    """

    views: Views
    known: int
    as_known: datetime | None = None


@contextmanager
def open_book(store: str, as_known: datetime | None = None) -> Iterator[OpenBook]:
    """Open a book for reading, its views brought up to the end of the ledger.

    Nothing that is recorded is ever changed by it.

    Args:
        store: what ``--store`` takes: ``sqlite:///minutebook.db``.
        as_known: the moment of knowledge, with its zone; without one, all that is recorded.

    Raises:
        UnusableStore: there is no book, or it cannot be read.
    """
    with open_reader(store) as reader, closing(catch_up(reader, VIEWS)) as views:
        yield OpenBook(views, reach(views, as_known).position, as_known)
