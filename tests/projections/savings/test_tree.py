"""The projects as a tree: it adds up to the figures of the portfolio at every branch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from projections.savings.portfolio import portfolio
from projections.savings.projects import projects
from projections.savings.tree import Branch, portfolio_tree
from projections.views import Views
from tests.books import IN_2018, IN_2019, BookOnDisk

SEPTEMBER, NOVEMBER = date(2018, 9, 30), date(2018, 11, 5)

_SHARED = ("ref", "name", "projects", "target_total", "at_risk_total", "net_at_risk", "statuses")


def branches(branch: Branch) -> Iterator[Branch]:
    """Yield a branch and all below it."""
    yield branch
    for below in branch.branches:
        yield from branches(below)


@pytest.mark.parametrize("by", ["portfolio", "programme", "department"])
@pytest.mark.parametrize("day", [SEPTEMBER, NOVEMBER])
def test_every_branch_has_the_figures_that_the_portfolio_has(
    example: Views, by: str, day: date
) -> None:
    whole = portfolio_tree(example, as_at=day, by=by).whole
    figures = portfolio(example, as_at=day, by=by)
    first = [[getattr(branch, field) for field in _SHARED] for branch in whole.branches]
    assert first == [[getattr(group, field) for field in _SHARED] for group in figures.groups]
    assert whole.targets == figures.total.targets
    assert whole.net_at_risk == figures.total.net_at_risk


def test_every_project_hangs_once_in_the_tree(example: Views) -> None:
    for by in ("portfolio", "department", "programme"):
        whole = portfolio_tree(example, as_at=SEPTEMBER, by=by).whole
        leaves = [leaf.ref for branch in branches(whole) for leaf in branch.leaves]
        assert sorted(leaves) == sorted(projects(example, SEPTEMBER))


def test_a_project_hangs_on_its_programme_within_its_portfolio(example: Views) -> None:
    whole = portfolio_tree(example, as_at=SEPTEMBER).whole
    social_care = next(b for b in whole.branches if b.ref == "adult-social-care-and-health")
    assert [branch.name for branch in social_care.branches] == [
        "Commissioning & Direct Services",
        "Early Resolution",
        "Promoting Independence Interventions",
    ]
    place = next(branch for branch in whole.branches if branch.ref == "place")
    assert (place.branches, len(place.leaves)) == ((), 14)


def test_one_portfolio_is_a_tree_of_its_own(example: Views) -> None:
    tree = portfolio_tree(example, as_at=SEPTEMBER, portfolio="place")
    assert (tree.whole.kind, tree.whole.name, tree.whole.projects) == ("portfolio", "Place", 14)
    by_department = portfolio_tree(
        example, as_at=SEPTEMBER, portfolio="place", by="department"
    ).whole
    assert [branch.kind for branch in by_department.branches] == ["department"]
    assert by_department.target_total == tree.whole.target_total


BOOK = """
- portfolio: {ref: place, name: Place}
- programme: {ref: roads, name: Roads, portfolio: place}
- project: {ref: bridges, name: Bridges, programme: roads, started_on: 2018-04-01}
- project: {ref: parks, name: Parks, portfolio: place, started_on: 2018-04-01}
- project: {ref: stray, name: Stray, started_on: 2018-04-01}
- baseline:
    project: bridges
    profile: {2018/19: 1000, 2019/20: 500.50}
    decided_on: 2018-04-01
    authority: {body: policy, decided_on: 2018-04-01}
- status-report:
    project: bridges
    period: 2018-09
    status: at-risk
    at_risk: {2018/19: 300}
    slippage: {2019/20: 50}
    over_achievement: {2018/19: 20}
    delivered_alternatively: 100
    reported_on: 2018-09-30
"""


def test_a_project_has_its_target_its_risk_and_the_status_of_its_last_report(
    book: BookOnDisk,
) -> None:
    book.record(BOOK, IN_2018)
    with book.views() as views:
        whole = portfolio_tree(views, as_at=SEPTEMBER, as_known=IN_2019).whole
        earlier = portfolio_tree(views, as_at=date(2018, 9, 29)).whole
    place, _, none = whole.branches
    (bridges,) = place.branches[0].leaves
    assert bridges.targets == {"2018/19": Decimal(1000), "2019/20": Decimal("500.50")}
    assert (bridges.status, bridges.period) == ("at_risk", "2018-09")
    assert (bridges.at_risk_total, bridges.net_at_risk) == (Decimal(330), Decimal(230))
    assert (none.name, none.ref, [leaf.ref for leaf in none.leaves]) == (
        "No portfolio",
        None,
        ["stray"],
    )
    assert [leaf.ref for leaf in place.leaves] == ["parks"]
    (before,) = earlier.branches[0].branches[0].leaves
    assert (before.status, before.net_at_risk) == ("no_status", Decimal(0))
