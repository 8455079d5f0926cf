"""A roll-up is right at any pair of dates: held against a naive recomputation from the log.

``MINUTEBOOK_MODEL_RUNS=5000`` looks at so many books, at other ones each time.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given

from projections.bridges.bridge import Bridge, Ends, between, told
from projections.bridges.parts import by_group, by_project
from projections.savings.figures import profile_of
from projections.savings.pence import in_pounds
from projections.savings.portfolio import portfolio
from projections.savings.scope import WHOLE, Scope
from projections.views import Views
from tests.projections.bridges.councils import (
    FIRST,
    MEASURES,
    REFS,
    SCOPES,
    Act,
    Council,
    Figure,
    Log,
    books,
    pairs,
    random_books,
    recorded,
)


@random_books(40)
@given(happened=books, pair=pairs)
def test_every_roll_up_and_bridge_is_what_the_log_adds_up_to(
    happened: list[Act], pair: tuple[int, int, int, int]
) -> None:
    with recorded(happened) as council, council.views() as views:
        log, ends = council.log(), _ends(council, pair)
        for measure in MEASURES:
            for day, known in ((ends[0], ends[2]), (ends[1], ends[3]), (ends[0], ends[3])):
                _check_portfolio(views, log, measure, day, known)
            for scope in SCOPES:
                _check_bridge(views, log, scope, measure, ends)


def _ends(council: Council, pair: tuple[int, int, int, int]) -> tuple[date, date, int, int]:
    """Return two days and two positions of the ledger, the earlier ones first."""
    first, second = sorted(FIRST + timedelta(days=day) for day in pair[:2])
    known = sorted(council.ends[min(acts, len(council.ends) - 1)] for acts in pair[2:])
    return first, second, known[0], known[1]


def _check_portfolio(views: Views, log: Log, measure: str, day: date, known: int) -> None:
    found = portfolio(views, as_at=day, known=known, measure=measure)
    whole = log.total(WHOLE, measure, day.isoformat(), known)
    assert _nil_left_out(found.total.targets) == whole
    assert found.total.target_total == sum(whole.values(), Decimal(0))
    for group in found.groups:
        if group.ref is not None:
            scope = Scope(SCOPES[2].kind, group.ref)
            assert _nil_left_out(group.targets) == log.total(scope, measure, day.isoformat(), known)
    for ref in REFS:
        profile = in_pounds(profile_of(views, ref, measure, day, known))
        assert profile == log.figure(measure, ref, day.isoformat(), known)


def _check_bridge(
    views: Views, log: Log, scope: Scope, measure: str, ends: tuple[date, date, int, int]
) -> None:
    found = between(views, scope, Ends(*ends), measure)
    bridge = told(views, scope, found, measure, each=True)
    first, second, known_from, known_to = ends
    told_ends = (first.isoformat(), second.isoformat(), known_from, known_to)
    assert _nil_left_out(bridge.opening.years) == log.total(
        scope, measure, told_ends[0], known_from
    )
    assert _nil_left_out(bridge.closing.years) == log.total(scope, measure, told_ends[1], known_to)
    lines = {(line.stage, line.kind): _nil_left_out(line.years) for line in bridge.lines}
    lines = {key: figure for key, figure in lines.items() if figure}
    assert lines == log.lines(scope, measure, told_ends)
    _check_it_adds_up(bridge)
    for parts in (
        by_project(views, found, measure),
        by_group(views, found, measure, "portfolio"),
        by_group(views, found, measure, "department"),
    ):
        assert sum((part.opening for part in parts), Decimal(0)) == bridge.opening.total
        assert sum((part.closing for part in parts), Decimal(0)) == bridge.closing.total
        for part in parts:
            assert part.opening + sum(part.lines.values(), Decimal(0)) == part.closing


def _check_it_adds_up(bridge: Bridge) -> None:
    for year in bridge.years:
        moved = sum((line.years[year] for line in bridge.lines), Decimal(0))
        assert bridge.opening.years[year] + moved == bridge.closing.years[year]
    for line in bridge.lines:
        assert sum(line.years.values(), Decimal(0)) == line.total
        if line.movements:
            assert line.unnamed == 0
            assert sum((each.total for each in line.movements), Decimal(0)) == line.total


def _nil_left_out(figure: Figure) -> Figure:
    return {year: amount for year, amount in figure.items() if amount}
