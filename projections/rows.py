"""The shape that most rows of views have: position, day, reference, then what the fact says."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from projections.view import Entry, Handler, Row


def into(table: str, columns: Callable[[Entry], Row]) -> Handler:
    """Return the handler that adds one row: position, day, reference and the given columns."""

    def handle(entry: Entry) -> Iterable[tuple[str, Row]]:
        return ((table, (*place(entry), *columns(entry))),)

    return handle


def place(entry: Entry) -> Row:
    """Return what every row begins with: position, day, and the reference of the subject."""
    return entry.position, entry.fact["decided_on"], entry.subject.partition(":")[2]


def fields(*names: str) -> Callable[[Entry], Row]:
    """Return the columns that a fact gives as they are; one it leaves out is nothing."""
    return lambda entry: tuple(entry.fact.get(name) for name in names)
