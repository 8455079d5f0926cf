"""Which movements a line of a bridge is the sum of: the largest, or each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from projections.bridges.lines import Stage, Step
from projections.savings.blocks import BLOCK, OF_POSITIONS
from projections.savings.gathered import Span
from projections.savings.history import movement_of, with_ruling
from projections.savings.pence import in_pounds, pounds
from projections.views import Views

LARGEST = 10
"""How many movements of a line are named where not each is asked for."""

_FEW_PROJECTS, _FEW_BLOCKS = 1_000, 16
# Where there are more of both, the largest movements are not looked for: it would take seconds.
_AT_ONCE = 400
_PROJECT = 2
_ROW = "SELECT m.sort, m.position, m.project, m.year, m.change"


class Named(NamedTuple):
    """A fact that moved a figure of a bridge; amounts in pounds.

    Attributes:
        project: whose figure.
        decided_on: when it took effect; ``None`` where no source says.
        recorded_at: when the book learnt of it.
        position: where it stands in the ledger.
        reference: the change request or the extension, or what a correction puts right.
        title: what the extension is called.
        authority: ``body``, ``decided_on``, ``meeting``, ``resolution``, ``officer`` and ``note``.
        source: ``document``, ``page``, ``item`` and ``paragraph``.
        years: what it changed, per year.
        total: the sum over the years.
    """

    project: str
    decided_on: str | None
    recorded_at: str
    position: int
    reference: str | None
    title: str | None
    authority: dict[str, str | None] | None
    source: dict[str, str | None] | None
    years: dict[str, Decimal]
    total: Decimal


class _Found(NamedTuple):
    """A fact and what it changed, in pence."""

    position: int
    project: str
    years: dict[str, int]


Names = dict[tuple[Stage, str], list[Named]]
"""The movements of each line, by stage and kind."""


def named(
    views: Views,
    steps: Iterable[Step],
    measure: str,
    *,
    year: str | None = None,
    each: bool = False,
) -> Names:
    """Return the movements of each line of a bridge, the largest first, those alike by position.

    Args:
        views: the views.
        steps: the stages of the bridge.
        measure: the measure.
        year: the only year wanted.
        each: name every movement; otherwise the largest of each line, and none where there are so
            many that finding the largest would take long.
    """
    names: Names = {}
    for step in steps:
        for kind, found in _by_kind(views, step, measure, year, each=each).items():
            largest = sorted(found, key=_by_size)[: None if each else LARGEST]
            names[step.stage, kind] = list(_told(views, largest, step.known))
    return names


def _by_size(found: _Found) -> tuple[int, int]:
    return -max(abs(sum(found.years.values())), *map(abs, found.years.values())), found.position


def _by_kind(
    views: Views, step: Step, measure: str, year: str | None, *, each: bool
) -> dict[str, list[_Found]]:
    facts: dict[tuple[str, int, str], dict[str, int]] = {}
    for kind, position, project, of_year, change in _rows(views, step, measure, each=each):
        if year in (None, of_year):
            facts.setdefault((kind, position, project), {})[of_year] = change
    found: dict[str, list[_Found]] = {}
    for (kind, position, project), years in facts.items():
        found.setdefault(kind, []).append(_Found(position, project, years))
    return found


def _rows(views: Views, step: Step, measure: str, *, each: bool) -> Iterator[tuple[Any, ...]]:
    """Read the movements of a stage, unless they are too many to look for the largest."""
    span = Span(step.after, step.up_to, step.known_after, min(step.known, views.position))
    projects = step.end.projects
    if len(projects) <= _FEW_PROJECTS:
        yield from _of_projects(views, span, measure, projects)
        return
    blocks = _blocks(views, span, measure)
    if each or len(blocks) <= _FEW_BLOCKS:
        for block in blocks:
            found = _of_block(views, span, measure, block)
            yield from (row for row in found if row[_PROJECT] in projects)


def _of_projects(
    views: Views, span: Span, measure: str, projects: Iterable[str]
) -> Iterator[tuple[Any, ...]]:
    left = iter(projects)
    while some := [*islice(left, _AT_ONCE)]:
        yield from views.tuples(
            f"WITH w (project) AS (VALUES {', '.join(['(?)'] * len(some))}) {_ROW}"
            " FROM w JOIN figure_movement m ON m.measure = ? AND m.project = w.project"
            f" AND {span.days('m.')} AND m.position > ? AND m.position <= ?",
            (*some, measure, *span),
        )


def _blocks(views: Views, span: Span, measure: str) -> list[int]:
    """Return the blocks with such movements, and the one that is not full, if it may have some."""
    rows = views.tuples(
        "SELECT DISTINCT block FROM figure_block"  # noqa: S608 - our own condition
        f" WHERE measure = ? AND {span.days()} AND block >= ? AND block <= ?",
        (measure, span.after, span.up_to, span.known_after // BLOCK, (span.known - 1) // BLOCK),
    )
    full = {block for (block,) in rows}
    last = (views.position - 1) // BLOCK
    return sorted(full | {last} if span.known > last * BLOCK else full)


def _of_block(views: Views, span: Span, measure: str, block: int) -> Iterable[tuple[Any, ...]]:
    first = max(block * BLOCK, span.known_after) + 1
    last = min((block + 1) * BLOCK, span.known)
    return views.tuples(
        f"{_ROW} {OF_POSITIONS} AND f.measure = ? AND {span.days('f.')}",
        (first, last, measure, span.after, span.up_to),
    )


def _told(views: Views, movements: Iterable[_Found], known: int) -> Iterator[Named]:
    left = iter(movements)
    while some := {found.position: found for found in islice(left, _AT_ONCE)}:
        facts = views.tuples(
            "SELECT position, since, recorded_at, act, kind, authority, reference, title, source,"  # noqa: S608 - places only
            f" reason FROM figure_fact WHERE position IN ({', '.join('?' * len(some))})",
            [*some],
        )
        told = {fact[0]: fact for fact in facts}
        for position, found in some.items():
            yield _one(views, found, told[position], known)


def _one(views: Views, found: _Found, told: tuple[Any, ...], known: int) -> Named:
    position, since, recorded_at, *rest = told
    total = sum(found.years.values())
    fact = movement_of("", 0, total, since, recorded_at, position, *rest)
    fact = with_ruling(views, fact, known)
    return Named(
        project=found.project,
        decided_on=fact.decided_on,
        recorded_at=fact.recorded_at,
        position=fact.position,
        reference=fact.change_request or fact.extension or fact.corrects,
        title=fact.title,
        authority=fact.authority,
        source=fact.source,
        years=in_pounds(found.years),
        total=pounds(total),
    )
