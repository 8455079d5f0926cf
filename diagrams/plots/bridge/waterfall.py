"""A bridge as a waterfall: from one figure to another, one step for each kind of movement.

What adds and what takes off differ in colour, hatching and sign, so that they can be told apart in
grey. Beside each other stand the years that moved and all years together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.measure import width_of
from diagrams.plots.bridge.parts import Drawn
from diagrams.plots.bridge.scales import GAP, Room, Scale, room_of, scales
from diagrams.plots.canvas import Canvas, Rect
from diagrams.plots.plot import Drawing
from diagrams.plots.sheet import BODY, HEADING, MARGIN, headed, keyed

if TYPE_CHECKING:
    from diagrams.pictures.themes import Palette
    from diagrams.plots.bridge.parts import Bar, Panel
    from diagrams.plots.sheet import Sample

UP: Final = "////"
DOWN: Final = "\\\\\\\\"
_ROW, _BETWEEN, _NARROWEST = 29.0, 22.0, 400.0
# In points: a row, the room between panels, and the narrowest picture.
_BAR = 18.0
_DASHED: Final = "a dashed line: the scale does not begin at nil"


class Waterfall(Drawing[Drawn]):
    """The drawing of a bridge, as large as its texts need."""

    @property
    def id(self) -> str:
        """The kind of picture and what it is of."""
        of = self.said.bridge
        return f"bridge-{of.ref}" if of.ref else f"bridge-{of.kind}"

    def canvas(self, palette: Palette) -> Canvas:
        """Place everything on a sheet, in the colours of a theme."""
        return _Placing(self, palette).canvas()


class _Placing:
    """Where everything goes."""

    def __init__(self, of: Waterfall, palette: Palette) -> None:
        self._of, self._drawn, self._palette = of, of.said, palette
        self._panels = self._drawn.panels()
        self._scales = scales(self._panels)
        self._rooms = [
            room_of(panel, scale, self._drawn)
            for panel, scale in zip(self._panels, self._scales, strict=True)
        ]

    def canvas(self) -> Canvas:
        """Place the heading, the panels beside each other, and the key."""
        bars = self._panels[0].bars
        lines = [line for bar in bars for line in bar.label.splitlines()]
        labels = 2 * MARGIN + max(width_of(clean(line), BODY) for line in lines)
        width = labels + sum(room.width + _BETWEEN for room in self._rooms)
        canvas = Canvas(max(width, _NARROWEST), self._palette.ink)
        heading = self._of.heading or self._drawn.heading
        times = self._drawn.times
        top = headed(canvas, self._palette, heading, times[0].upper() + times[1:], self._amounts())
        top += HEADING + 6
        for row, bar in enumerate(bars):
            self._label(canvas, top + (row + 0.5) * _ROW, bar, labels - MARGIN)
        left = labels
        for panel, scale, room in zip(self._panels, self._scales, self._rooms, strict=True):
            self._panel(canvas, left, top, panel, scale, room)
            left += room.width + _BETWEEN
        keyed(canvas, self._palette, top + len(bars) * _ROW + 8, self._key())
        return canvas

    def _amounts(self) -> str:
        """Say what the amounts are in, and which panels can be compared by their lengths."""
        told = f"Amounts in {self._drawn.amounts}"
        years = sum(not panel.is_total for panel in self._panels)
        if not years:
            return told
        one = "The years are drawn to one scale" if years > 1 else "The year is drawn to one scale"
        return f"{told}. {one}, all years together to another"

    @staticmethod
    def _label(canvas: Canvas, middle: float, bar: Bar, right: float) -> None:
        lines = bar.label.splitlines()
        y = middle + BODY * 0.35 - (len(lines) - 1) * BODY * 0.6
        for line in lines:
            canvas.text(right, y, line, BODY, anchor="end")
            y += BODY * 1.2

    def _panel(
        self, canvas: Canvas, left: float, top: float, panel: Panel, scale: Scale, room: Room
    ) -> None:
        nil = left + room.left + (scale.begin - scale.low) / scale.point
        canvas.text(left, top - 6, panel.name, HEADING, bold=True)
        bottom = top + len(panel.bars) * _ROW
        dash = (3.0, 3.0) if scale.begin else ()
        canvas.line([(nil, top), (nil, bottom)], self._palette.ink, dash=dash)
        for row, bar in enumerate(panel.bars):
            middle = top + (row + 0.5) * _ROW
            spoken = f"{panel.name}: {bar.label} {self._drawn.amount(bar)}"
            page = self._drawn.page if bar.is_figure else None
            with canvas.part(f"{panel.name}-{row + 1}", clean(spoken), page):
                self._bar(canvas, left + room.left, middle, bar, scale)
            if row + 1 < len(panel.bars):
                x = left + room.left + (float(bar.end) - scale.low) / scale.point
                ends = [(x, middle + _BAR / 2), (x, middle + _ROW - _BAR / 2)]
                canvas.line(ends, self._palette.quiet, width=0.7, dash=(1.0, 1.5))

    def _bar(self, canvas: Canvas, left: float, middle: float, bar: Bar, scale: Scale) -> None:
        begins, ends = (left + (end - scale.low) / scale.point for end in scale.ends(bar))
        fill, edge, hatch = self._look(bar)
        place = Rect(begins, middle - _BAR / 2, ends, middle + _BAR / 2)
        canvas.area(place, fill=fill, edge=edge, hatch=hatch, width=1.0)
        on_left = scale.goes_left(bar)
        canvas.text(
            begins - GAP if on_left else ends + GAP,
            middle + BODY * 0.35,
            self._drawn.amount(bar),
            BODY,
            bold=bar.is_figure,
            anchor="end" if on_left else "start",
        )

    def _look(self, bar: Bar) -> tuple[str, str, str | None]:
        tones = self._palette.tones
        if bar.is_figure:
            return tones["grey"].edge, tones["grey"].edge, None
        if bar.change >= 0:
            return tones["blue"].fill, tones["blue"].edge, UP
        return tones["amber"].fill, tones["amber"].edge, DOWN

    def _key(self) -> Sequence[Sample]:
        """Explain the bars that there are."""
        steps = [bar.change for panel in self._panels for bar in panel.bars if not bar.is_figure]
        tones = self._palette.tones
        samples = [_sample("what had to be saved", tones["grey"].edge, tones["grey"].edge, None)]
        if any(change > 0 for change in steps):
            samples.append(_sample("added", tones["blue"].fill, tones["blue"].edge, UP))
        if any(change < 0 for change in steps):
            samples.append(_sample("taken off", tones["amber"].fill, tones["amber"].edge, DOWN))
        if any(scale.begin for scale in self._scales):
            samples.append(_broken(self._palette.ink))
        return samples


def _sample(words: str, fill: str, edge: str, hatch: str | None) -> Sample:
    def draw(canvas: Canvas, place: Rect) -> None:
        canvas.area(place, fill=fill, edge=edge, hatch=hatch, width=1.0)

    return words, draw


def _broken(ink: str) -> Sample:
    def draw(canvas: Canvas, place: Rect) -> None:
        middle = (place.left + place.right) / 2
        canvas.line([(middle, place.top - 2), (middle, place.bottom + 2)], ink, dash=(3.0, 3.0))

    return _DASHED, draw
