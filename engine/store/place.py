"""Where a store is kept: what there is of it as a whole, and how another takes its place."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from engine.store.reader import Head, LedgerReader, Remembered

if TYPE_CHECKING:
    from engine.store.store import Store

NOTHING_REMEMBERED = Remembered(None)


class Details(NamedTuple):
    """What a store is made of.

    Attributes:
        kind: what it is kept in, such as ``SQLite file``.
        format: the version of the form of its tables.
        size: the bytes that the ledger takes.
        software: what keeps it and the version of that, such as ``SQLite 3.40.1``.
        schema: the schema in a database, ``None`` for a file.
    """

    kind: str
    format: int
    size: int
    software: str
    schema: str | None = None


class Standing(NamedTuple):
    """What stands in a place before another store takes it.

    Attributes:
        head: the end of the ledger there, ``None`` where there is none that can be read.
        remembered: what is remembered of it outside the ledger; it may outlive the store.
        problem: why the store there cannot be read, ``None`` where it can, or where none is.
    """

    head: Head | None = None
    remembered: Remembered = NOTHING_REMEMBERED
    problem: str | None = None

    @property
    def vacant(self) -> bool:
        """Tell whether there is no store."""
        return self.head is None and self.problem is None


class Draft(ABC):
    """A store that is being made beside its place, where nobody looks for one.

    What is in it stays when the program is interrupted or killed, and the next draft for the same
    place begins with it.
    """

    @abstractmethod
    def open(self) -> Store:
        """Open the draft to copy into it; it is made when there is none."""

    @abstractmethod
    def reader(self) -> LedgerReader:
        """Open the draft for reading."""

    @abstractmethod
    def begin_anew(self) -> None:
        """Throw away what is in the draft."""

    @abstractmethod
    def take_place(self, found: Standing, shared: Head | None, moment: datetime) -> str | None:
        """Put the draft in its place, at once and for good.

        At whatever moment this is stopped, either the old or the new store stands there, and what
        is remembered of the end is true of it. The old store is kept under another name.

        Args:
            found: what stood in the place when it was decided that it may be replaced.
            shared: an entry that is in both, where the remembered end is not true of the draft.
            moment: what the name of the old store tells: when it was replaced.

        Returns:
            The name under which the old store is kept, ``None`` where there was none.

        Raises:
            UnusableStore: somebody records in the old store, or recorded there since it was looked
                at, or it cannot be replaced; nothing was.
        """


class Place(ABC):
    """The place that a URL names; a store may be there or not.

    Attributes:
        url: the URL.
        name: the place as messages name it: a file, or an address without its password.
    """

    url: str
    name: str

    @abstractmethod
    def occupied(self) -> bool:
        """Tell whether something is there, whatever it is."""

    @abstractmethod
    def is_same(self, other: Place) -> bool:
        """Tell whether another URL names the same place."""

    @abstractmethod
    def details(self) -> Details:
        """Tell what the store that is there is made of.

        Raises:
            UnusableStore: there is none, or it cannot be read.
        """

    @abstractmethod
    def standing(self) -> Standing:
        """Tell what another store would replace.

        Raises:
            UnusableStore: what is there is no store, and will not be replaced.
        """

    @abstractmethod
    def drafting(self) -> AbstractContextManager[Draft]:
        """Begin a draft for this place; one program at a time.

        Raises:
            UnusableStore: another program is at it, or nothing can be written there.
        """
