"""What changed in the governance structure between two days, and by whose decision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, TypeAlias

from projections.bodies.governance import structure_at
from projections.seen import day, seen
from projections.structure import BodyAt, LineAt, Structure
from projections.views import Row, Views

Change: TypeAlias = Literal["added", "ended", "changed"]
Key: TypeAlias = tuple[str, str, str]
"""A line: the body it was recorded for, the body at its other end, its kind."""


class Cause(NamedTuple):
    """A recorded fact that made a change, and the decision that it stands on.

    Attributes:
        position: where the ledger has it.
        since: the day from which it holds.
        body: who decided it; ``None`` where the record names nobody.
        resolution: the resolution, with its body: ``ics/2018/019``; ``None`` where there is none.
        decided_on: the day of the decision, where the record says it.
        officer: who decided it, where it was not a body.
    """

    position: int
    since: date
    body: str | None = None
    resolution: str | None = None
    decided_on: date | None = None
    officer: str | None = None


class BodyChange(NamedTuple):
    """What became of a body: established, dissolved, renamed or given other terms of reference."""

    ref: str
    change: Change
    words: tuple[str, ...]
    causes: tuple[Cause, ...]


class LineChange(NamedTuple):
    """What became of a line: added, ended, or held to another cadence."""

    body: str
    to: str
    kind: str
    change: Change
    words: tuple[str, ...]
    causes: tuple[Cause, ...]


class Differences(NamedTuple):
    """Two structures, the earlier first, and what lies between them.

    Attributes:
        before: the structure on the earlier day.
        after: the structure on the later day.
        bodies: the bodies that changed, in the order of their references.
        lines: the lines that changed, in the order of the references at their ends.
        brief: the bodies that were established and dissolved in between, so that neither day has
            them.
    """

    before: Structure
    after: Structure
    bodies: tuple[BodyChange, ...]
    lines: tuple[LineChange, ...]
    brief: tuple[BodyAt, ...]


def differences(
    views: Views,
    earlier: date,
    later: date,
    known_position: int | None = None,
    *,
    as_known: datetime | None = None,
    members: bool = False,
) -> Differences:
    """Return what changed after one day and up to another, by what was known at one moment.

    The book has no fact that alters the kind, level, department or purpose of a body, so those
    never differ between two days.

    Args:
        views: the views.
        earlier: the day that is compared with.
        later: the day whose structure is the newer one.
        known_position: the last position known; ``None`` means all that is recorded.
        as_known: the moment that the position stands for, to be shown.
        members: whether to return who sits on the bodies as well.
    """
    before, after = (
        structure_at(views, at, known_position, as_known=as_known, members=members)
        for at in (earlier, later)
    )
    between = _Between(views, earlier, later, known_position)
    bodies = tuple(_bodies(before, after, between))
    lines = tuple(_lines(before, after, between))
    return Differences(before, after, bodies, lines, _brief(before, after, between))


class _Between:
    """The rows of the views that took effect after one day and up to another, by what they change.

    Of several that change the same, the last one counts, except where each says something else.
    """

    def __init__(self, views: Views, earlier: date, later: date, known: int | None) -> None:
        self._ledger = views.ledger

        def rows(table: str) -> Iterator[Row]:
            for row in seen(views, table, later, known):
                since = day(row["decided_on"])
                if since and since > earlier:
                    yield row

        self.established = {row["ref"]: row for row in rows("bodies")}
        self.ended = {row["ref"]: row for row in rows("bodies_ends")}
        self.renamed = _by_body(rows("bodies_names"))
        self.terms = _by_body(rows("bodies_terms"))
        self.lines = {_key(row): row for row in rows("bodies_lines")}
        # What was to end by itself between the two days may have been recorded long before.
        self.lapsed = {
            _key(row): row
            for row in seen(views, "bodies_lines", later, known)
            if (end := day(row["ends_on"])) and earlier < end <= later
        }

    def cause(self, row: Row, since: date | None = None) -> Cause:
        """Return the fact that a row was made from, with its authority."""
        (entry,) = self._ledger.entries_at([row["position"]])
        holds = since or date.fromisoformat(row["decided_on"])
        return _cause(entry.position, holds, json.loads(entry.state)["authority"] or {})

    def ends_of_line(self, key: Key) -> tuple[Cause, ...]:
        """Return why a line is gone: it was ended, it lapsed, or a body was dissolved."""
        row = self.lines.get(key)
        if row is not None and row["ended"]:
            return (self.cause(row),)
        if key in self.lapsed:
            return (self.cause(self.lapsed[key], day(self.lapsed[key]["ends_on"])),)
        return self._of(self.ended, key)

    def beginnings_of_line(self, key: Key) -> tuple[Cause, ...]:
        """Return why a line is there: it was added, or a body at its end was established."""
        row = self.lines.get(key)
        return (self.cause(row),) if row is not None else self._of(self.established, key)

    def _of(self, rows: Mapping[str, Row], key: Key) -> tuple[Cause, ...]:
        return tuple(self.cause(rows[ref]) for ref in dict.fromkeys(key[:2]) if ref in rows)


def _cause(position: int, since: date, authority: Mapping[str, Any]) -> Cause:
    body, resolution = authority.get("body"), authority.get("resolution")
    return Cause(
        position=position,
        since=since,
        body=body,
        resolution=f"{body}/{resolution}" if resolution else None,
        decided_on=day(authority.get("decided_on")),
        officer=authority.get("officer"),
    )


def _by_body(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["ref"], []).append(row)
    return found


def _key(row: Row) -> Key:
    return row["ref"], row["to_ref"], row["kind"]


def _bodies(before: Structure, after: Structure, between: _Between) -> Iterator[BodyChange]:
    were, are = ({body.ref: body for body in at.bodies} for at in (before, after))
    for ref in sorted({*were, *are}):
        if ref not in were:
            yield BodyChange(ref, "added", (), (between.cause(between.established[ref]),))
        elif ref not in are:
            yield _ended(ref, are, between)
        elif (changed := _changed(were[ref], are[ref], between)).words:
            yield changed


def _ended(ref: str, are: Mapping[str, BodyAt], between: _Between) -> BodyChange:
    row = between.ended[ref]
    successor = row["successor"]
    name = are[successor].name if successor in are else successor
    words = (f"succeeded by {name}",) if successor else ()
    return BodyChange(ref, "ended", words, (between.cause(row),))


def _changed(was: BodyAt, now: BodyAt, between: _Between) -> BodyChange:
    words, rows = [], []
    if was.name != now.name:
        words.append(f"until then {was.name}")
        rows += between.renamed[now.ref]
    if now.ref in between.terms:
        words.append("other terms of reference")
        rows += between.terms[now.ref]
    causes = tuple(between.cause(row) for row in rows)
    return BodyChange(now.ref, "changed", tuple(words), causes)


def _lines(before: Structure, after: Structure, between: _Between) -> Iterator[LineChange]:
    were, are = (
        {(line.body, line.to, line.kind): line for line in at.lines} for at in (before, after)
    )
    for key in sorted({*were, *are}):
        if key not in were:
            yield LineChange(*key, "added", (), between.beginnings_of_line(key))
        elif key not in are:
            yield LineChange(*key, "ended", (), between.ends_of_line(key))
        elif were[key].cadence != are[key].cadence:
            causes = between.beginnings_of_line(key)
            yield LineChange(*key, "changed", (_cadences(were[key], are[key]),), causes)


def _cadences(was: LineAt, now: LineAt) -> str:
    if now.cadence is None:
        return f"how often is no longer stated, until then {was.cadence}"
    return f"{now.cadence}, until then {was.cadence or 'not stated how often'}"


def _brief(before: Structure, after: Structure, between: _Between) -> tuple[BodyAt, ...]:
    """Return the bodies that were both established and dissolved in between."""
    there = {body.ref for at in (before, after) for body in at.bodies}
    return tuple(
        BodyAt(ref, row["name"], row["kind"], row["level"], row["department"], row["purpose"])
        for ref, row in sorted(between.established.items())
        if ref in between.ended and ref not in there
    )
