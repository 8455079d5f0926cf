"""Figures before and after what is supposed: project by project, portfolio by portfolio, in all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projections.savings.bulk import add, moment_of
from projections.savings.packed import packed, summed, unpacked
from projections.savings.pence import in_pounds, pounds
from projections.savings.projects import ALL, Group, groups, places_of
from projections.savings.standings import standings_of_all
from projections.supposing.acts import Amounts
from projections.supposing.replay import Replayed
from projections.views import Views

_BY = "portfolio"
_NONE = packed({})
_Pair = tuple[Amounts, Amounts]
"""What stands in the book, and what would stand."""


class Bridge(NamedTuple):
    """A figure as the book has it, what would change, and what it would be; in pounds.

    Attributes:
        ref: the reference of the portfolio or project; ``None`` for the projects that belong to no
            portfolio, and for the total.
        name: what it is called.
        before: what the book has, per year.
        change: after less before.
        after: what it would be.
    """

    ref: str | None
    name: str
    before: dict[str, Decimal]
    before_total: Decimal
    change: dict[str, Decimal]
    change_total: Decimal
    after: dict[str, Decimal]
    after_total: Decimal

    @property
    def moves(self) -> bool:
        """Whether any year would be another."""
        return any(self.change.values())


class Bridges(NamedTuple):
    """The portfolios in the order of their names, what they come to, and the projects that move.

    Attributes:
        years: the years, in order.
        folded: earlier years that are counted in the first one.
        projects: the projects whose figures would be others, whatever portfolio they belong to.
        groups: the portfolios.
        total: all of them.
    """

    years: tuple[str, ...]
    folded: tuple[str, ...]
    projects: tuple[Bridge, ...]
    groups: tuple[Bridge, ...]
    total: Bridge


def bridges(
    views: Views,
    replayed: Replayed,
    measure: str,
    *,
    as_at: date,
    known: int = ALL,
    start: str | None = None,
) -> Bridges:
    """Put the figures before and after beside each other.

    Projects whose figures are not replayed stand as the book has them. As in every sum over the
    portfolio, a project counts from its first day on, also after it was closed.

    Args:
        views: the views.
        replayed: the figures that were replayed.
        measure: the measure to add up.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        start: the first year; earlier years are folded into it.
    """
    book = standings_of_all(views, moment_of(views, as_at, known, measure))
    would = _would_be(replayed, measure)
    pairs = _summed(places_of(views, _BY, as_at, known), book, book | would)
    moved = {
        project: pair
        for project, after in sorted(would.items())
        if (pair := (unpacked(book.get(project, _NONE)), unpacked(after)))[0] != pair[1]
    }
    total = _together(pairs.values())
    years, folded = _years((total, *moved.values()), start)
    names = groups(views, as_at, known)
    found = [_bridge(ref, _name(names, ref), pair, years) for ref, pair in pairs.items()]
    return Bridges(
        years,
        folded,
        tuple(_bridge(ref, ref, pair, years) for ref, pair in moved.items()),
        tuple(sorted(found, key=lambda bridge: (bridge.ref is None, bridge.name))),
        _bridge(None, "All", total, years),
    )


def _would_be(replayed: Replayed, measure: str) -> dict[str, bytes]:
    """Return the figures that were replayed, packed, by project; nil of those that lost all."""
    projects = {project for project, of in (*replayed.book, *replayed.supposed) if of == measure}
    return {project: packed(replayed.supposed.get((project, measure), {})) for project in projects}


def _summed(
    places: Mapping[str, str | None], book: Mapping[str, bytes], would: Mapping[str, bytes]
) -> dict[str | None, _Pair]:
    """Add up the projects of each portfolio, before and after."""
    members: dict[str | None, list[str]] = {}
    for project, place in places.items():
        members.setdefault(place, []).append(project)
    return {place: (_sum(its, book), _sum(its, would)) for place, its in members.items()}


def _sum(projects: Iterable[str], figures: Mapping[str, bytes]) -> Amounts:
    return summed(figures.get(project, _NONE) for project in projects)


def _together(pairs: Iterable[_Pair]) -> _Pair:
    before: Amounts = {}
    after: Amounts = {}
    for pair in pairs:
        add(before, pair[0])
        add(after, pair[1])
    return before, after


def _years(pairs: Iterable[_Pair], start: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the years that are named, and those of them that are folded into the first."""
    named = {year for pair in pairs for amounts in pair for year in amounts}
    folded = {year for year in named if start is not None and year < start}
    first = {start} if start is not None and folded else set[str]()
    return tuple(sorted((named - folded) | first)), tuple(sorted(folded))


def _name(names: Mapping[tuple[str, str], Group], ref: str | None) -> str:
    if ref is None:
        return f"No {_BY}"
    group = names.get((_BY, ref))
    return group.name if group else ref


def _bridge(ref: str | None, name: str, pair: _Pair, years: Sequence[str]) -> Bridge:
    before, after = (_folded(amounts, years) for amounts in pair)
    change = {year: after[year] - before[year] for year in years}
    return Bridge(
        ref,
        name,
        in_pounds(before),
        pounds(sum(before.values())),
        in_pounds(change),
        pounds(sum(change.values())),
        in_pounds(after),
        pounds(sum(after.values())),
    )


def _folded(amounts: Amounts, years: Sequence[str]) -> Amounts:
    sums = dict.fromkeys(years, 0)
    for year, amount in amounts.items():
        sums[max(year, years[0])] += amount
    return sums
