"""The lines of a bridge: what happened between two corners, by kind, in pence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from projections.bridges.corners import Corner, Pence
from projections.savings.gathered import gathered
from projections.views import Views

MOVED_IN, MOVED_OUT = "moved-in", "moved-out"

ORDER = (
    MOVED_IN,
    "baseline",
    "brought-forward",
    "re-profile",
    "write-off",
    "extension",
    "alternative-delivery",
    "transfer",
    "re-scope",
    "correction",
    "taken-back",
    MOVED_OUT,
)
"""The kinds of lines, in the order in which a bridge has them; kinds not named come last."""


class Stage(StrEnum):
    """Why a figure is another: the book learnt of it later, or it was decided later."""

    LEARNT = "learnt"
    DECIDED = "decided"


class Side(NamedTuple):
    """A corner and those of its projects that are meant."""

    corner: Corner
    projects: Collection[str]


class Step(NamedTuple):
    """One stage of a bridge: from which side to which, and which movements lie between.

    Attributes:
        stage: why they lie between.
        before: the side it begins at.
        end: the side it ends at.
    """

    stage: Stage
    before: Side
    end: Side

    @property
    def after(self) -> str:
        """The last day of decision that does not count; empty where all days do."""
        return "" if self.stage is Stage.LEARNT else self.before.corner.as_at.isoformat()

    @property
    def up_to(self) -> str:
        """The last day of decision that counts."""
        return self.end.corner.as_at.isoformat()

    @property
    def known_after(self) -> int:
        """The last position that does not count."""
        return self.before.corner.known if self.stage is Stage.LEARNT else 0

    @property
    def known(self) -> int:
        """The last position that counts."""
        return self.end.corner.known


class Moved(NamedTuple):
    """A line in pence: what one kind of movement came to.

    Attributes:
        stage: why it lies between the two figures.
        kind: one of `ORDER`, or another kind that a request had.
        years: pence per year.
        changes: how many facts changed each year.
        projects: those that moved in or out.
    """

    stage: Stage
    kind: str
    years: Pence
    changes: dict[str, int]
    projects: tuple[str, ...] = ()


def steps(corners: Sequence[Corner], sides: Sequence[Collection[str]]) -> list[Step]:
    """Return the stages between three corners; one in which nothing can have happened is none.

    Args:
        corners: the opening, the opening as it is known at the end, and the closing.
        sides: the projects that are meant at each.
    """
    opening, same_day, closing = map(Side, corners, sides)
    found = []
    if opening.corner.known != same_day.corner.known:
        found.append(Step(Stage.LEARNT, opening, same_day))
    if same_day.corner.as_at != closing.corner.as_at:
        found.append(Step(Stage.DECIDED, same_day, closing))
    return found


def lines(views: Views, step: Step, measure: str) -> list[Moved]:
    """Return what happened in a stage, by kind.

    A project that came into the scope brings the figure it had at the beginning, and what moved it
    since counts; one that left takes the figure it had then, and what moved it since does not.
    """
    found = [*_crossings(step), *_movements(views, step, measure)]
    return sorted(found, key=lambda line: (_rank(line.kind), line.kind))


def _rank(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def _crossings(step: Step) -> Iterator[Moved]:
    before, after = frozenset(step.before.projects), frozenset(step.end.projects)
    for kind, crossed, sign in ((MOVED_IN, after - before, 1), (MOVED_OUT, before - after, -1)):
        projects = step.before.corner.with_figure(crossed)
        if projects:
            figure = step.before.corner.figure(projects)
            years = {year: sign * amount for year, amount in figure.items()}
            yield Moved(step.stage, kind, years, {}, tuple(projects))


def _movements(views: Views, step: Step, measure: str) -> Iterator[Moved]:
    sums: dict[str, Pence] = {}
    changes: dict[str, dict[str, int]] = {}
    for row in gathered(
        views,
        measure,
        after=step.after,
        up_to=step.up_to,
        known=step.known,
        projects=step.end.projects,
        known_after=step.known_after,
    ):
        years = sums.setdefault(row.kind, {})
        years[row.year] = years.get(row.year, 0) + row.change
        counts = changes.setdefault(row.kind, {})
        counts[row.year] = counts.get(row.year, 0) + row.count
    for kind, years in sums.items():
        yield Moved(step.stage, kind, years, changes[kind])
