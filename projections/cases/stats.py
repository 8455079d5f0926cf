"""How long cases take, how often they are put off, and what waiting costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from statistics import median
from typing import Any, NamedTuple

from domain.values.years import FinancialYear
from projections.cases.standing import Standing, standings
from projections.cases.view import MIGRATED
from projections.changes.view import steps
from projections.routes.queries import list_adopted
from projections.savings.figures import CASHABLE_BENEFIT
from projections.seen import day, seen
from projections.views import Row, Views

_MONTHS = 12
_PENNY = Decimal("0.01")
_MOST = 2**63 - 1


class Stay(NamedTuple):
    """How long cases stood in a state, of one route and with one body.

    Attributes:
        route: the route, whatever its version.
        state: the state.
        body: the body for which the first step from the state is taken; none where officers take
            all of them.
        stays: how many stays ended.
        median_days: the middle one of them, in days; none where none ended.
        longest_days: the longest, in days.
        running: how many cases stand there now.
        longest_running: the longest of those so far, in days.
    """

    route: str
    state: str
    body: str | None
    stays: int
    median_days: Decimal | None
    longest_days: int | None
    running: int
    longest_running: int | None


class CostOfWaiting(NamedTuple):
    """What a running change request would save, and what waiting for a decision on it costs.

    Attributes:
        ref: the case.
        state: where it stands.
        days: for how long it has been on its way.
        year: the financial year of the saving: the current one, or the first to come in which the
            request raises the cashable savings.
        loses_from: the day from which waiting costs something: the first of that year.
        increase: by how much it raises the cashable savings of that year, in pounds; years it
            lowers do not count against that, they lie in other years.
        a_month: a twelfth of that: what each month of waiting in that year loses, in pounds.
    """

    ref: str
    state: str
    days: int
    year: str
    loses_from: date
    increase: Decimal
    a_month: Decimal


class Stats(NamedTuple):
    """What `case stats` tells.

    Attributes:
        year: the financial year of the day asked for.
        stays: times by route, state and body.
        deferrals: how often each case was put off.
        waiting: what waits and costs savings, the dearest first.
        later: what waits and costs savings from a later year on, the soonest first.
        lost_a_month: the sum over all that waits and costs savings now, in pounds.
    """

    year: str
    stays: tuple[Stay, ...]
    deferrals: dict[str, int]
    waiting: tuple[CostOfWaiting, ...]
    later: tuple[CostOfWaiting, ...]
    lost_a_month: Decimal


def stats(views: Views, as_at: date, known: int | None = None) -> Stats:
    """Return how long cases stood, by route, state and body, and what waiting costs.

    Args:
        views: the views.
        as_at: the day until which running cases have waited.
        known: the last position known; ``None`` means all that is recorded.
    """
    year = FinancialYear.of(as_at)
    moves = seen(views, "cases_moves", as_at, known)
    cases = standings(views, as_at, known)
    costs = list(_costs(views, [case for case in cases if not case.closed], as_at, known))
    waiting = [cost for cost in costs if cost.year == year]
    later = [cost for cost in costs if cost.year != year]
    deferrals: dict[str, int] = {}
    for row in moves:
        if row["deferred_to"]:
            deferrals[row["ref"]] = deferrals.get(row["ref"], 0) + 1
    return Stats(
        year=year,
        stays=_stays(views, moves, cases, as_at, known),
        deferrals=deferrals,
        waiting=tuple(sorted(waiting, key=lambda each: (-each.increase, each.ref))),
        later=tuple(sorted(later, key=lambda each: (each.year, -each.increase, each.ref))),
        lost_a_month=sum((each.a_month for each in waiting), Decimal(0)),
    )


_Key = tuple[str, str, str | None]


def _stays(
    views: Views, moves: list[Row], cases: list[Standing], as_at: date, known: int | None
) -> tuple[Stay, ...]:
    """Gather the stays that ended and those that run, by the same rule of whose they are."""
    takers = _takers(views, as_at, known)
    known_as = {case.ref: case for case in cases}
    ended: dict[_Key, list[int]] = {}
    entered: dict[str, Row] = {}
    versions: dict[str, int] = {}
    for row in moves:
        ref, before = row["ref"], entered.get(row["ref"])
        if row["move"] != MIGRATED:
            if before is not None and not before["closes"]:
                key = _whose(known_as[ref], versions[ref], before["state"], takers)
                ended.setdefault(key, []).append(_between(before, row))
            entered[ref] = row
        versions[ref] = row["version"] or versions[ref]
    waits: dict[_Key, list[int]] = {}
    for case in cases:
        if not case.closed:
            key = _whose(case, case.version, case.state, takers)
            waits.setdefault(key, []).append(case.days(as_at))
    keys = sorted({*ended, *waits}, key=lambda key: (key[0], key[1], key[2] or ""))
    return tuple(_stay(key, ended.get(key, []), waits.get(key, [])) for key in keys)


def _stay(key: _Key, ended: list[int], waits: list[int]) -> Stay:
    return Stay(
        *key,
        stays=len(ended),
        median_days=Decimal(str(median(ended))) if ended else None,
        longest_days=max(ended, default=None),
        running=len(waits),
        longest_running=max(waits, default=None),
    )


def _between(before: Row, after: Row) -> int:
    first, last = day(before["decided_on"]), day(after["decided_on"])
    return (last - first).days if first and last else 0


_Takers = dict[tuple[str, int, str], str | None]


def _takers(views: Views, as_at: date, known: int | None) -> _Takers:
    """The part whose body takes the first step from each state of each route."""
    found: _Takers = {}
    for adopted in list_adopted(views, as_at, known):
        for step in adopted.definition["steps"]:
            for state in step["from"]:
                found.setdefault((adopted.name, adopted.version, state), _part(step.get("by", ())))
    return found


def _part(takers: Iterable[dict[str, Any]]) -> str | None:
    return next((taker["part"] for taker in takers if taker.get("part")), None)


def _whose(case: Standing, version: int, state: str, takers: _Takers) -> _Key:
    part = takers.get((case.route, version, state))
    return case.route, state, case.bodies.get(part or "")


def _costs(
    views: Views, running: list[Standing], as_at: date, known: int | None
) -> Iterator[CostOfWaiting]:
    """Give what running change requests would save this year, or else from a year to come."""
    this_year = FinancialYear.of(as_at)
    requests = {case.subject: case for case in running if case.subject_kind == "change-request"}
    asked = steps(views, as_at.isoformat(), _MOST if known is None else known) if requests else {}
    for ref, case in requests.items():
        increases = _increases(asked[ref][0].fact["lines"]) if ref in asked else {}
        year = min((year for year in increases if year >= this_year), default=None)
        if year is None:
            continue
        increase = increases[year]
        yield CostOfWaiting(
            ref=case.ref,
            state=case.state,
            days=_on_the_way(case, as_at),
            year=year,
            loses_from=year.first_day,
            increase=increase,
            a_month=_a_month(increase),
        )


def _on_the_way(case: Standing, as_at: date) -> int:
    return (as_at - case.opened_on).days if case.opened_on else 0


def _increases(lines: Iterable[dict[str, Any]]) -> dict[FinancialYear, Decimal]:
    """Return by how much lines raise the cashable savings of each year, where they do."""
    found: dict[FinancialYear, Decimal] = {}
    for line in lines:
        if line["measure"] != CASHABLE_BENEFIT:
            continue
        for written, amount in line["revised"].items():
            change = Decimal(amount) - Decimal(line["expected"].get(written, "0"))
            if change > 0:
                year = FinancialYear.parse(written)
                found[year] = found.get(year, Decimal(0)) + change
    return found


def _a_month(increase: Decimal) -> Decimal:
    return (increase / _MONTHS).quantize(_PENNY, ROUND_HALF_EVEN)
