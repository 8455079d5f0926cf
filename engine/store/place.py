"""Where a store is kept: what there is of it as a whole, and not what is recorded in it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NamedTuple


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
