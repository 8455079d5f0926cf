"""Figures that members had before them, and what has moved them since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from projections.known_then.basis import Basis
from projections.known_then.decided import Decided
from projections.savings.figures import CASHABLE_BENEFIT, measures_of
from projections.savings.history import History, Movement, history
from projections.savings.pence import NOTHING
from projections.savings.projects import ALL, BEGINNING, projects
from projections.views import Views


class Stage(StrEnum):
    """When a movement counts, seen from the meeting."""

    THEN = "then"
    DECIDED_HERE = "this decision"
    LEARNT = "learnt since"
    DECIDED = "decided since"


class Since(NamedTuple):
    """One year of what moved a figure since, or was recorded late; amounts in pounds.

    Attributes:
        stage: ``this decision``; ``learnt since``: it was so by then, and was recorded after;
            ``decided since``; or ``then``, of what counts among the figures then and was recorded
            after members could have had it.
        movement: the movement.
    """

    stage: Stage
    movement: Movement


class FigureThen(NamedTuple):
    """What a project had to deliver, and has to now; amounts in pounds per year.

    What stood then, this decision, what was learnt and what was decided since give what stands now.

    Attributes:
        then: what members had before them.
        decided_here: what this resolution changed.
        learnt: what was in force by then and recorded since.
        decided: what was decided since.
        now: what it has to deliver now.
        movements: the movements behind these, and those recorded late.
    """

    project: str
    name: str
    measure: str
    then: dict[str, Decimal]
    then_total: Decimal
    decided_here: dict[str, Decimal]
    learnt: dict[str, Decimal]
    decided: dict[str, Decimal]
    now: dict[str, Decimal]
    now_total: Decimal
    movements: tuple[Since, ...]

    @property
    def changed(self) -> bool:
        """Whether any year has another figure now."""
        years = {*self.then, *self.now}
        return any(self.then.get(year, NOTHING) != self.now.get(year, NOTHING) for year in years)


def figures_then(
    views: Views, decided: Decided, basis: Basis, *, as_at: date, known: int = ALL
) -> tuple[FigureThen, ...]:
    """Return the figures of the projects that a resolution concerned.

    Args:
        views: the views.
        decided: what it decided.
        basis: how the book is read for it.
        as_at: the day of what is called now.
        known: the last position that the book is taken to know now.
    """
    named = projects(views, as_at, known)
    return tuple(
        _figure(
            named[project].name if project in named else project,
            history(views, project, measure, as_at=as_at, known=known),
            decided,
            basis,
        )
        for project in decided.projects
        for measure in measures_of(views, project) or [CASHABLE_BENEFIT]
    )


def _figure(name: str, told: History, decided: Decided, basis: Basis) -> FigureThen:
    staged = [Since(_stage(movement, decided, basis), movement) for movement in told.movements]
    sums = {stage: _sum(staged, stage) for stage in Stage}
    then = sums[Stage.THEN]
    return FigureThen(
        told.project,
        name,
        told.measure,
        then,
        sum(then.values(), NOTHING),
        sums[Stage.DECIDED_HERE],
        sums[Stage.LEARNT],
        sums[Stage.DECIDED],
        told.current,
        told.total,
        tuple(each for each in staged if _worth_telling(each, basis)),
    )


def _stage(movement: Movement, decided: Decided, basis: Basis) -> Stage:
    since = movement.decided_on or BEGINNING
    if movement.position in decided.positions:
        return Stage.DECIDED_HERE
    if since <= basis.day.isoformat() and movement.position <= basis.known:
        return Stage.THEN
    return Stage.LEARNT if since < basis.held_on.isoformat() else Stage.DECIDED


def _sum(staged: Sequence[Since], stage: Stage) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for each in staged:
        if each.stage is stage:
            year = each.movement.year
            sums[year] = sums.get(year, NOTHING) + each.movement.change
    return {year: sums[year] for year in sorted(sums)}


def _worth_telling(each: Since, basis: Basis) -> bool:
    """Return whether it came since, or counts then though it was recorded too late.

    That the minutes of a meeting are recorded after it makes none of its decisions late.
    """
    earlier = (each.movement.decided_on or BEGINNING) < basis.held_on.isoformat()
    late = earlier and each.movement.position > basis.late_after
    return each.stage is not Stage.THEN or late
