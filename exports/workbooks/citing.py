"""The documents that an answer cites: named by its rows, or by the facts that these rest on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from projections.views import Views

_PLACES = ("document", "page", "item", "paragraph")
_PLACES_ALONE = frozenset(_PLACES)
_SIMPLE = frozenset((type(None), bool, int, str, Decimal, date, datetime))
"""What holds nothing else; most of an answer is of these, so they are told apart by their type."""

_AT_ONCE = 1000
_GAP = 10
"""Facts that lie so near each other are read together, with those between them."""

Cited = Counter[tuple[str | None, ...]]
"""Documents with page, item and paragraph, and how often each is cited."""


def place_of(source: Mapping[str, Any]) -> tuple[str | None, ...]:
    """Return the document, page, item and paragraph of a source."""
    return tuple(source.get(name) for name in _PLACES)


def cited_in(data: object, views: Views | None = None) -> Cited:
    """Return the documents that an answer cites, each with its places and how often.

    Args:
        data: the answer as JSON has it, or the records that it is made of.
        views: the views, where what has a position in the ledger and names no source of its own
            shall be looked up there.
    """
    found = _Found()
    found.look_into(data)
    if views is not None:
        found.look_up(views)
    return found.cited


class _Found:
    """What is cited, and the positions of facts that were met and name no source."""

    def __init__(self) -> None:
        self.cited: Cited = Counter()
        self._positions: Counter[int] = Counter()

    def look_into(self, value: object) -> None:
        """Count the sources in a value and in all that it holds."""
        kind = type(value)
        if kind is list or kind is tuple:
            for each in cast("Sequence[object]", value):
                if type(each) not in _SIMPLE:
                    self.look_into(each)
        elif (named := _named(value)) is not None:
            self._look_into(named)

    def _look_into(self, named: Mapping[str, Any]) -> None:
        if "document" in named and named["document"] and named.keys() <= _PLACES_ALONE:
            self.cited[place_of(named)] += 1
        for inner in named.values():
            if type(inner) not in _SIMPLE:
                self.look_into(inner)
        position = named.get("position")
        if isinstance(position, int) and "source" not in named:
            self._positions[position] += 1

    def look_up(self, views: Views) -> None:
        """Count the sources of the facts that name none themselves, many at once."""
        there = views.ledger.last_position()  # a number may be that of no fact, such as 0
        positions = sorted(each for each in self._positions if 1 <= each <= there)
        for first, last in _runs(positions):
            for entry in views.ledger.read_entries(first, last + 1 - first):
                source = self._positions[entry.position] and json.loads(entry.state).get("source")
                if source:
                    self.cited[place_of(source)] += self._positions[entry.position]


def _named(value: object) -> Mapping[str, Any] | None:
    if isinstance(value, Mapping):
        return value
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        named: Mapping[str, Any] = value._asdict()
        return named
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return None


def _runs(positions: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of positions that are read together."""
    first = last = 0
    for position in positions:
        if first and position - last <= _GAP and position - first < _AT_ONCE:
            last = position
            continue
        if first:
            yield first, last
        first = last = position
    if first:
        yield first, last
