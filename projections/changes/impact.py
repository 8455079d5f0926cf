"""The net impact of changes on what must be saved: requests, extensions, and both together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from projections.changes.extended import Extended
from projections.changes.requests import Change, Line, Totals
from projections.savings.pence import NOTHING


class Effect(NamedTuple):
    """One year of what one change does to one project, in pounds.

    A request and an extension may bear one reference: ``request`` tells them apart, and
    ``position``, where the change was recorded first, tells every change from every other.
    """

    ref: str
    title: str
    kind: str
    state: str
    project: str
    measure: str
    year: str
    expected: Decimal
    revised: Decimal
    change: Decimal
    request: bool
    position: int


class Sum(NamedTuple):
    """What one change does in total, in pounds."""

    ref: str
    title: str
    kind: str
    expected: Decimal
    revised: Decimal
    change: Decimal
    request: bool
    position: int


class Net(NamedTuple):
    """The changes of every year and in total, in pounds."""

    years: dict[str, Decimal]
    total: Decimal


class Impact(NamedTuple):
    """What changes do together.

    Attributes:
        years: the years of the net figures, in order.
        folded: earlier years that are counted in the first one.
        effects: change by change and year by year, no year folded; requests before extensions.
        sums: change by change.
        change_requests: what the change requests do together.
        extensions: what the extensions do together.
        total: what both do together.
        unlisted: how many extensions are counted in the net figures alone, being too many to list.
    """

    years: tuple[str, ...]
    folded: tuple[str, ...]
    effects: tuple[Effect, ...]
    sums: tuple[Sum, ...]
    change_requests: Net
    extensions: Net
    total: Net
    unlisted: int = 0


def impact(
    changes: Sequence[Change],
    *,
    start: str | None = None,
    measure: str | None = None,
    besides: Extended | None = None,
) -> Impact:
    """Work out what changes do together, year by year.

    Args:
        changes: the changes to count; of one approved in part, that part counts.
        measure: the only measure to count: pounds are not added to hours. Every one if left out.
        start: the first year of the net figures; earlier years are folded into it, as reports do
            that look ahead. Every year stands for itself if left out.
        besides: extensions to be counted that are not among the changes.
    """
    more = besides.years if besides else {}
    changes = sorted(
        (change for change in changes if measure is None or measure in measures_of(change)),
        key=lambda change: (not change.request, change.ref, change.position),
    )
    effects = tuple(effect for change in changes for effect in _effects(change, measure))
    named = {effect.year for effect in effects} | {*more}
    earlier = tuple(sorted(year for year in named if start is not None and year < start))
    years = tuple(sorted((named - {*earlier}) | ({start} if start and earlier else set())))
    of_requests = _net(years, (effect for effect in effects if effect.request))
    of_extensions = _net(years, (effect for effect in effects if not effect.request), more)
    return Impact(
        years,
        earlier,
        effects,
        tuple(_sum(change, measure) for change in changes),
        of_requests,
        of_extensions,
        _net(years, effects, more),
        besides.number if besides else 0,
    )


def measures_of(change: Change) -> set[str]:
    """Return the measures that a change alters."""
    return {line.measure for line in change.in_force}


def _lines(change: Change, measure: str | None) -> list[Line]:
    return [line for line in change.in_force if measure in (None, line.measure)]


def _effects(change: Change, measure: str | None) -> Iterable[Effect]:
    for line in _lines(change, measure):
        for figure in line.profile:
            yield Effect(
                change.ref,
                change.title,
                change.kind,
                change.state,
                line.project,
                line.measure,
                *figure,
                change.request,
                change.position,
            )


def _sum(change: Change, measure: str | None) -> Sum:
    totals = [line.total for line in _lines(change, measure)]
    together = Totals(*(sum(amounts, NOTHING) for amounts in zip(*totals, strict=True)))
    return Sum(change.ref, change.title, change.kind, *together, change.request, change.position)


def _net(
    years: Sequence[str], effects: Iterable[Effect], more: Mapping[str, Decimal] | None = None
) -> Net:
    sums = dict.fromkeys(years, NOTHING)
    for year, amount in (more or {}).items():
        sums[max(year, years[0])] += amount
    for effect in effects:
        sums[max(effect.year, years[0])] += effect.change
    return Net(sums, sum(sums.values(), NOTHING))
