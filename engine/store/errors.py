"""What can go wrong with a store; every message tells the reader what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class StoreError(Exception):
    """The base of everything that the store refuses or cannot do."""


class UnusableStore(StoreError):
    """The store cannot be used: missing, foreign, newer, locked, read-only, full or damaged.

    Attributes:
        wrong: the message without its advice, where that is to name another store with --store;
            ``None`` where it is not.
    """

    def __init__(self, message: str = "", *, wrong: str | None = None) -> None:
        super().__init__(message)
        self.wrong = wrong


class Differs(StoreError):
    """A check found a difference: the store can be used, and is not what it should be."""


class Conflict(StoreError):
    """Somebody else recorded first; nothing of this transaction was kept."""


class UnreadableFact(StoreError):
    """A stored fact cannot be understood by this version of the program."""


@contextmanager
def advising(advice: str) -> Iterator[None]:
    """Give other advice where no store is found: what is read is not what --store names."""
    try:
        yield
    except UnusableStore as error:
        if error.wrong is None:
            raise
        raise type(error)(f"{error.wrong}: {advice}") from error
