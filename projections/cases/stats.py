"""How long cases take, how often they are put off, and what waiting costs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from statistics import median
from typing import Any, NamedTuple

from projections.cases.standing import Standing, standings
from projections.cases.view import MIGRATED
from projections.changes.view import steps
from projections.routes.queries import list_adopted
from projections.savings.figures import CASHABLE_BENEFIT
from projections.seen import day, seen
from projections.views import Row, Views

_MONTHS = 12
_APRIL = 4
_PENNY = Decimal("0.01")
_MOST = 2**63 - 1


class Stay(NamedTuple):
    """How long cases stood in a state, of one route and with one body.

    Attributes:
        route: the route, whatever its version.
        state: the state.
        body: the body that took the case on, or has to; none where officers did.
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


class Waiting(NamedTuple):
    """What a running change request would save in the current year, and what waiting costs.

    Attributes:
        ref: the case.
        state: where it stands.
        days: for how long it has been on its way.
        increase: by how much it raises the cashable savings of the current financial year, in
            pounds; years it lowers do not count against that, they lie in other years.
        a_month: a twelfth of that: what each further month of waiting loses, in pounds.
    """

    ref: str
    state: str
    days: int
    increase: Decimal
    a_month: Decimal


class Stats(NamedTuple):
    """What `case stats` tells.

    Attributes:
        year: the financial year of the day asked for.
        stays: times by route, state and body.
        deferrals: how often each case was put off.
        waiting: what waits and costs savings, the dearest first.
        lost_a_month: the sum over all that waits, in pounds.
    """

    year: str
    stays: tuple[Stay, ...]
    deferrals: dict[str, int]
    waiting: tuple[Waiting, ...]
    lost_a_month: Decimal


def stats(views: Views, as_at: date, known: int | None = None) -> Stats:
    """Return how long cases stood, by route, state and body, and what waiting costs.

    Args:
        views: the views.
        as_at: the day until which running cases have waited.
        known: the last position known; ``None`` means all that is recorded.
    """
    moves = seen(views, "cases_moves", as_at, known)
    running = standings(views, as_at, known, running=True)
    waiting = _waiting(views, running, as_at, known)
    deferrals: dict[str, int] = {}
    for row in moves:
        if row["deferred_to"]:
            deferrals[row["ref"]] = deferrals.get(row["ref"], 0) + 1
    return Stats(
        year=year_of(as_at),
        stays=_stays(views, moves, running, as_at, known),
        deferrals=deferrals,
        waiting=waiting,
        lost_a_month=sum((each.a_month for each in waiting), Decimal(0)),
    )


def year_of(on: date) -> str:
    """The financial year of a day: ``2018/19`` from April 2018 to March 2019."""
    first = on.year - (on.month < _APRIL)
    return f"{first}/{(first + 1) % 100:02d}"


_Key = tuple[str, str, str | None]


def _stays(
    views: Views, moves: list[Row], running: list[Standing], as_at: date, known: int | None
) -> tuple[Stay, ...]:
    """Gather the stays that ended, by who took the case on, and those that run."""
    ended: dict[_Key, list[int]] = {}
    routes = {row["ref"]: row["route"] for row in seen(views, "cases", as_at, known)}
    entered: dict[str, Row] = {}
    for row in moves:
        if row["move"] == MIGRATED:
            continue
        before = entered.get(row["ref"])
        if before is not None and not before["closes"]:
            key = (routes[row["ref"]], before["state"], row["body"])
            ended.setdefault(key, []).append(_between(before, row))
        entered[row["ref"]] = row
    waits: dict[_Key, list[int]] = {}
    deciding = _takers(views, as_at, known)
    for case in running:
        key = (case.route, case.state, _in_whose_hands(case, deciding))
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


def _in_whose_hands(case: Standing, takers: _Takers) -> str | None:
    return case.bodies.get(takers.get((case.route, case.version, case.state)) or "")


def _waiting(
    views: Views, running: list[Standing], as_at: date, known: int | None
) -> tuple[Waiting, ...]:
    """What running change requests would add to the savings of the current year."""
    year = year_of(as_at)
    requests = {case.subject: case for case in running if case.subject_kind == "change-request"}
    asked = steps(views, as_at.isoformat(), _MOST if known is None else known) if requests else {}
    found = [
        Waiting(case.ref, case.state, _on_the_way(case, as_at), increase, _a_month(increase))
        for ref, case in requests.items()
        if ref in asked and (increase := _increase(asked[ref][0].fact["lines"], year))
    ]
    return tuple(sorted(found, key=lambda each: (-each.increase, each.ref)))


def _on_the_way(case: Standing, as_at: date) -> int:
    return (as_at - case.opened_on).days if case.opened_on else 0


def _increase(lines: Iterable[dict[str, Any]], year: str) -> Decimal:
    changes = (
        Decimal(line["revised"].get(year, "0")) - Decimal(line["expected"].get(year, "0"))
        for line in lines
        if line["measure"] == CASHABLE_BENEFIT
    )
    return sum((change for change in changes if change > 0), Decimal(0))


def _a_month(increase: Decimal) -> Decimal:
    return (increase / _MONTHS).quantize(_PENNY, ROUND_HALF_EVEN)
