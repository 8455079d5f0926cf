"""What can go wrong with a store; every message tells the reader what to do next."""

from __future__ import annotations


class StoreError(Exception):
    """The base of everything that the store refuses or cannot do."""


class UnusableStore(StoreError):
    """The store cannot be used: missing, foreign, newer, locked, read-only, full or damaged."""


class Differs(StoreError):
    """A check found a difference: the store can be used, and is not what it should be."""


class Conflict(StoreError):
    """Somebody else recorded first; nothing of this transaction was kept."""


class UnreadableFact(StoreError):
    """A stored fact cannot be understood by this version of the program."""
