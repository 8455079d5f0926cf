"""What a waterfall says, before it is drawn: its bars, its panels, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from diagrams.amounts import amount_text, unit_in_words
from diagrams.links import page_of
from diagrams.words import day, one_line
from projections.wording.bridges import label_of

if TYPE_CHECKING:
    from projections.bridges.bridge import Bridge, End

MOST_YEARS: Final = 5
"""How many years are drawn beside the total; of a bridge with more, the total alone is."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what stands beside it, where it begins, and where it ends."""

    label: str
    start: Decimal
    end: Decimal
    is_figure: bool

    @property
    def change(self) -> Decimal:
        """What it adds; less than nil is what it takes off."""
        return self.end - self.start


class Panel(NamedTuple):
    """The bars of one year, or of all years together, which have a scale of their own."""

    name: str
    bars: list[Bar]
    is_total: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bridge as it is drawn.

    Attributes:
        bridge: the two figures and the lines between them.
        unit: ``£``, ``£000`` or ``£m``, in which amounts are written; any other word where the
            measure is no money.
        known: what the book knew at both ends, in words; else its positions are named.
    """

    bridge: Bridge
    unit: str = "£000"
    known: tuple[str, str] | None = None

    @property
    def page(self) -> str | None:
        """The page of whose figure it is; a department and the whole council have none."""
        of = self.bridge
        return page_of(of.kind, of.ref) if of.ref and of.kind != "department" else None

    @property
    def title(self) -> str:
        """What it is of, in one line."""
        return f"{self.heading}, {self.times}"

    @property
    def heading(self) -> str:
        """Whose figure it is."""
        return f"{one_line(self.bridge.name)}: {self._measure}"

    @property
    def times(self) -> str:
        """From when to when; of two moments of knowledge, what was known at both."""
        opening, closing = self.bridge.opening, self.bridge.closing
        first, last = day(opening.as_at), day(closing.as_at)
        if not self.bridge.learns:
            return f"{first} to {last}"
        known_from, known_to = self._known
        if opening.as_at == closing.as_at:
            return f"as at {first}, {known_from} and {known_to}"
        return f"{first}, {known_from}, to {last}, {known_to}"

    @property
    def amounts(self) -> str:
        """What the amounts are in: ``£000``, ``hours``."""
        return unit_in_words(self.unit, self.bridge.measure)

    @property
    def _measure(self) -> str:
        return one_line(self.bridge.measure.replace("-", " "))

    @property
    def _known(self) -> tuple[str, str]:
        if self.known is not None:
            return self.known
        opening, closing = self.bridge.opening, self.bridge.closing
        return f"as known at position {opening.known}", f"as known at position {closing.known}"

    def bars(self, year: str | None) -> list[Bar]:
        """Return the bars of a year, or of all years together: opening, lines, closing."""
        bridge = self.bridge
        level = bridge.opening.total if year is None else bridge.opening.years[year]
        found = [self._figure(0, bridge.opening, level)]
        for line in bridge.lines:
            change = line.total if year is None else line.years[year]
            label = label_of(line.stage, line.kind, staged=bridge.learns)
            found.append(Bar(label, level, level + change, is_figure=False))
            level += change
        return [*found, self._figure(1, bridge.closing, level)]

    def _figure(self, which: int, end: End, level: Decimal) -> Bar:
        known = f",\n{self._known[which]}" if self.bridge.learns else ""
        return Bar(f"As at {day(end.as_at)}{known}", Decimal(0), level, is_figure=True)

    def panels(self) -> list[Panel]:
        """Return what is drawn side by side: the years that moved, if few, and the total."""
        bridge = self.bridge
        moved = [year for year in bridge.years if any(line.years[year] for line in bridge.lines)]
        years = moved if len(moved) <= MOST_YEARS and len(bridge.years) > 1 else []
        total = bridge.years[0] if len(bridge.years) == 1 else "All years"
        found = [Panel(year, self.bars(year), is_total=False) for year in years]
        return [*found, Panel(total, self.bars(None), is_total=True)]

    def amount(self, bar: Bar) -> str:
        """Return what is written at a bar."""
        amount = bar.end if bar.is_figure else bar.change
        return amount_text(amount, self.unit, signed=not bar.is_figure)

    def describe(self) -> str:
        """Return what the picture shows, in words."""
        sentences = [f"A waterfall of {self.title}; amounts in {self.amounts}."]
        for panel in self.panels():
            told = "; ".join(self._in_words(panel))
            sentences.append(f"{panel.name}: {told}.")
        return " ".join(sentences)

    def _in_words(self, panel: Panel) -> Iterator[str]:
        for bar in panel.bars:
            amount = self.amount(bar).replace("−", "minus ").replace("+", "plus ")
            yield f"{one_line(bar.label)} {amount}"
