"""The lines of a figure's life as the cells of a table, each with a note that vouches for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from cli.frame.money import Unit, in_unit
from cli.frame.words import authority_in_short, authority_in_words, source_in_words, spaced

if TYPE_CHECKING:
    from projections.lives.each import Each
    from projections.lives.events import Event
    from projections.lives.gathering import Line
    from projections.lives.life import Life

_ONE = ("On", "What", "Year", "Before>", "Change>", "After>", "Recorded", "By", "Note>")
_SOME = ("On", "What", "Project", *_ONE[2:])
_MANY = ("On", "What", "Moved>", "Projects>", "Before>", "Change>", "After>", "By", "Note>")
_SUMS = tuple(column for column in _MANY if column != "Projects>")
_NAMES = ("Reference", "Authority", "Source", "Reason", "Position in the ledger")


class LineOfTime:
    """What moved a figure and what befell it, in order of time.

    Args:
        found: the life of the figure.
        unit: the unit in which amounts are shown.
    """

    def __init__(self, found: Life, unit: Unit) -> None:
        self.unit = unit
        self._found = found
        self._notes: dict[tuple[str, ...], int] = {}
        self._of_project = found.asked.scope.kind == "project"
        # Where movements were added up, nobody knows of how many projects they were.
        self._one_by_one = all(line.projects is not None for line in found.lines)

    @property
    def columns(self) -> Sequence[str]:
        """The headings of the table."""
        if self._found.by is not None:
            return _MANY if self._one_by_one else _SUMS
        return _ONE if self._of_project else _SOME

    @property
    def notes(self) -> list[tuple[str, tuple[str, ...]]]:
        """The notes of the lines that were made, numbered."""
        return [(str(number), note) for note, number in self._notes.items()]

    def rows(self) -> list[tuple[str, ...]]:
        """Return the cells of every line."""
        each = (
            (one.movement.decided_on or "", partial(self._each, one)) for one in self._found.each
        )
        lines = ((_begins(line), partial(self._line, line)) for line in self._found.lines)
        events = ((event.on or "", partial(self._event, event)) for event in self._found.events)
        # The notes are numbered as the cells are made, and sorting keeps the order of one day.
        told = sorted(chain(each, lines, events), key=itemgetter(0))
        return [cells() for _, cells in told]

    def _each(self, one: Each) -> tuple[str, ...]:
        moved = one.movement
        authority = moved.authority or {}
        note = (
            moved.change_request or moved.extension or moved.corrects or "",
            authority_in_words(moved.authority),
            source_in_words(moved.source),
            moved.reason or "",
            str(moved.position),
        )
        return (
            moved.decided_on or "",
            spaced(moved.kind),
            *(() if self._of_project else (one.project,)),
            moved.year,
            *self._amounts(moved.before, moved.change, moved.after),
            moved.recorded_at[:10],
            " ".join(part for part in (authority.get("body"), authority.get("resolution")) if part),
            self._note(*_named(note)),
        )

    def _line(self, line: Line) -> tuple[str, ...]:
        return (
            line.period or "",
            spaced(line.kind),
            f"{line.movements:,}",
            *([f"{line.projects or 0:,}"] if self._one_by_one else []),
            *self._amounts(line.before, line.change, line.after),
            authority_in_short(line.authority),
            self._note(*self._of_line(line)),
        )

    def _of_line(self, line: Line) -> Iterator[str]:
        """Say what vouches for a line, and which projects moved it most."""
        if line.reference:
            yield f"Reference: {line.reference}"
        if line.authority:
            yield f"Authority: {authority_in_words(line.authority)}"
        parts = [f"{part.project} {in_unit(part.change, self.unit)}" for part in line.parts]
        if parts:
            yield f"{'Moved' if len(parts) == 1 else 'Moved most'}: {', '.join(parts)}"
        if line.position and len(line.years) > 1:
            years = (f"{year} {in_unit(change, self.unit)}" for year, change in line.years.items())
            yield f"By year: {', '.join(years)}"
        if line.position:
            yield f"Position in the ledger: {line.position}"

    def _event(self, event: Event) -> tuple[str, ...]:
        note = self._note(event.said, f"Position in the ledger: {event.position}")
        on = event.on or ""
        if self._found.by is not None:
            return on, event.happened, *[""] * (len(self.columns) - 3), note
        project = () if self._of_project else (event.project or "",)
        return on, event.happened, *project, "", "", "", "", event.recorded_at[:10], "", note

    def _amounts(self, *amounts: Decimal) -> tuple[str, ...]:
        return tuple(in_unit(amount, self.unit) for amount in amounts)

    def _note(self, *told: str) -> str:
        """Return the number of a note; what is vouched for by the same bears the same."""
        if not told:
            return ""
        return str(self._notes.setdefault(told, len(self._notes) + 1))


def _named(note: Sequence[str]) -> Iterator[str]:
    return (f"{name}: {text}" for name, text in zip(_NAMES, note, strict=True) if text)


def _begins(line: Line) -> str:
    """Return the day or month at which a line begins; a financial year begins in April."""
    period = line.period or ""
    return f"{period[:4]}-04" if "/" in period else period
