"""What a field of statuses says, before it is placed: its rows with their cells, and words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from diagrams.statuses import STATUSES, StatusMark, mark_of, marks_used
from diagrams.words import one_line, times
from projections.savings.monthly import counts
from projections.savings.scope import Kind
from projections.wording.phrases import month as in_words

if TYPE_CHECKING:
    from projections.savings.monthly import GroupMonths, Monthly, ProjectMonths

MOST_PROJECTS: Final = 150
"""Of more projects those of each status are counted, since a row for each fits no page."""

NO_REPORT: Final = StatusMark("", "absent", "no report on the month")


class Cell(NamedTuple):
    """What stands in a cell, and how it is coloured; nothing where there is no report."""

    said: str
    mark: StatusMark


class Row(NamedTuple):
    """A row of cells, a month each.

    Attributes:
        id: what it is of, once in a picture.
        name: what stands beside it.
        cells: its cells; none in a heading.
        spoken: the row in words.
        link: the kind and reference of what has a page.
        is_count: whether its cells are numbers of projects; nil stays empty.
    """

    id: str
    name: str
    cells: tuple[Cell | None, ...]
    spoken: str
    link: tuple[str, str] | None = None
    is_count: bool = False


class Block(NamedTuple):
    """A group: its heading and its rows."""

    id: str
    name: str
    rows: tuple[Row, ...]
    link: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """The statuses of projects by month as they are drawn.

    Attributes:
        monthly: the statuses.
        name: what the projects have in common, ``Place``; or ``All projects``.
        as_known: the moment of knowledge, where one was asked for.
        counted: whether projects are counted by status, however few they are.
    """

    monthly: Monthly
    name: str
    as_known: datetime | None = None
    counted: bool = False

    @property
    def title(self) -> str:
        """What is drawn."""
        return f"{one_line(self.name)}: status by month"

    @property
    def moment(self) -> str:
        """As at which day, and as known when."""
        return times(self.monthly.as_at, self.as_known)

    @property
    def projects(self) -> list[ProjectMonths]:
        """All projects."""
        return [row for group in self.monthly.groups for row in group.projects]

    @property
    def counts_only(self) -> bool:
        """Whether there is no row for each project."""
        return self.counted or len(self.projects) > MOST_PROJECTS

    @property
    def used(self) -> list[StatusMark]:
        """The marks of the statuses that there are."""
        return marks_used(status for row in self.projects for status in row.statuses.values())

    @property
    def has_gaps(self) -> bool:
        """Whether any month of any project is without a report."""
        return any(len(row.statuses) < len(self.monthly.months) for row in self.projects)

    @property
    def blocks(self) -> list[Block]:
        """The groups, and below them how many projects there are of each status."""
        found = [self._block(group) for group in self.monthly.groups]
        if self.counts_only and len(found) == 1:
            return found
        return [
            *found,
            Block(
                "all", self._called("All", len(self.projects)), self._counts("all", self.projects)
            ),
        ]

    @property
    def notes(self) -> list[str]:
        """What a reader must not miss."""
        said = []
        if self.counts_only and not self.counted:
            said.append(
                f"{len(self.projects):,} projects are too many for a row each: those of each status"
                " are counted. --portfolio REF draws one portfolio project by project."
            )
        if self.monthly.earlier:
            first = in_words(self.monthly.months[0])
            said.append(f"There are reports on months before {first}: --from MONTH draws them.")
        return said

    def describe(self) -> str:
        """Return what the picture shows, in words."""
        months = self.monthly.months
        span = f"{in_words(months[0])} to {in_words(months[-1])}"
        said = [f"The status of {len(self.projects):,} projects by month, {span}. {self.moment}."]
        for block in self.blocks:
            said.append(f"{block.name}:")
            said += [f"{row.spoken}." for row in block.rows]
        return " ".join([*said, *self.notes])

    def _block(self, group: GroupMonths) -> Block:
        ref = f"{self.monthly.by}-{group.ref or 'none'}"
        link = (
            (self.monthly.by, group.ref)
            if group.ref and self.monthly.by != Kind.DEPARTMENT
            else None
        )
        if self.counts_only:
            name = self._called(group.name, len(group.projects))
            return Block(ref, name, self._counts(ref, group.projects), link)
        return Block(ref, one_line(group.name), tuple(map(self._row, group.projects)), link)

    def _row(self, project: ProjectMonths) -> Row:
        months = self.monthly.months
        marks = [mark_of(project.statuses[m]) if m in project.statuses else None for m in months]
        told = ", ".join(
            f"{in_words(month)} {mark.words}"
            for month, mark in zip(months, marks, strict=True)
            if mark
        )
        return Row(
            f"project-{project.ref}",
            one_line(project.name),
            tuple(mark and Cell(mark.letter, mark) for mark in marks),
            f"{one_line(project.name)}: {told or 'no report'}",
            ("project", project.ref),
        )

    def _counts(self, ref: str, rows: Sequence[ProjectMonths]) -> tuple[Row, ...]:
        by_month = [counts(rows, month) for month in self.monthly.months]
        of: list[tuple[str | None, StatusMark]] = [*STATUSES.items(), (None, NO_REPORT)]
        return tuple(
            Row(
                f"{ref}-{status or 'no-report'}",
                f"{mark.letter} {mark.words}".strip(),
                tuple(
                    Cell(f"{count[status]:,}", mark) if count[status] else None
                    for count in by_month
                ),
                f"{mark.words}: {', '.join(self._told(count[status] for count in by_month))}",
                is_count=True,
            )
            for status, mark in of
            if any(count[status] for count in by_month)
        )

    def _told(self, numbers: Iterator[int]) -> Iterator[str]:
        for month, number in zip(self.monthly.months, numbers, strict=True):
            yield f"{in_words(month)} {number:,}"

    @staticmethod
    def _called(name: str, projects: int) -> str:
        return f"{one_line(name)} ({projects:,} project{'' if projects == 1 else 's'})"
