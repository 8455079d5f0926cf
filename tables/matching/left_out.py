"""Projects of the book that a table should have a line for, and has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from decimal import Decimal

from tables.matching.known import Known, KnownProject
from tables.parts import Finding, Place

_MANY = 20
_NEARLY_ALL = Decimal("0.8")


def left_out(
    named: Collection[str], covered: Collection[str | None], known: Known, place: Place
) -> Iterator[Finding]:
    """Find projects of the table's portfolios that have no line in it; many are told at once.

    Args:
        named: the projects that have a line, or that one of its names nearly is.
        covered: the portfolios that the table is about.
        known: what the book has.
        place: where the table ends.
    """
    missing: dict[str | None, list[KnownProject]] = {}
    for project in known.projects.values():
        if project.expected and project.portfolio in covered and project.ref not in named:
            missing.setdefault(project.portfolio, []).append(project)
    for portfolio, projects in missing.items():
        group = known.portfolios.get(portfolio or "")
        name = group.name if group else portfolio or "no portfolio"
        if len(projects) > _MANY:
            message = (
                f"of {name} the table has no line for {len(projects):,} projects that the book has"
                " and that were not closed: is this a part of the table, or another's?"
            )
            yield Finding("left-out", place, message, subject=name)
        else:
            yield from (_of_one(project, name, place) for project in projects)


def nearly_whole(named: Collection[str], known: Known) -> set[str | None]:
    """Return the portfolios of which a table that names none has nearly all the projects."""
    due = [one for one in known.projects.values() if one.expected]
    all_of = Counter(one.portfolio for one in due)
    there = Counter(one.portfolio for one in due if one.ref in named)
    return {place for place, number in there.items() if number >= _NEARLY_ALL * all_of[place]}


def _of_one(project: KnownProject, portfolio: str, place: Place) -> Finding:
    message = (
        f"the table has no line for {project.ref}, which the book has in {portfolio} and which was"
        " not closed"
    )
    return Finding("left-out", place, message, subject=project.name)
