"""Standings give, at any two times, the plain sum of the movements that were in force and known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.store.opening import create, open_reader
from engine.store.reader import LedgerReader
from projections import views_file
from projections.savings.differences import differences
from projections.savings.figures import FIGURES
from projections.savings.packed import packed, summed, unpacked
from projections.savings.portfolio import portfolio
from projections.savings.projects import ALL, PROJECTS
from projections.savings.standings import Standings, standings_of_all, standings_on
from projections.sqlite.tables import SQLiteTables
from projections.view import Row
from projections.views import Views
from tests.books import IN_2018, IN_2019, BookOnDisk

PROJECTS_KNOWN = ("calls", "reviews")
MEASURES = ("cashable-benefit", "hours")
DAYS = ("", "2016-03-01", "2017-03-01", "2018-03-01", "2019-03-01")
YEARS = ("2017/18", "2018/19", "2019/20")
AMOUNTS = st.integers(-3, 3)


class Fact(NamedTuple):
    """What one fact moves, and whether another program reads it than the one before."""

    measure: str
    project: str
    since: str
    changes: dict[str, int]
    anew: bool


FACTS = st.lists(
    st.builds(
        Fact,
        st.sampled_from(MEASURES),
        st.sampled_from(PROJECTS_KNOWN),
        st.sampled_from(DAYS),
        st.dictionaries(st.sampled_from(YEARS), AMOUNTS),
        st.booleans(),
    ),
    max_size=7,
)


def rows_of(position: int, fact: Fact) -> list[Row]:
    """Return the movements of a fact as the view has them."""
    measure, project, since, changes, _ = fact
    return [
        (measure, project, year, since, position, change, "extension")
        for year, change in changes.items()
    ]


@pytest.fixture(scope="module")
def no_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerReader]:
    """A ledger without facts, for views that are filled without one."""
    url = f"sqlite:///{tmp_path_factory.mktemp('empty') / 'book.db'}"
    create(url)
    with open_reader(url) as reader:
        yield reader


@contextmanager
def filled(facts: list[Fact], ledger: LedgerReader) -> Iterator[Views]:
    """Fill tables with facts, each in a batch of its own that reads what those before left."""
    tables = SQLiteTables(views_file.in_memory())
    tables.make((PROJECTS, FIGURES))
    for number, project in enumerate(PROJECTS_KNOWN):
        started = (number, project, "", "started", project, "[]", *[None] * 6)
        tables.add("project_step", [started])
    standings = Standings()
    for position, fact in enumerate(facts, 1):
        if fact.anew:
            standings = Standings()
        gathered: dict[str, list[Row]] = {"figure_movement": rows_of(position, fact)}
        for table, row in list(standings.rows(gathered, position, position, tables.run)):
            gathered.setdefault(table, []).append(row)
        for table, rows in gathered.items():
            if rows:
                tables.add(table, rows)
    tables.finish((PROJECTS, FIGURES))
    views = tables.opened(ledger, len(facts))
    try:
        yield views
    finally:
        views.close()


def plain_sum(
    facts: list[Fact], measure: str, project: str, day: str, known: int
) -> dict[str, int]:
    """Add up the movements one by one."""
    found: dict[str, int] = {}
    for position, fact in enumerate(facts, 1):
        if fact[:2] == (measure, project) and fact.since <= day and position <= known:
            for year, change in fact.changes.items():
                found[year] = found.get(year, 0) + change
    return {year: amount for year, amount in sorted(found.items()) if amount}


@settings(deadline=None)
@given(
    facts=FACTS,
    on=st.fixed_dictionaries({project: st.sampled_from(DAYS) for project in PROJECTS_KNOWN}),
)
def test_a_standing_is_the_sum_of_what_was_in_force_and_known(
    facts: list[Fact], on: dict[str, str], no_ledger: LedgerReader
) -> None:
    with filled(facts, no_ledger) as views:
        for measure, day, known in product(MEASURES, DAYS, (1, len(facts) // 2, ALL)):
            check(facts, views, {"measure": measure, "as_at": day, "known": known}, on)


def check(facts: list[Fact], views: Views, question: dict[str, Any], on: dict[str, str]) -> None:
    """Compare both ways of asking with the plain sum, whichever order is taken for quicker."""
    measure, day, known = question.values()
    days = {project: min(day, other) for project, other in on.items()}
    now = [standings_of_all(views, question | {"month": month}) for month in ("", day[:7])]
    then = standings_on(views, question, days)
    for project in PROJECTS_KNOWN:
        expected = plain_sum(facts, measure, project, day, known)
        assert [unpacked(found.get(project, b"")) for found in now] == [expected] * 2
        expected = plain_sum(facts, measure, project, days[project], known)
        assert unpacked(then.get(project, b"")) == expected


@given(st.lists(st.dictionaries(st.sampled_from(YEARS), AMOUNTS)))
def test_packed_amounts_add_up_year_by_year(profiles: list[dict[str, int]]) -> None:
    assert all(
        unpacked(packed(profile))
        == {year: profile[year] for year in sorted(profile) if profile[year]}
        for profile in profiles
    )
    expected: dict[str, int] = {}
    for profile in profiles:
        for year, amount in profile.items():
            if amount:
                expected[year] = expected.get(year, 0) + amount
    assert summed(map(packed, profiles)) == expected


LATE = """
- file: {actor: clerk, source: {document: Minutes}}
- opening-balance: {project: reviews, as_at: 2018-01-01, profile: {2018/19: 4000, 2019/20: 10}}
- correction:
    {project: reviews, decided_on: 2018-05-01, corrects: opening-balance,
     change: {2018/19: 7}, reason: Left out.}
- status-report:
    {project: reviews, period: 2018-05, status: on-target, target: {2018/19: 4007}}
"""
CORRECTED = """
- file: {actor: clerk, source: {document: Minutes}}
- correction:
    {project: reviews, decided_on: 2018-03-01, corrects: opening-balance,
     change: {2018/19: 500}, reason: Misprint.}
"""


@pytest.mark.parametrize(
    ("as_at", "everything", "target"),
    [
        (date(2017, 12, 31), True, 0),
        (date(2018, 2, 28), True, 4010),
        (date(2018, 3, 31), True, 4510),
        (date(2018, 3, 31), False, 4010),
        (date(2018, 9, 30), True, 4517),
        (date(2018, 9, 30), False, 4017),
    ],
)
def test_what_is_recorded_late_counts_from_its_day_and_from_when_it_was_known(
    book: BookOnDisk, as_at: date, *, everything: bool, target: int
) -> None:
    book.record(LATE)
    book.record(CORRECTED, at=IN_2019)
    known = ALL if everything else book.position_at(IN_2018)
    with book.views() as views:
        assert portfolio(views, as_at=as_at, known=known).total.target_total == Decimal(target)


def test_a_report_is_compared_with_what_is_known_now_of_its_day(book: BookOnDisk) -> None:
    book.record(LATE)
    book.record(CORRECTED, at=IN_2019)
    known = book.position_at(IN_2018)
    day = date(2018, 9, 30)
    with book.views() as views:
        before = {row.year: row.difference for row in differences(views, as_at=day, known=known)}
        after = {row.year: row.difference for row in differences(views, as_at=day)}
    assert before == {"2019/20": Decimal(-10)}
    assert after == {"2018/19": Decimal(-500), "2019/20": Decimal(-10)}
