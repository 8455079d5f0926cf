"""The sheet of sources: which book, asked what, as it stood when, resting on which documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from exports.workbooks.parts import Value, Worksheet
from exports.workbooks.values import value_of
from projections.views import Views

_HEADER = ("what", "value", "page", "item", "paragraph", "cited")
_PLACES = ("document", "page", "item", "paragraph")
_SOURCE = ("source", "sources")

Cited = Counter[tuple[str | None, ...]]
"""Documents with page, item and paragraph, and how often each is cited."""


class Origin(NamedTuple):
    """What a workbook was made from.

    Attributes:
        book: what the book is called; none where no book was asked.
        command: the command that made it, and which makes it again.
        program: the program and its version.
        views: the views that were asked; none where the answer is not about a book.
        as_at: the day asked for.
        as_known: the moment asked for, as text; none where it was all that is known.
        known: the last position that the book was taken to know.
    """

    book: str | None
    command: str
    program: str
    views: Views | None = None
    as_at: date | None = None
    as_known: str | None = None
    known: int = 0


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
    """Yield both times, and the place in the ledger that pins what was known."""
    if origin.views is None:
        return
    ledger, known = origin.views.ledger, origin.known
    end = ledger.hash_at(known)
    yield "as at", origin.as_at
    yield "as known", origin.as_known
    yield "position", known
    recorded = ledger.recorded_at(known) if known else None
    yield "recorded at", value_of("recorded_at", recorded)
    yield "hash", end.hex() if end else None


def _order(place: Sequence[str | None]) -> list[str]:
    return [part or "" for part in place]


def cited_in(data: object, views: Views | None = None) -> Cited:
    """Return the documents that an answer cites, each with its places and how often.

    Args:
        data: the answer as JSON has it.
        views: the views, where what has a position in the ledger and names no source of its own
            shall be looked up there.
    """
    cited: Cited = Counter()
    for source in _sources(data, views):
        cited[place_of(source)] += 1
    return cited


def place_of(source: Mapping[str, Any]) -> tuple[str | None, ...]:
    """Return the document, page, item and paragraph of a source."""
    return tuple(source.get(name) for name in _PLACES)


def _sources(data: object, views: Views | None) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        for each in data:
            yield from _sources(each, views)
    if not isinstance(data, Mapping):
        return
    if data.get("document") and set(data) <= {*_PLACES}:
        yield data
    for name, inner in data.items():
        if name in _SOURCE or isinstance(inner, list | Mapping):
            yield from _sources(inner, views)
    position = data.get("position")
    if views is not None and isinstance(position, int) and "source" not in data:
        yield from _sources(_source_at(views, position), None)


def _source_at(views: Views, position: int) -> object:
    """Return the source of a fact; none where it has none, or the position is no fact's."""
    if views.ledger.recorded_at(position) is None:
        return None
    [entry] = views.ledger.entries_at([position])
    return json.loads(entry.state).get("source")
