"""What changed in the governance structure between two days, and by whose decision."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar

from projections.bodies.governance import structure_at
from projections.bodies.turning import Step, steps_of_line, turned
from projections.seen import day, seen
from projections.structure import BodyAt, LineAt, Structure
from projections.views import Row, Views

Change: TypeAlias = Literal["added", "ended", "changed"]
Of = TypeVar("Of", bound=Hashable)
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
    """What became of a body: established, dissolved, renamed or given other terms of reference.

    Of one that changed, each of the words has its cause, in the same place.
    """

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
    """The rows of the views up to the later day, and which of them made a difference."""

    def __init__(self, views: Views, earlier: date, later: date, known: int | None) -> None:
        self._ledger = views.ledger
        self._earlier, self._later = earlier, later

        def rows(table: str) -> list[Row]:
            return seen(views, table, later, known)

        self.established = {row["ref"]: row for row in rows("bodies")}
        self.ended = {row["ref"]: row for row in rows("bodies_ends")}
        self.names = _by(lambda row: row["ref"], rows("bodies_names"))
        self.terms = _by(lambda row: row["ref"], rows("bodies_terms"))
        self.lines = _by(_key, rows("bodies_lines"))

    def cause(self, row: Row, since: date | None = None) -> Cause:
        """Return the fact that a row was made from, with its authority."""
        (entry,) = self._ledger.entries_at([row["position"]])
        holds = since or date.fromisoformat(row["decided_on"])
        return _cause(entry.position, holds, json.loads(entry.state)["authority"] or {})

    def is_new(self, ref: str) -> bool:
        """Say whether a body was established after the earlier day."""
        return self._is_later(self.established[ref])

    def of_name(self, ref: str) -> Cause:
        """Return why a body bears the name that it bears."""
        return self._turned(_steps((self.established[ref], *self.names.get(ref, ())), _name))

    def of_terms(self, ref: str) -> tuple[str, Cause] | None:
        """Return what became of a body's terms of reference and why; nothing if they are alike."""
        steps = _steps(self.terms.get(ref, ()), _terms)
        before = [step for step in steps if step.since <= self._earlier]
        if not steps or (before and before[-1].state == steps[-1].state):
            return None
        words = "other terms of reference" if before else "terms of reference set"
        return words, self._turned(steps)

    def of_line(self, key: Key, alike: Callable[[Any], Any] = lambda state: state) -> Cause:
        """Return why a line is what it is: it was added, was ended, lapsed, or a body was.

        Args:
            key: the line.
            alike: what of it counts: its cadence, or only whether it is in force.
        """
        established, ended = (
            [rows[ref] for ref in dict.fromkeys(key[:2]) if ref in rows]
            for rows in (self.established, self.ended)
        )
        steps = steps_of_line(self.lines[key], established, ended)
        # A line that was recorded by then may lapse after the later day.
        return self._turned([step for step in steps if step.since <= self._later], alike)

    def _turned(
        self, steps: Sequence[Step], alike: Callable[[Any], Any] = lambda state: state
    ) -> Cause:
        step = turned(steps, self._earlier, alike)
        return self.cause(step.row, step.since)

    def _is_later(self, row: Row) -> bool:
        return (day(row["decided_on"]) or date.min) > self._earlier


def _steps(rows: Iterable[Row], says: Callable[[Row], Any]) -> list[Step]:
    return [Step(day(row["decided_on"]) or date.min, row, says(row)) for row in rows]


def _name(row: Row) -> str:
    name: str = row["name"]
    return name


def _terms(row: Row) -> tuple[Any, ...]:
    _position, _decided_on, _ref, *terms = row
    return tuple(terms)


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


def _by(of: Callable[[Row], Of], rows: Iterable[Row]) -> dict[Of, list[Row]]:
    found: dict[Of, list[Row]] = {}
    for row in rows:
        found.setdefault(of(row), []).append(row)
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
    parts: list[tuple[str, Cause]] = []
    if was.name != now.name:
        parts.append((f"until then {was.name}", between.of_name(now.ref)))
    if terms := between.of_terms(now.ref):
        parts.append(terms)
    words = tuple(told for told, _ in parts)
    return BodyChange(now.ref, "changed", words, tuple(cause for _, cause in parts))


def _lines(before: Structure, after: Structure, between: _Between) -> Iterator[LineChange]:
    were, are = (
        {(line.body, line.to, line.kind): line for line in at.lines} for at in (before, after)
    )
    for key in sorted({*were, *are}):
        if key not in were:
            yield LineChange(*key, "added", (), (between.of_line(key, _in_force),))
        elif key not in are:
            yield LineChange(*key, "ended", (), (between.of_line(key, _in_force),))
        elif were[key].cadence != are[key].cadence:
            words = _cadences(were[key], are[key])
            yield LineChange(*key, "changed", (words,), (between.of_line(key),))


def _in_force(state: object) -> bool:
    return state is not None


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
        if between.is_new(ref) and ref in between.ended and ref not in there
    )
