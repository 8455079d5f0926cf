"""The portfolios as members had them before them, where a decision concerned no one project."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projections.bridges.bridge import Ends, between
from projections.bridges.lines import Moved, Stage
from projections.known_then.basis import Basis
from projections.savings.figures import CASHABLE_BENEFIT
from projections.savings.gathered import gathered
from projections.savings.pence import NOTHING, in_pounds, pounds
from projections.savings.portfolio import Standing, portfolio
from projections.savings.projects import ALL
from projections.savings.scope import WHOLE, members
from projections.views import Views


class Stood(NamedTuple):
    """What a group had to save and how much of it was at risk; amounts in pounds."""

    projects: int
    targets: dict[str, Decimal]
    target_total: Decimal
    at_risk: Decimal
    delivered_alternatively: Decimal
    net_at_risk: Decimal
    statuses: dict[str, int]


class GroupThen(NamedTuple):
    """A portfolio then and now, or all of them.

    Attributes:
        ref: the portfolio; nothing for the projects that belong to none, and for all together.
        name: what it is called.
        then: how it stood; nothing where it had no project.
        now: how it stands; nothing where it has none.
        change: what it has to save now less then, per year.
        change_total: the sum over the years.
    """

    ref: str | None
    name: str
    then: Stood | None
    now: Stood | None
    change: dict[str, Decimal]
    change_total: Decimal


class MovedSince(NamedTuple):
    """What one kind of movement came to since; amounts in pounds.

    Attributes:
        stage: ``decided`` since, on the day of the meeting too, or ``learnt`` since: in force
            before that day, and recorded after.
        kind: the kind of movement; ``moved-in`` and ``moved-out`` of projects.
    """

    stage: str
    kind: str
    years: dict[str, Decimal]
    total: Decimal


class GroupsThen(NamedTuple):
    """The portfolios in the order of their names, all together, and what has moved them since.

    Attributes:
        years: the years of their figures, in order.
        groups: the portfolios.
        total: all together.
        late: how many amounts of a year were decided before the day of the meeting, and recorded
            too late for members to have had them.
        late_total: what these come to, in pounds.
        since: what was decided since, and learnt since of what was in force by then; with what
            stood then, it gives what all together have to save now.
    """

    years: tuple[str, ...]
    groups: tuple[GroupThen, ...]
    total: GroupThen
    late: int
    late_total: Decimal
    since: tuple[MovedSince, ...]


def groups_then(views: Views, basis: Basis, *, as_at: date, known: int = ALL) -> GroupsThen:
    """Return how the portfolios stood, and stand now.

    Args:
        views: the views.
        basis: how the book is read for the resolution.
        as_at: the day of what is called now.
        known: the last position that the book is taken to know now.
    """
    then = portfolio(views, as_at=basis.day, known=basis.known)
    now = portfolio(views, as_at=as_at, known=known)
    before, after = ({group.ref: group for group in found.groups} for found in (then, now))
    ordered = {**after, **{ref: group for ref, group in before.items() if ref not in after}}
    ends = Ends(basis.day, as_at, basis.known, known)
    late = gathered(
        views,
        CASHABLE_BENEFIT,
        after="",
        up_to=basis.eve.isoformat(),
        known=basis.known,
        known_after=basis.late_after,
    )
    return GroupsThen(
        tuple(sorted({*then.years, *now.years})),
        tuple(_group(ref, before.get(ref), after.get(ref)) for ref in ordered),
        _group(None, then.total, now.total),
        sum(moved.count for moved in late),
        pounds(sum(moved.change for moved in late)),
        tuple(map(_moved, _staged(views, basis, ends))),
    )


def _staged(views: Views, basis: Basis, ends: Ends) -> list[Moved]:
    """Return what has moved all together since, by one rule with the figures of projects.

    What was decided on the day of the meeting and recorded after the resolution is decided since:
    members did not have it, and there was nothing yet to learn of it.
    """
    found = list(between(views, WHOLE, ends).moved)
    if not basis.kept or ends.known_from >= ends.known_to:
        return found
    of_the_day = gathered(
        views,
        CASHABLE_BENEFIT,
        after=basis.eve.isoformat(),
        up_to=basis.held_on.isoformat(),
        known=ends.known_to,
        known_after=ends.known_from,
        projects=members(views, WHOLE, basis.held_on, ends.known_to),
    )
    sums = {(line.stage, line.kind): line for line in found}
    for row in of_the_day:
        _add(sums, Stage.LEARNT, row.kind, row.year, -row.change, -row.count)
        _add(sums, Stage.DECIDED, row.kind, row.year, row.change, row.count)
    return [line for line in sums.values() if any(line.changes.values()) or line.projects]


def _add(
    sums: dict[tuple[Stage, str], Moved],
    stage: Stage,
    kind: str,
    year: str,
    change: int,
    count: int,
) -> None:
    line = sums.get((stage, kind)) or Moved(stage, kind, {}, {})
    years = line.years | {year: line.years.get(year, 0) + change}
    changes = line.changes | {year: line.changes.get(year, 0) + count}
    kept = {of: amount for of, amount in years.items() if changes.get(of)}
    sums[stage, kind] = line._replace(years=kept, changes=changes)


def _group(ref: str | None, then: Standing | None, now: Standing | None) -> GroupThen:
    was, has = (said.targets if said else {} for said in (then, now))
    change = {
        year: has.get(year, NOTHING) - was.get(year, NOTHING) for year in sorted({*was, *has})
    }
    name = next(said.name for said in (now, then) if said)
    total = sum(change.values(), NOTHING)
    return GroupThen(ref, name, _stood(then), _stood(now), change, total)


def _moved(line: Moved) -> MovedSince:
    total = pounds(sum(line.years.values()))
    return MovedSince(line.stage.value, line.kind, in_pounds(line.years), total)


def _stood(said: Standing | None) -> Stood | None:
    return said and Stood(
        said.projects,
        said.targets,
        said.target_total,
        said.at_risk_total,
        said.delivered_alternatively,
        said.net_at_risk,
        said.statuses,
    )
