"""What lies between two figures of a scope: the opening, each kind of movement, the closing.

The two may be of two days, of two moments of the book's knowledge, or of both. Then what the book
learnt since of the first day stands apart from what was decided since.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from engine.store.errors import UnusableStore
from projections.bridges.corners import Corner, Pence
from projections.bridges.elsewhere import moved_elsewhere
from projections.bridges.lines import Moved, Step, lines, steps
from projections.bridges.naming import Named, named
from projections.savings.figures import CASHABLE_BENEFIT
from projections.savings.pence import pounds
from projections.savings.projects import ALL
from projections.savings.scope import Scope, name_of
from projections.views import Views


class Ends(NamedTuple):
    """The four times of a bridge.

    Attributes:
        from_day: the day of the opening.
        to_day: the day of the closing, not before it.
        known_from: the last position that the book is taken to know for the opening.
        known_to: the same for the closing, not before it.
    """

    from_day: date
    to_day: date
    known_from: int = ALL
    known_to: int = ALL


class End(NamedTuple):
    """One end of a bridge; amounts in pounds.

    Attributes:
        as_at: its day.
        known: the last position that the book is taken to know.
        projects: how many projects belonged to the scope.
        years: what they had to save, per year.
        total: the sum over the years.
    """

    as_at: date
    known: int
    projects: int
    years: dict[str, Decimal]
    total: Decimal


class Line(NamedTuple):
    """What one kind of movement came to; amounts in pounds.

    Attributes:
        stage: ``decided`` since the first day, or ``learnt``: decided by then, recorded since.
        kind: ``baseline``, ``brought-forward``, the kind of a change request, ``extension``,
            ``correction``, ``taken-back``, ``moved-in`` or ``moved-out``.
        years: what it came to, per year.
        total: the sum over the years.
        changes: how many amounts of a year were changed.
        movements: the largest facts behind it.
        unnamed: how many amounts of a year were changed by facts that are not among these.
        projects: those that moved in or out with a figure.
    """

    stage: str
    kind: str
    years: dict[str, Decimal]
    total: Decimal
    changes: int
    movements: tuple[Named, ...]
    unnamed: int
    projects: tuple[str, ...]


class Bridge(NamedTuple):
    """Two figures and all that lies between them: the opening and the lines give the closing."""

    kind: str
    ref: str | None
    name: str
    measure: str
    years: tuple[str, ...]
    opening: End
    lines: tuple[Line, ...]
    closing: End
    moved_elsewhere: tuple[str, ...] = ()
    """The projects that came or went and moved in between: see `projections.bridges.elsewhere`."""

    @property
    def learns(self) -> bool:
        """Whether its two figures are of two moments of the book's knowledge."""
        return self.opening.known != self.closing.known


class Between(NamedTuple):
    """A bridge as it is being worked out: its corners and stages, with the lines in pence."""

    corners: Sequence[Corner]
    steps: Sequence[Step]
    moved: Sequence[Moved]


def between(views: Views, scope: Scope, ends: Ends, measure: str = CASHABLE_BENEFIT) -> Between:
    """Work out a bridge.

    Raises:
        ValueError: the ends are in the wrong order.
        UnusableStore: the views contradict themselves.
    """
    if ends.from_day > ends.to_day or ends.known_from > ends.known_to:
        raise ValueError("a bridge goes forward in both times")
    opening, same_day, closing = (
        Corner(views, scope, day, known, measure)
        for day, known in (
            (ends.from_day, ends.known_from),
            (ends.from_day, ends.known_to),
            (ends.to_day, ends.known_to),
        )
    )
    corners = _each_once(opening, same_day, closing)
    found = steps(corners, [corner.members for corner in corners])
    moved = [line for step in found for line in lines(views, step, measure)]
    _check(corners, moved)
    return Between(corners, found, moved)


def _each_once(opening: Corner, same_day: Corner, closing: Corner) -> tuple[Corner, ...]:
    """Let corners of the same times be one, so that nothing is read twice."""
    if same_day.known == opening.known:
        same_day = opening
    if closing.as_at == same_day.as_at:
        closing = same_day
    return opening, same_day, closing


def _check(corners: Sequence[Corner], moved: Iterable[Moved]) -> None:
    """Hold what the movements come to against what the standings say."""
    opening, _, closing = corners
    sums = opening.figure(opening.members)
    for line in moved:
        for year, amount in line.years.items():
            sums[year] = sums.get(year, 0) + amount
    stands = closing.figure(closing.members)
    apart = [year for year in {*sums, *stands} if sums.get(year, 0) != stands.get(year, 0)]
    if apart:
        raise UnusableStore(
            f"what is kept beside the ledger contradicts itself: the movements of {min(apart)} do"
            " not come to what stands. Make it anew with `minutebook rebuild`"
        )


def bridge(
    views: Views,
    scope: Scope,
    ends: Ends,
    measure: str = CASHABLE_BENEFIT,
    *,
    year: str | None = None,
    each: bool = False,
) -> Bridge:
    """Return what lies between two figures of a scope.

    Args:
        views: the views.
        scope: a project, a group of projects, or all of them.
        ends: the four times.
        measure: the measure.
        year: the only year wanted; every year if left out.
        each: whether every movement is named, and not only the largest of each line.

    Raises:
        ValueError: the ends are in the wrong order.
        UnusableStore: the views contradict themselves.
    """
    return told(views, scope, between(views, scope, ends, measure), measure, year=year, each=each)


def told(
    views: Views,
    scope: Scope,
    found: Between,
    measure: str,
    *,
    year: str | None = None,
    each: bool = False,
) -> Bridge:
    """Return a bridge that was worked out, in pounds and with its movements named."""
    opening, closing = (
        (corner, only(corner.figure(corner.members), year))
        for corner in (found.corners[0], found.corners[-1])
    )
    moved = [
        line._replace(years=only(line.years, year), changes=only(line.changes, year))
        for line in found.moved
    ]
    moved = [line for line in moved if line.years]
    names = named(views, found.steps, measure, year=year, each=each)
    years = {year for figure in (opening[1], closing[1]) for year in figure}
    years |= {year for line in moved for year in line.years}
    if year is not None:
        years = {year}
    ordered = tuple(sorted(years))
    return Bridge(
        scope.kind,
        scope.ref,
        name_of(views, scope, closing[0].as_at, closing[0].known),
        measure,
        ordered,
        _end(*opening, ordered),
        tuple(_line(line, names.get((line.stage, line.kind)), ordered) for line in moved),
        _end(*closing, ordered),
        tuple(
            sorted(
                project
                for step in found.steps
                for project in moved_elsewhere(views, scope, step, measure)
            )
        ),
    )


def only(figure: Pence, year: str | None) -> Pence:
    """Return a figure, or what it has of the one year that is wanted."""
    if year is None:
        return figure
    return {year: figure[year]} if year in figure else {}


def _end(corner: Corner, figure: Pence, years: Iterable[str]) -> End:
    return End(
        corner.as_at,
        corner.known,
        len(corner.members),
        {year: pounds(figure.get(year, 0)) for year in years},
        pounds(sum(figure.values())),
    )


def _line(line: Moved, names: Sequence[Named] | None, years: Iterable[str]) -> Line:
    movements, changes = tuple(names or ()), sum(line.changes.values())
    return Line(
        line.stage.value,
        line.kind,
        {year: pounds(line.years.get(year, 0)) for year in years},
        pounds(sum(line.years.values())),
        changes,
        movements,
        changes - sum(len(movement.years) for movement in movements),
        line.projects,
    )
