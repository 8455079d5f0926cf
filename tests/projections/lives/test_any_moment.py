"""The life of a scope's figure is right on every day of it: held against the log, fact by fact.

``MINUTEBOOK_MODEL_RUNS=5000`` looks at so many books, at other ones each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given

from projections.lives import moving
from projections.lives.gathering import By
from projections.lives.life import Life, life
from projections.lives.moving import Asked
from projections.lives.stays import stays
from projections.savings.scope import Kind, Scope, members
from projections.views import Views
from tests.projections.bridges.councils import (
    FIRST,
    MEASURES,
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


@random_books(18)
@given(happened=books, pair=pairs)
def test_what_stands_after_each_day_of_a_life_is_what_the_log_adds_up_to(
    happened: list[Act], pair: tuple[int, int, int, int]
) -> None:
    with recorded(happened) as council, council.views() as views:
        log, known = council.log(), _known(council, pair)
        for measure in MEASURES:
            for scope in SCOPES:
                day = FIRST + timedelta(days=pair[0])
                _check(views, log, Asked(scope, measure, day, known))


def _known(council: Council, pair: tuple[int, int, int, int]) -> int:
    return council.ends[min(pair[2], len(council.ends) - 1)]


def _check(views: Views, log: Log, asked: Asked) -> None:
    stays_ = stays(views, asked.scope, asked.as_at, asked.known)
    if asked.scope.kind is not Kind.PROJECT:
        inside = {ref for ref, spent in stays_.items() if spent[-1].until is None}
        assert inside == members(views, asked.scope, asked.as_at, asked.known)
    one_by_one = life(views, asked, each=True)
    _check_each(one_by_one, log, asked)
    found = [one_by_one]
    if asked.scope.kind is not Kind.PROJECT:
        with pytest.MonkeyPatch.context() as few:
            few.setattr(moving, "FEW", -1)
            added_up = life(views, asked)
        gathered = life(views, asked)
        assert gathered.by is By.DECISION
        for lines in (gathered, added_up):
            _check_lines(lines, log, asked)
        assert added_up.movements == gathered.movements
        found += [gathered, added_up]
    standing = log.total(asked.scope, asked.measure, asked.as_at.isoformat(), asked.known)
    for one in found:
        assert _nil_left_out(one.current) == standing
        assert one.total == sum(standing.values(), Decimal(0))


def _check_each(found: Life, log: Log, asked: Asked) -> None:
    standing: Figure = {}
    for number, one in enumerate(found.each):
        moved = one.movement
        assert moved.before == standing.get(moved.year, Decimal(0))
        assert moved.after == moved.before + moved.change
        standing[moved.year] = moved.after
        following = found.each[number + 1 : number + 2]
        if not following or following[0].movement.decided_on != moved.decided_on:
            day = moved.decided_on or ""
            assert _nil_left_out(standing) == log.total(
                asked.scope, asked.measure, day, asked.known
            )


def _check_lines(found: Life, log: Log, asked: Asked) -> None:
    """Check the last line of each day, on which what stands is what the log has of that day."""
    for day, after in _ends_of_days(found):
        figure = log.total(asked.scope, asked.measure, day, asked.known)
        assert after == sum(figure.values(), Decimal(0))
    for line in found.lines:
        assert line.after == line.before + line.change
        assert sum(line.years.values(), Decimal(0)) == line.change


def _ends_of_days(found: Life) -> Iterator[tuple[str, Decimal]]:
    for number, line in enumerate(found.lines):
        following = found.lines[number + 1 : number + 2]
        if not following or following[0].period != line.period:
            yield line.period or "", line.after


def _nil_left_out(figure: Figure) -> Figure:
    return {year: amount for year, amount in figure.items() if amount}


def test_a_project_that_moves_takes_its_figure_from_one_portfolio_to_the_other() -> None:
    """A re-scoping is no decision on the figure, and both groups show it on its day."""
    happened = [
        Act("baseline", "reviews", MEASURES[0], 0, {"2017/18": Decimal(100)}, "care"),
        Act("re-scoping", "reviews", MEASURES[0], 60, {}, "place"),
    ]
    with recorded(happened) as council, council.views() as views:
        day = FIRST + timedelta(days=90)
        lives = [
            life(views, Asked(Scope(Kind.PORTFOLIO, ref), MEASURES[0], day))
            for ref in ("care", "place")
        ]
    told = [[(line.kind, line.change, line.after) for line in one.lines] for one in lives]
    assert told == [
        [("baseline", Decimal(100), Decimal(100)), ("left", Decimal(-100), Decimal(0))],
        [("joined", Decimal(100), Decimal(100))],
    ]
