"""A bridge by its parts: what each project, or each group of projects, brings to every line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from projections.bridges.bridge import Between, only
from projections.bridges.corners import Corner
from projections.bridges.lines import MOVED_IN, MOVED_OUT, Stage, Step, lines, steps
from projections.savings.gathered import Span
from projections.savings.pence import pounds
from projections.savings.projects import projects
from projections.views import Views

PROJECT = "project"
"""What parts are where they are no groups."""

_AT_ONCE = 400
_Key = tuple[Stage, str]


class Part(NamedTuple):
    """What a part brings to a bridge; amounts in pounds, of all years that the bridge is about.

    Attributes:
        ref: the reference of the project or group; ``None`` for projects that belong to none, and
            for the parts that did not change.
        name: what it is called.
        projects: how many projects it is of.
        opening: what it had to save at the opening.
        lines: what it brings to each line, by stage and kind; a line that is not there has nothing
            of it.
        closing: what it had to save at the closing.
    """

    ref: str | None
    name: str
    projects: int
    opening: Decimal
    lines: dict[tuple[str, str], Decimal]
    closing: Decimal


def by_group(
    views: Views, found: Between, measure: str, by: str, *, year: str | None = None
) -> list[Part]:
    """Return the parts of a bridge by portfolio, programme or department, by name.

    A project that went from one group to another moved out of the one and into the other.
    """
    places = [corner.places(by) for corner in found.corners]
    names = found.corners[-1].group_names(by)
    refs = {place for of_corner in places for place in of_corner.values()}
    parts = []
    for ref in refs:
        sides = [[p for p, place in each.items() if place == ref] for each in places]
        sums: dict[_Key, int] = {}
        for step in steps(found.corners, sides):
            for line in lines(views, step, measure):
                if amounts := only(line.years, year):
                    sums[line.stage, line.kind] = sum(amounts.values())
        name = f"No {by}" if ref is None else names.get(ref, ref)
        parts.append(_part(ref, name, found.corners, sides, sums, year))
    return sorted(parts, key=lambda part: (part.ref is None, part.name))


def by_project(
    views: Views, found: Between, measure: str, *, year: str | None = None
) -> list[Part]:
    """Return the parts of a bridge by project: those that changed, most first, then all others."""
    sums: dict[str, dict[_Key, int]] = {}
    for step in found.steps:
        for key, project, amount in (*_crossed(step, year), *_moved(views, step, measure, year)):
            its = sums.setdefault(project, {})
            its[key] = its.get(key, 0) + amount
    closing = found.corners[-1]
    named = projects(views, closing.as_at, closing.known)
    parts = []
    for project, its in sums.items():
        sides = [[project] if project in corner.members else [] for corner in found.corners]
        name = named[project].name if project in named else project
        parts.append(_part(project, name, found.corners, sides, its, year))
    parts.sort(key=lambda part: (-abs(part.closing - part.opening), part.name))
    return [*parts, *_unchanged(found, sums.keys(), year)]


def _unchanged(found: Between, changed: Iterable[str], year: str | None) -> Iterator[Part]:
    """Give what the projects that did not change come to, so that the parts give the whole."""
    sides = [corner.members - frozenset(changed) for corner in found.corners]
    if sides[-1]:
        yield _part(None, "All others, unchanged", found.corners, sides, {}, year)


def _part(
    ref: str | None,
    name: str,
    corners: Sequence[Corner],
    sides: Sequence[Iterable[str]],
    sums: dict[_Key, int],
    year: str | None,
) -> Part:
    opening, closing = (
        pounds(sum(only(corners[at].figure(sides[at]), year).values())) for at in (0, -1)
    )
    told = {(stage.value, kind): pounds(amount) for (stage, kind), amount in sums.items()}
    return Part(ref, name, len(frozenset(sides[0]) | frozenset(sides[-1])), opening, told, closing)


def _crossed(step: Step, year: str | None) -> Iterator[tuple[_Key, str, int]]:
    """Give each project that came into the scope or left it, with the figure it had."""
    before, after = frozenset(step.before.projects), frozenset(step.end.projects)
    for kind, crossed, sign in ((MOVED_IN, after - before, 1), (MOVED_OUT, before - after, -1)):
        for project in step.before.corner.with_figure(crossed):
            figure = only(step.before.corner.figure([project]), year)
            if figure:
                yield (step.stage, kind), project, sign * sum(figure.values())


def _moved(
    views: Views, step: Step, measure: str, year: str | None
) -> Iterator[tuple[_Key, str, int]]:
    """Give what moved each project, by kind."""
    span = Span(step.after, step.up_to, step.known_after, step.known)
    of_year = "" if year is None else " AND m.year = ?"
    left = iter(step.end.projects)
    while some := [*islice(left, _AT_ONCE)]:
        rows = views.tuples(
            f"WITH w (project) AS (VALUES {', '.join(['(?)'] * len(some))})"  # noqa: S608 - places and our own conditions
            " SELECT m.sort, m.project, sum(m.change)"
            " FROM w JOIN figure_movement m ON m.measure = ? AND m.project = w.project"
            f" AND {span.days('m.')} AND m.position > ? AND m.position <= ?{of_year}"
            " GROUP BY m.sort, m.project",
            (*some, measure, *span, *([] if year is None else [year])),
        )
        for kind, project, amount in rows:
            yield (step.stage, kind), project, amount
