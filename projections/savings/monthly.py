"""The status of every project month by month, as the reports of each month say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from projections.savings.bulk import DONE
from projections.savings.projects import ALL, Project, groups, projects
from projections.savings.scope import WHOLE, Scope, members
from projections.savings.status import STATUSES
from projections.views import Views

CLOSED: Final = DONE.replace("_", "-")
MOST_MONTHS: Final = 24
"""So many months are told where nobody says which."""

_MONTH: Final = len("2018-09")
_YEAR: Final = 12


class ProjectMonths(NamedTuple):
    """A project and what its reports say of it.

    Attributes:
        ref: the project's reference.
        name: its name.
        statuses: its status by month, ``2018-09``; of two reports on a month, that of the later
            one. From the month in which it was closed to that of the day asked for it is
            ``closed-or-completed``, whatever was reported. Other months without a report are left
            out.
    """

    ref: str
    name: str
    statuses: dict[str, str]


class GroupMonths(NamedTuple):
    """The projects of a group in the order of their names.

    Attributes:
        ref: the reference of the group; ``None`` for projects that belong to none.
        name: its name.
        projects: its projects, those started by the day asked for.
    """

    ref: str | None
    name: str
    projects: tuple[ProjectMonths, ...]


class Monthly(NamedTuple):
    """The statuses of projects by month.

    Attributes:
        as_at: the day asked for.
        scope: which projects they are.
        by: what they are grouped by.
        months: every month from the first to the last.
        groups: the groups in the order of their names.
        earlier: whether there are reports on months before the first.
    """

    as_at: date
    scope: Scope
    by: str
    months: tuple[str, ...]
    groups: tuple[GroupMonths, ...]
    earlier: bool


def monthly(
    views: Views,
    *,
    as_at: date,
    known: int = ALL,
    scope: Scope = WHOLE,
    by: str = "portfolio",
    first: str | None = None,
    last: str | None = None,
) -> Monthly:
    """Return the statuses of projects by month.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        scope: which projects are wanted.
        by: ``portfolio``, ``programme`` or ``department``: what they are grouped by.
        first: the first month; without it, so that there are at most `MOST_MONTHS`.
        last: the last month; without it, the last one with a report.
    """
    wanted = members(views, scope, as_at, known)
    found = _reported(views, as_at, known, wanted)
    reported = sorted({month for its in found.values() for month in its})
    last = last or (reported[-1] if reported else month_of(as_at))
    earliest = reported[0] if reported else last
    first = first or max(earliest, _before(last, MOST_MONTHS - 1))
    months = tuple(_months(first, last))
    its = {ref: one for ref, one in projects(views, as_at, known).items() if ref in wanted}
    told = {
        ref: ProjectMonths(
            ref, one.name, _statuses(months, found.get(ref, {}), one.closed_on, as_at)
        )
        for ref, one in its.items()
    }
    names = {
        ref: group.name for (kind, ref), group in groups(views, as_at, known).items() if kind == by
    }
    return Monthly(as_at, scope, by, months, _grouped(told, its, by, names), earliest < first)


def month_of(day: date) -> str:
    """Return the month of a day: ``2018-09``."""
    return day.isoformat()[:_MONTH]


def counts(rows: Iterable[ProjectMonths], month: str) -> Counter[str | None]:
    """Return how many projects there are of each status in a month; ``None`` has no report."""
    return Counter(row.statuses.get(month) for row in rows)


def _reported(
    views: Views, as_at: date, known: int, wanted: frozenset[str]
) -> dict[str, dict[str, str]]:
    """Return what was reported of each project by month, whatever measure the report is on."""
    rows = views.tuples(
        "SELECT project, period, status FROM status_report WHERE since <= ? AND position <= ?"
        " ORDER BY position",
        (as_at.isoformat(), known),
    )
    words = [status.replace("_", "-") for status in STATUSES]
    found: dict[str, dict[str, str]] = {}
    for project, period, status in rows:
        if project in wanted:
            found.setdefault(project, {})[period] = words[status]
    return found


def _statuses(
    months: Iterable[str], reported: Mapping[str, str], closed_on: str | None, as_at: date
) -> dict[str, str]:
    told = {}
    for month in months:
        if closed_on is not None and closed_on[:_MONTH] <= month <= month_of(as_at):
            told[month] = CLOSED
        elif month in reported:
            told[month] = reported[month]
    return told


def _grouped(
    told: Mapping[str, ProjectMonths],
    its: Mapping[str, Project],
    by: str,
    names: Mapping[str, str],
) -> tuple[GroupMonths, ...]:
    rows: dict[str | None, list[ProjectMonths]] = {}
    for ref, one in told.items():
        rows.setdefault(getattr(its[ref], by), []).append(one)
    found = [
        GroupMonths(
            ref,
            f"No {by}" if ref is None else names.get(ref, ref),
            tuple(sorted(ones, key=lambda one: (one.name, one.ref))),
        )
        for ref, ones in rows.items()
    ]
    return tuple(sorted(found, key=lambda group: (group.ref is None, group.name)))


def _before(month: str, count: int) -> str:
    return _written(_number(month) - count)


def _months(first: str, last: str) -> list[str]:
    return [_written(number) for number in range(_number(first), _number(last) + 1)]


def _number(month: str) -> int:
    year, number = month.split("-")
    return int(year) * _YEAR + int(number) - 1


def _written(number: int) -> str:
    return f"{number // _YEAR:04d}-{number % _YEAR + 1:02d}"
