"""The projects as a tree: portfolios or departments, programmes in them, and projects below."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from projections.savings.bulk import LastReport, last_reports, moment_of, statuses_on
from projections.savings.figures import CASHABLE_BENEFIT
from projections.savings.packed import packed, unpacked
from projections.savings.pence import NOTHING, in_pounds, pounds
from projections.savings.projects import ALL, Group, Project, groups, projects
from projections.savings.standings import standings_of_all
from projections.savings.status import NO_STATUS, STATUSES
from projections.views import Views

Kind: TypeAlias = Literal["whole", "portfolio", "department", "programme"]
LEVELS: Mapping[str, tuple[Kind, ...]] = {
    "portfolio": ("portfolio", "programme"),
    "programme": ("programme",),
    "department": ("department", "programme"),
}
"""What projects can be gathered by, and the levels that a tree then has above the projects."""

_NONE = packed({})


class Leaf(NamedTuple):
    """A project in the tree; amounts in pounds.

    Attributes:
        ref: its reference.
        name: the name it bore on the day.
        references: what else it is known by, ``C07``.
        status: one of `STATUSES`: done from the day it was closed, else by its last report;
            ``no_status`` where there is none.
        period: the month of that report, ``2018-09``; ``None`` where there is none.
        targets: what it must save per year.
        target_total: the sum over all years.
        at_risk_total: at risk and slippage less over-achievement, over all years.
        delivered_alternatively: what was delivered in another way.
        net_at_risk: the total at risk less that.
    """

    ref: str
    name: str
    references: tuple[str, ...]
    status: str
    period: str | None
    targets: dict[str, Decimal]
    target_total: Decimal
    at_risk_total: Decimal
    delivered_alternatively: Decimal
    net_at_risk: Decimal


class Branch(NamedTuple):
    """What projects belong to, with what is below it and what it all comes to; in pounds.

    Attributes:
        kind: ``whole``, ``portfolio``, ``department`` or ``programme``.
        ref: its reference; ``None`` for the whole, and for what belongs to none of its kind.
        name: its name.
        branches: what it divides into, in the order of their names.
        leaves: the projects directly below it, in the order of their names.
        projects: how many projects there are below it at any depth.
        targets: what they must save per year.
        target_total: the sum over all years.
        at_risk_total: what is at risk or slips less over-achievement, by the last reports.
        delivered_alternatively: what was delivered in another way.
        net_at_risk: the total at risk less that.
        statuses: how many projects there are of each status; closed ones are done.
    """

    kind: Kind
    ref: str | None
    name: str
    branches: tuple[Branch, ...]
    leaves: tuple[Leaf, ...]
    projects: int
    targets: dict[str, Decimal]
    target_total: Decimal
    at_risk_total: Decimal
    delivered_alternatively: Decimal
    net_at_risk: Decimal
    statuses: dict[str, int]


class Tree(NamedTuple):
    """The projects of a day, or those of one portfolio, as a tree.

    Attributes:
        whole: the branch that everything hangs on.
        by: one of `LEVELS`.
        measure: what the amounts are of.
        as_at: the day.
        as_known: the moment of the book's knowledge; ``None`` means all that is known.
    """

    whole: Branch
    by: str
    measure: str
    as_at: date
    as_known: datetime | None = None


def portfolio_tree(
    views: Views,
    *,
    as_at: date,
    known: int = ALL,
    by: str = "portfolio",
    measure: str = CASHABLE_BENEFIT,
    portfolio: str | None = None,
    as_known: datetime | None = None,
) -> Tree:
    """Return the projects that had started, closed ones included, in the groups they belong to.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        by: one of `LEVELS`.
        measure: the measure of the amounts.
        portfolio: the one portfolio wanted; every project if left out.
        as_known: the moment that `known` stands for, to be shown.
    """
    moment = moment_of(views, as_at, known, measure)
    profiles = standings_of_all(views, moment)
    reports = last_reports(views, moment)
    statuses = statuses_on(views, moment, reports)
    placed = [
        (project, _leaf(project, profiles.get(ref, _NONE), reports.get(ref), statuses.get(ref)))
        for ref, project in projects(views, as_at, known).items()
        if portfolio is None or project.portfolio == portfolio
    ]
    named = groups(views, as_at, known)
    levels = LEVELS[by]
    if portfolio is None:
        return Tree(_branch("whole", None, placed, levels, named), by, measure, as_at, as_known)
    below = tuple(level for level in levels if level != "portfolio")
    root = _branch("portfolio", portfolio, placed, below, named)
    return Tree(root, by, measure, as_at, as_known)


_Placed: TypeAlias = tuple[Project, Leaf]


def _leaf(project: Project, profile: bytes, report: LastReport | None, status: str | None) -> Leaf:
    targets = unpacked(profile)
    at_risk = sum(json.loads(report.at_risk or "{}").values()) if report else 0
    alternatively = report.alternatively if report else 0
    return Leaf(
        ref=project.ref,
        name=project.name,
        references=project.references,
        status=status or NO_STATUS,
        period=report.period if report else None,
        targets=in_pounds(targets),
        target_total=pounds(sum(targets.values())),
        at_risk_total=pounds(at_risk),
        delivered_alternatively=pounds(alternatively),
        net_at_risk=pounds(at_risk - alternatively),
    )


def _branch(
    kind: Kind,
    ref: str | None,
    placed: Sequence[_Placed],
    levels: Sequence[Kind],
    named: Mapping[tuple[str, str], Group],
) -> Branch:
    """Return a branch with all that is below it.

    A project without a programme hangs on its portfolio or department itself; one without any
    portfolio or department belongs to the branch of those that have none.
    """
    parts: dict[str | None, list[_Placed]] = {}
    level = levels[0] if levels else None
    for project, leaf in placed:
        place = getattr(project, level) if level else None
        parts.setdefault(place, []).append((project, leaf))
    hang_here = kind != "whole" or level is None
    own = parts.pop(None, []) if hang_here else []
    below = (
        _branch(level, place, part, levels[1:], named) for place, part in parts.items() if level
    )
    branches = tuple(sorted(below, key=lambda each: (each.ref is None, each.name, each.ref or "")))
    leaves = tuple(sorted((leaf for _, leaf in own), key=lambda leaf: (leaf.name, leaf.ref)))
    return _summed(kind, ref, _name(named, kind, ref), branches, leaves)


def _summed(
    kind: Kind, ref: str | None, name: str, branches: tuple[Branch, ...], leaves: tuple[Leaf, ...]
) -> Branch:
    below: tuple[Branch | Leaf, ...] = (*branches, *leaves)
    statuses = dict.fromkeys(STATUSES, 0)
    for leaf in leaves:
        statuses[leaf.status] += 1
    for branch in branches:
        for status, count in branch.statuses.items():
            statuses[status] += count
    return Branch(
        kind=kind,
        ref=ref,
        name=name,
        branches=branches,
        leaves=leaves,
        projects=sum(statuses.values()),
        targets=_per_year(each.targets for each in below),
        target_total=sum((each.target_total for each in below), NOTHING),
        at_risk_total=sum((each.at_risk_total for each in below), NOTHING),
        delivered_alternatively=sum((each.delivered_alternatively for each in below), NOTHING),
        net_at_risk=sum((each.net_at_risk for each in below), NOTHING),
        statuses=statuses,
    )


def _per_year(many: Iterable[Mapping[str, Decimal]]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for year, amount in chain.from_iterable(targets.items() for targets in many):
        found[year] = found.get(year, NOTHING) + amount
    return dict(sorted(found.items()))


def _name(named: Mapping[tuple[str, str], Group], kind: Kind, ref: str | None) -> str:
    if kind == "whole":
        return "All projects"
    if ref is None:
        return f"No {kind}"
    group = named.get((kind, ref))
    return group.name if group else ref
