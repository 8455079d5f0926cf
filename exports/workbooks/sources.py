"""The sheet of sources: which book, asked what, as it stood when, resting on which documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from exports.workbooks.citing import Cited
from exports.workbooks.parts import Value, Worksheet
from exports.workbooks.values import value_of
from projections.views import Views

_HEADER = ("what", "value", "page", "item", "paragraph", "cited")


class End(NamedTuple):
    """The two times that were asked for.

    Attributes:
        as_at: the day.
        as_known: what the book was taken to know, as text.
        known: the last position that it was taken to know.
        name: which end it is, ``opening`` or ``closing``; empty where there is but one.
    """

    as_at: date
    as_known: str
    known: int
    name: str = ""


class Origin(NamedTuple):
    """What a workbook was made from.

    Attributes:
        book: what the book is called; none where no book was asked.
        command: the command that made it, and which makes it again.
        program: the program and its version.
        views: the views that were asked; none where the answer is not about a book.
        ends: what was asked for; of an answer that goes from one end to another, both.
    """

    book: str | None
    command: str
    program: str
    views: Views | None = None
    ends: Sequence[End] = ()


def sources_sheet(
    origin: Origin, cited: Cited, commands: Sequence[tuple[str, str]] = ()
) -> Worksheet:
    """Return the sheet that says where the others come from.

    Args:
        origin: what the workbook was made from.
        cited: the documents that its rows cite.
        commands: the titles of sheets, each with the command that gives what it holds.
    """
    told: list[tuple[str, Value]] = [
        ("book", origin.book),
        ("command", origin.command),
        ("program", origin.program),
        *_times(origin),
        ("amounts", "pounds"),
        ("moments", "UTC"),
        *((f"sheet {title}", command) for title, command in commands),
    ]
    nothing = (None,) * (len(_HEADER) - 2)
    documents = [
        ("document", *place, count)
        for place, count in sorted(cited.items(), key=lambda e: _order(e[0]))
    ]
    return Worksheet("Sources", _HEADER, [*((*pair, *nothing) for pair in told), *documents])


def _times(origin: Origin) -> Iterator[tuple[str, Value]]:
    """Yield both times of each end, and the place in the ledger that pins what was known."""
    if origin.views is None:
        return
    ledger = origin.views.ledger
    for end in origin.ends:
        of = f"{end.name} " if end.name else ""
        digest = ledger.hash_at(end.known)
        recorded = ledger.recorded_at(end.known) if end.known else None
        yield f"{of}as at", end.as_at
        yield f"{of}as known", end.as_known
        yield f"{of}position", end.known
        yield f"{of}recorded at", value_of("recorded_at", recorded)
        yield f"{of}hash", digest.hex() if digest else None


def _order(place: Sequence[str | None]) -> list[str]:
    return [part or "" for part in place]
