"""Describes a store as a whole, without reading what is recorded in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from engine.store.opening import place_of
from engine.store.place import Details
from engine.store.reader import Head, LedgerReader, Remembered


class Memory(StrEnum):
    """How what is remembered of the end of a ledger agrees with the ledger."""

    AGREES = "agrees"
    BEHIND = "behind"
    CONTRADICTS = "contradicts"
    MISSING = "missing"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Description:
    """A store as a whole.

    Attributes:
        name: the store, as messages name it.
        details: what it is made of.
        head: the last position and its hash.
        first_recorded_at: the moment of the first fact, ``None`` when there is none.
        last_recorded_at: the moment of the last fact, ``None`` when there is none.
        remembered: what is remembered of the end.
        memory: how that agrees with the ledger.
        unprotected: what no longer keeps the facts from being changed.
    """

    name: str
    details: Details
    head: Head
    first_recorded_at: str | None
    last_recorded_at: str | None
    remembered: Remembered
    memory: Memory
    unprotected: tuple[str, ...]


def describe(url: str, reader: LedgerReader) -> Description:
    """Describe a store.

    Args:
        url: the store.
        reader: the same, opened for reading.

    Raises:
        UnusableStore: it cannot be read.
    """
    remembered = reader.remembered()
    head = reader.head()
    return Description(
        name=reader.name,
        details=place_of(url).details(),
        head=head,
        first_recorded_at=reader.recorded_at(1),
        last_recorded_at=reader.recorded_at(head.position),
        remembered=remembered,
        memory=_memory(reader, remembered, head),
        unprotected=reader.unprotected(),
    )


def _memory(reader: LedgerReader, remembered: Remembered, head: Head) -> Memory:
    if remembered.damaged is not None:
        return Memory.DAMAGED
    if remembered.head is None:
        return Memory.MISSING
    if reader.hash_at(remembered.head.position) != remembered.head.hash:
        return Memory.CONTRADICTS
    return Memory.AGREES if remembered.head.position >= head.position else Memory.BEHIND
