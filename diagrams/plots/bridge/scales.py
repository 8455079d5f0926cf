"""The scales of a waterfall: one for the years, one for their sum, with room for every amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from diagrams.pictures.text.measure import width_of
from diagrams.plots.bridge.parts import Bar, Drawn, Panel
from diagrams.plots.sheet import BODY, HEADING

BARS: Final = 122.0
"""How many points the bars of a panel have, from the lowest level to the highest."""
GAP: Final = 4.0
"""Points between a bar and its amount."""

_BROKEN: Final = 0.25
# Where all levels lie within this part of the largest, the scale begins behind nil: the steps
# between would be too small to see.


@dataclass(frozen=True, slots=True)
class Scale:
    """How levels are drawn: where the line that bars begin at is, and which levels there are."""

    begin: float
    low: float
    high: float

    @property
    def point(self) -> float:
        """What a point stands for."""
        return ((self.high - self.low) or 1.0) / BARS

    def ends(self, bar: Bar) -> tuple[float, float]:
        """Return the left and right end of a bar."""
        levels = (float(bar.start), float(bar.end))
        if self.begin:
            levels = (max(levels[0], self.begin), max(levels[1], self.begin))
        return min(levels), max(levels)

    def goes_left(self, bar: Bar) -> bool:
        """Return whether the amount stands on the left: of what lies below nil."""
        left, right = self.ends(bar)
        return left < 0 and right <= 0


@dataclass(frozen=True, slots=True)
class Room:
    """The points that amounts need beyond the bars, on the left and on the right."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """The points of the whole panel."""
        return self.left + BARS + self.right


def scales(panels: Sequence[Panel]) -> list[Scale]:
    """Return the scale of each panel: the years share one, so that their bars can be compared."""
    years = [bar for panel in panels if not panel.is_total for bar in panel.bars]
    return [_scale(panel.bars if panel.is_total else years) for panel in panels]


def _scale(bars: Sequence[Bar]) -> Scale:
    begin = _begin(bars)
    levels = [float(bar.end) for bar in bars]
    return Scale(begin, min([begin, *levels]), max([begin, *levels]))


def _begin(bars: Sequence[Bar]) -> float:
    """Return where the scale begins: at nil, unless all steps are small beside the figures."""
    levels = [float(bar.end) for bar in bars]
    low, high = min(levels), max(levels)
    if low <= 0 or high - low >= high * _BROKEN or high == low:
        return 0.0
    return low - (high - low) * 0.5


def room_of(panel: Panel, scale: Scale, drawn: Drawn) -> Room:
    """Measure how far the amounts and the name of a panel reach beyond its bars."""
    left = right = 0.0
    for bar in panel.bars:
        wide = GAP + width_of(drawn.amount(bar), BODY, bold=bar.is_figure)
        begins, ends = scale.ends(bar)
        if scale.goes_left(bar):
            left = max(left, wide - (begins - scale.low) / scale.point)
        else:
            right = max(right, wide - (scale.high - ends) / scale.point)
    name = width_of(panel.name, HEADING, bold=True)
    return Room(left, max(right, name - left - BARS))
