"""Portfolio figures: the published table, grouping, and the two times."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from projections.savings.differences import differences
from projections.savings.portfolio import Portfolio, Standing, portfolio
from projections.views import Views
from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.projections.savings.conftest import BASELINE

SEPTEMBER = date(2018, 9, 30)

# In £000, as published: targets and total, at risk and total, delivered alternatively, net.
PUBLISHED: dict[str, tuple[int | Decimal, ...]] = {
    "Adult Social Care & Health": (8569, 5682, 3580, 17831, -6612, -63, 0, -6675, 22, -6697),
    "Chief Executive's (CEX)": (2053, 450, 518, 3021, 0, 0, 0, 0, 0, 0),
    "Children & Families": (1681, 325, 350, 2356, 226, 0, 0, 226, 251, -25),
    "Place": (2184, 182, 0, 2366, 686, 0, 0, 686, 0, 686),
    "All": (14487, 6639, 4448, 25574, -5700, -63, 0, -5763, 273, -6036),
}
PROGRAMMES: dict[str, tuple[int | Decimal, ...]] = {
    "Promoting Independence Interventions": (7027, 3328, 2321, 12676),
    "Early Resolution": (507, 394, 416, 1317),
    "Commissioning & Direct Services": (1035, 1960, 843, 3838),
}


def thousands(group: Standing) -> tuple[Decimal, ...]:
    """Return a group's figures in the order of the published table."""
    figures = (
        *group.targets.values(),
        group.target_total,
        *group.at_risk.values(),
        group.at_risk_total,
        group.delivered_alternatively,
        group.net_at_risk,
    )
    return tuple(figure / 1000 for figure in figures)


def by_name(found: Portfolio) -> dict[str, Standing]:
    """Return the groups and the total by their names."""
    return {group.name: group for group in (*found.groups, found.total)}


def test_the_figures_of_september_2018_are_the_published_ones(example: Views) -> None:
    found = portfolio(example, as_at=SEPTEMBER)
    assert found.years == ("2018/19", "2019/20", "2020/21")
    assert {name: thousands(group) for name, group in by_name(found).items()} == PUBLISHED
    assert differences(example, as_at=SEPTEMBER) == ()


def test_the_status_counts_of_september_2018_are_the_published_ones(
    example: Views,
) -> None:
    total = portfolio(example, as_at=SEPTEMBER).total
    assert total.projects == 70
    assert total.statuses == {
        "on_target": 49,
        "experiencing_obstacles": 7,
        "at_risk": 5,
        "compromised": 2,
        "closed_or_completed": 7,
        "no_status": 0,
    }


def test_programmes_add_up_to_the_figures_of_appendix_c(example: Views) -> None:
    found = by_name(portfolio(example, as_at=SEPTEMBER, by="programme"))
    assert {name: thousands(found[name])[:4] for name in PROGRAMMES} == PROGRAMMES


@pytest.mark.parametrize("by", ["portfolio", "programme", "department"])
def test_groups_add_up_to_the_total_however_they_are_made(example: Views, by: str) -> None:
    found = portfolio(example, as_at=SEPTEMBER, by=by)
    columns = zip(*(thousands(group) for group in found.groups), strict=True)
    assert tuple(map(sum, columns)) == PUBLISHED["All"]
    assert sum(group.projects for group in found.groups) == 70


def test_projects_of_no_programme_stand_last_and_have_no_reference(
    example: Views,
) -> None:
    last = portfolio(example, as_at=SEPTEMBER, by="programme").groups[-1]
    assert (last.ref, last.name) == (None, "No programme")


def test_extensions_count_from_the_day_they_were_approved(example: Views) -> None:
    october = portfolio(example, as_at=date(2018, 10, 31)).total
    assert october.projects == 71
    assert october.target_total == Decimal(25574000 + 100000 + 371000)
    assert october.targets["2021/22"] == Decimal(331000)
    assert october.statuses["no_status"] == 1


def test_nothing_is_known_before_the_first_fact(example: Views) -> None:
    found = portfolio(example, as_at=SEPTEMBER, known=0)
    assert (found.years, found.groups, found.total.projects) == ((), (), 0)


REPORTS = """
- status-report:
    {project: reviews, period: 2018-09, status: at-risk, target: {2018/19: 3000, 2019/20: 1900},
     at_risk: {2018/19: 100}, slippage: {2018/19: 20.25}, over_achievement: {2019/20: 50},
     delivered_alternatively: 30}
"""
RESTATED = """
- status-report:
    {project: reviews, period: 2018-09, restated_on: 2018-10-20, status: on-target,
     at_risk: {2018/19: 40}}
"""


def test_net_at_risk_is_risk_and_slippage_less_over_achievement_less_delivered_otherwise(
    book: BookOnDisk,
) -> None:
    book.record(BASELINE)
    book.record(REPORTS)
    with book.views() as views:
        total = portfolio(views, as_at=SEPTEMBER).total
    assert total.at_risk == {"2018/19": Decimal("120.25"), "2019/20": Decimal(-50)}
    assert (total.at_risk_total, total.net_at_risk) == (Decimal("70.25"), Decimal("40.25"))


def test_a_target_stated_otherwise_than_the_book_has_it_is_shown(book: BookOnDisk) -> None:
    book.record(BASELINE)
    book.record(REPORTS)
    with book.views() as views:
        found = differences(views, as_at=SEPTEMBER)
    assert [tuple(row) for row in found] == [
        ("reviews", "2018-09", "2019/20", Decimal(1900), Decimal("2000.50"), Decimal("-100.50"))
    ]


def test_a_restated_report_counts_from_the_day_it_was_restated_and_known(book: BookOnDisk) -> None:
    book.record(BASELINE)
    book.record(REPORTS)
    book.record(RESTATED, at=IN_2019)
    known = book.position_at(IN_2018)
    with book.views() as views:
        standings = [
            portfolio(views, as_at=as_at, known=position).total
            for as_at in (SEPTEMBER, date(2018, 10, 31))
            for position in (known, 2**62)
        ]
    assert [total.statuses["at_risk"] for total in standings] == [1, 1, 1, 0]
    assert standings[-1].at_risk == {"2018/19": Decimal(40), "2019/20": Decimal(0)}


MEASURES = """
- file: {actor: clerk, source: {document: Agenda pack}}
- opening-balance: {project: reviews, measure: hours, as_at: 2018-01-01, profile: {2018/19: 40}}
- status-report: {project: reviews, measure: hours, period: 2018-10, status: compromised}
"""


def test_measures_are_never_added_up_but_a_project_has_one_status(book: BookOnDisk) -> None:
    book.record(BASELINE)
    book.record(REPORTS)
    book.record(MEASURES)
    with book.views() as views:
        money = portfolio(views, as_at=date(2018, 10, 31)).total
        hours = portfolio(views, as_at=date(2018, 10, 31), measure="hours").total
    assert (money.target_total, hours.target_total) == (Decimal("5000.50"), Decimal(40))
    assert (money.at_risk_total, hours.at_risk_total) == (Decimal("70.25"), Decimal(0))
    assert money.statuses["compromised"] == hours.statuses["compromised"] == 1


PLACES = """
- portfolio: {ref: care, name: Care, department: Adults}
- programme: {ref: pathway, name: Pathway, portfolio: care, department: Front Door}
- project: {ref: calls, name: Calls, programme: pathway}
- project-rescoping:
    {project: reviews, decided_on: 2018-06-01, programme: pathway, reason: Merged.}
- project-closure: {project: reviews, decided_on: 2018-08-01, reason: Done.}
"""


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("portfolio", {"Care": 2}),
        ("programme", {"Pathway": 2}),
        ("department", {"Front Door": 2}),
    ],
)
def test_a_project_rolls_up_to_what_its_programme_belongs_to(
    book: BookOnDisk, by: str, expected: dict[str, int]
) -> None:
    book.record(PLACES)
    with book.views() as views:
        found = portfolio(views, as_at=SEPTEMBER, by=by)
    assert {group.name: group.projects for group in found.groups} == expected


def test_a_re_scoped_project_counts_where_it_was_on_the_day(book: BookOnDisk) -> None:
    book.record(PLACES)
    with book.views() as views:
        found = portfolio(views, as_at=date(2018, 5, 31), by="programme")
    assert {group.name: group.projects for group in found.groups} == {
        "Pathway": 1,
        "No programme": 1,
    }
