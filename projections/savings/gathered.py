"""Movements of many projects, added up by day, sort and year: a million of them at a glance."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from projections.savings.blocks import BLOCK, OF_POSITIONS
from projections.views import Views

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Gathered:
    """The movements of one day, sort and year, added up.

    Attributes:
        since: the day of decision, ``2018-03-12``; empty where no source says.
        kind: what sort of movement: ``baseline``, ``brought-forward``, ``extension``,
            ``correction``, ``taken-back`` or the kind of the change request.
        year: the financial year.
        change: what they come to, in pence.
        count: how many they are.
    """

    since: str
    kind: str
    year: str
    change: int
    count: int


_Row = tuple[str, str, str, int, int]
"""What `Gathered` has, before all is put together."""


class Span(NamedTuple):
    """Which movements are meant, by their two times.

    Attributes:
        after: the last day of decision that does not count; empty to count from the beginning.
        up_to: the last day of decision that counts.
        known_after: the last position that does not count.
        known: the last position that counts.
    """

    after: str
    up_to: str
    known_after: int
    known: int

    def days(self, table: str = "") -> str:
        """Return the condition on the days; those that no source gives belong to the beginning."""
        return f"{table}since {'>' if self.after else '>='} ? AND {table}since <= ?"


def gathered(
    views: Views,
    measure: str,
    *,
    after: str,
    up_to: str,
    known: int,
    projects: Collection[str] | None = None,
    known_after: int = 0,
) -> list[Gathered]:
    """Return the movements of some projects, or of all, by day of decision, kind and year.

    All projects are those that have any figure, whether they had started by then or not.

    Args:
        views: the views.
        measure: the measure.
        after: the last day that does not count; empty to count from the beginning on, what no
            source gives a day for included.
        up_to: the last day that counts.
        known: the last position that the book is taken to know.
        projects: the references of those that count; all if left out. Where they are most of all
            projects, the others are taken off the sum of all.
        known_after: the last position that does not count.
    """
    span = Span(after, up_to, known_after, min(known, views.position))
    if projects is None:
        return _listed(_of_all(views, measure, span))
    others = _others(views, projects)
    if len(others) >= len(projects):
        return _listed(_of_some(views, measure, span, projects))
    less = [
        (since, kind, year, -change, -count)
        for since, kind, year, change, count in _of_some(views, measure, span, others)
    ]
    return _listed([*_of_all(views, measure, span), *less])


def _listed(rows: Iterable[_Row]) -> list[Gathered]:
    """Put together what belongs together, in order of days."""
    sums: dict[tuple[str, str, str], list[int]] = {}
    for since, kind, year, change, count in rows:
        found = sums.setdefault((since, kind, year), [0, 0])
        found[0] += change
        found[1] += count
    return [Gathered(*key, *sums[key]) for key in sorted(sums) if sums[key][1]]


def _others(views: Views, projects: Collection[str]) -> set[str]:
    """Return the other projects that may have a figure: all that the book has ever heard of."""
    known = {ref for (ref,) in views.tuples("SELECT DISTINCT project FROM project_step")}
    return known - set(projects)


def _of_all(views: Views, measure: str, span: Span) -> Iterator[_Row]:
    """Take whole blocks where they lie within the positions, and the movements at both ends."""
    begin = -(-span.known_after // BLOCK)
    end = span.known // BLOCK
    if begin >= end:
        yield from _of_positions(views, measure, span)
        return
    yield from views.tuples(
        "SELECT since, sort, year, sum(change), sum(movements) FROM figure_block"  # noqa: S608 - our own constant
        f" WHERE measure = ? AND {span.days()} AND block >= ? AND block < ?"
        " GROUP BY since, sort, year",
        (measure, span.after, span.up_to, begin, end),
    )
    yield from _of_positions(views, measure, span._replace(known=begin * BLOCK))
    yield from _of_positions(views, measure, span._replace(known_after=end * BLOCK))


def _of_positions(views: Views, measure: str, span: Span) -> Iterator[_Row]:
    if span.known_after >= span.known:
        return
    yield from views.tuples(
        "SELECT m.since, m.sort, m.year, sum(m.change), count(*)"
        f" {OF_POSITIONS} AND f.measure = ? AND {span.days('f.')}"
        " GROUP BY m.since, m.sort, m.year",
        (span.known_after + 1, span.known, measure, span.after, span.up_to),
    )


def _of_some(views: Views, measure: str, span: Span, projects: Iterable[str]) -> Iterator[_Row]:
    for some in _portions(projects):
        yield from views.tuples(
            f"WITH w (project) AS (VALUES {', '.join(['(?)'] * len(some))})"  # noqa: S608 - places only
            " SELECT m.since, m.sort, m.year, sum(m.change), count(*)"
            " FROM w JOIN figure_movement m ON m.measure = ? AND m.project = w.project"
            f" AND {span.days('m.')}"
            " AND m.position > ? AND m.position <= ? GROUP BY m.since, m.sort, m.year",
            (*some, measure, *span),
        )


def _portions(projects: Iterable[str]) -> Iterator[list[Any]]:
    left = iter(projects)
    while some := [*islice(left, _AT_ONCE)]:
        yield some
