"""What a history says, before it is placed: its lines, its marks and their list, and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from diagrams.amounts import amount_text, unit_in_words
from diagrams.plots.history.axis import span
from diagrams.plots.history.many import Fewer, fewer, largest
from diagrams.words import day as in_words
from diagrams.words import one_line, times
from projections.lives.stepped import DECISION, Mark, Step
from projections.wording.phrases import spaced

if TYPE_CHECKING:
    from projections.lives.stepped import Stepped

MOST_YEARS: Final = 6
"""Of a figure of more years only the sum is drawn."""
MOST_MARKS: Final = 20
"""So many marks have a number and stand in the list; the others are only signs."""

_BEGINNING: Final = "from the beginning"


class Track(NamedTuple):
    """The steps of one year, or of all years together."""

    name: str
    steps: tuple[Step, ...]
    is_total: bool


class Listed(NamedTuple):
    """A mark as it stands in the list: its number, its day and what happened."""

    number: int
    mark: Mark
    when: str
    told: str


@dataclass(frozen=True, slots=True)
class Told:
    """A history as it is drawn.

    Attributes:
        stepped: the life of the figure.
        unit: ``£``, ``£000`` or ``£m``; any other word where the measure is no money.
        as_known: the moment of knowledge, where one was asked for.
        first: the first day to draw; where there is none, just before the first mark.
        last: the last day to draw; where there is none, soon after the last mark.
        total_only: whether the years are left out and only their sum is drawn.
    """

    stepped: Stepped
    unit: str = "£000"
    as_known: datetime | None = None
    first: date | None = None
    last: date | None = None
    total_only: bool = False

    @property
    def title(self) -> str:
        """Whose figure it is."""
        year = self.stepped.asked.year
        of_year = f", {year}" if year else ""
        measure = one_line(self.stepped.asked.measure.replace("-", " "))
        return f"{one_line(self.stepped.name)}: {measure}{of_year}"

    @property
    def moment(self) -> str:
        """Which days are drawn, as known when, and since when nothing moved it."""
        told = self._time
        moved = [mark.day for mark in self.stepped.marks if mark.what == DECISION and mark.day]
        if moved and self.last is None and self.days[1] < self.stepped.asked.as_at:
            told += f"; nothing has moved it since {in_words(max(moved))}"
        return f"{told}. Amounts in {unit_in_words(self.unit, self.stepped.asked.measure)}"

    @property
    def _time(self) -> str:
        as_at = times(self.stepped.asked.as_at, self.as_known)
        if self.last is not None:
            known = as_at.removeprefix(times(self.stepped.asked.as_at, None))
            return f"{_between(*self.days)}{known}"
        return f"{as_at}, drawn from {in_words(self.first)}" if self.first else as_at

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that are drawn."""
        marked = [mark.day for mark in self.stepped.marks if mark.day]
        inside = [
            day for day in marked if (self.first or date.min) <= day <= (self.last or date.max)
        ]
        first, last = span(inside, self.stepped.asked.as_at)
        return self.first or min(first, self.last or first), self.last or max(last, first)

    @property
    def tracks(self) -> list[Track]:
        """The lines that are drawn: of each year, if they are few, and of all together."""
        years = self.stepped.years
        each = [Track(year, steps, is_total=False) for year, steps in years.items()]
        if len(years) == 1:
            return each
        total = Track("All years", self.stepped.total, is_total=True)
        return [total] if self.total_only or len(each) > MOST_YEARS else [*each, total]

    @property
    def marks(self) -> list[Mark]:
        """The marks of the days that are drawn; very many are put together."""
        return self._fewer.marks

    @property
    def moved(self) -> list[Mark]:
        """What moved the figure on the days that are drawn, each by itself."""
        return [mark for mark in self._inside if mark.what == DECISION]

    @property
    def _inside(self) -> list[Mark]:
        first, last = self.days
        return [mark for mark in self.stepped.marks if first <= (mark.day or first) <= last]

    @property
    def _fewer(self) -> Fewer:
        return fewer(self._inside)

    @property
    def listed(self) -> list[Listed]:
        """The marks that have a number: of many, those that moved the figure most, then others."""
        marks = self.marks
        sums = all(track.is_total for track in self.tracks)
        weights = [_weight(mark, sums=sums) for mark in marks]
        return [
            Listed(number, marks[at], self._when(marks[at]), self._told(marks[at]))
            for number, at in enumerate(largest(weights, MOST_MARKS), 1)
        ]

    @property
    def unlisted(self) -> list[Mark]:
        """The marks without a number."""
        marks, numbered = self.marks, [one.mark for one in self.listed]
        return [mark for mark in marks if not any(mark is one for one in numbered)]

    @property
    def notes(self) -> list[str]:
        """What a reader must not miss."""
        notes = []
        by, left = self.stepped.by, len(self.unlisted)
        if by not in (None, "decision", "day"):
            notes.append(
                f"The movements are gathered by {by} and drawn at its end; `saving history --each`"
                " has each of them."
            )
        elif gathered := self._fewer.by:
            notes.append(
                f"What happened in one {gathered} has one mark, where the last of it happened; the"
                " line has each step on its own day."
            )
        if left > 0:
            notes.append(
                f"{left:,} more mark{' has' if left == 1 else 's have'} no number: none of them"
                " moved it more than those that have one. `saving history` tells of all, and --from"
                " and --to draw a shorter time."
            )
        if len(self.stepped.years) > MOST_YEARS and not self.total_only:
            notes.append(
                f"Of {len(self.stepped.years)} financial years only the sum is drawn: --year FY"
                " draws one of them."
            )
        return notes

    def amount(self, amount: Decimal, *, signed: bool = False) -> str:
        """Return an amount as it is written in the picture."""
        return amount_text(amount, self.unit, signed=signed)

    def describe(self) -> str:
        """Return what the picture shows, in words."""
        said = [f"The history of {self.title}. {self.moment}."]
        said += [f"{track.name}: {'; '.join(self.in_words(track))}." for track in self.tracks]
        said += [f"{one.number}, {one.when}: {one.told}" for one in self.listed]
        return " ".join([*said, *self.notes])

    def in_words(self, track: Track) -> Iterator[str]:
        """Give what a track stood at on the first day drawn, and since when at what else."""
        first, last = self.days
        before = [step for step in track.steps if step.day is None or step.day < first]
        inside = [step for step in track.steps if step.day and first <= step.day <= last]
        if before:
            begins = self.first or self.last
            yield f"{self._read(before[-1])} {f'on {in_words(first)}' if begins else _BEGINNING}"
        for step in inside:
            yield f"{self._read(step)} from {in_words(step.day or first)}"

    def _read(self, step: Step) -> str:
        return self.amount(step.after).replace("−", "minus ")

    @staticmethod
    def _when(mark: Mark) -> str:
        if mark.period:
            return mark.period
        return in_words(mark.day) if mark.day else _BEGINNING

    def _told(self, mark: Mark) -> str:
        """Return what happened: how the years moved, by whose decision."""
        if mark.said:
            return one_line(mark.said)
        kind = spaced(mark.happened)
        told = f"{kind[0].upper()}{kind[1:]}: {self._moved(mark)}."
        if mark.by:
            by = mark.by.rstrip(",")
            told += f" {by[0].upper()}{by[1:]}"
            told += f", resolution {mark.resolution}." if mark.resolution else "."
        if mark.reference:
            told += f" Reference {mark.reference}."
        return one_line(told)

    def _moved(self, mark: Mark) -> str:
        years = [
            f"{year} {self.amount(change, signed=True)}"
            for year, change in mark.changes.items()
            if change
        ]
        of_year = ", ".join(years) or "as it was"
        if mark.projects is None or (mark.projects == 1 and not mark.parts):
            return of_year
        if mark.projects == 1:
            return f"{of_year} ({mark.parts[0][0]})"
        return f"{of_year} ({mark.projects:,} projects)"


def _between(first: date, last: date) -> str:
    """Return two days with all between them: ``1 January to 28 February 2018``."""
    begins = in_words(first)
    if first.year == last.year:
        begins = begins.removesuffix(f" {first.year}")
    return f"{begins} to {in_words(last)}"


def _weight(mark: Mark, *, sums: bool) -> Decimal:
    """Return by how much a mark moved what is drawn; less than nothing where it moved none."""
    if mark.what != DECISION:
        return Decimal(-1)
    changes = mark.changes.values()
    return abs(sum(changes, Decimal(0))) if sums else sum(map(abs, changes), Decimal(0))


def by_day(listed: Sequence[Listed]) -> list[list[Listed]]:
    """Return the marks of each day together: they stand at one place."""
    return [list(its) for _, its in groupby(listed, lambda one: one.mark.day)]
