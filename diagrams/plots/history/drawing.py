"""A history on a sheet: a track for each year, marks above them, and the list of marks below.

Each year has a track of its own, so that equal figures do not hide one another; all years are drawn
to one scale, and their sum to another. It is as wide as an upright A4 page has room for.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from diagrams.links import page_of
from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.measure import width_of
from diagrams.plots.canvas import Canvas, Rect
from diagrams.plots.history.axis import Axis
from diagrams.plots.history.courses import courses
from diagrams.plots.history.signs import (
    HIGH,
    draw_sign,
    family_of,
    numbers,
    sample,
    width_of_sign,
)
from diagrams.plots.history.spread import Wanted, spread
from diagrams.plots.history.told import Told, by_day
from diagrams.plots.plot import Drawing
from diagrams.plots.sheet import BODY, HEADING, MARGIN, SMALL, headed, keyed, noted
from diagrams.words import month
from projections.lives.stepped import DECISION, WHATS

if TYPE_CHECKING:
    from diagrams.pictures.themes import Palette
    from diagrams.plots.history.courses import Course
    from diagrams.plots.history.told import Track
    from diagrams.plots.sheet import Sample

WIDTH: Final = 538.0
"""What an A4 page has room for between its margins."""

_HEAD, _LEAST = 15.0, 12.0
# What is free above the highest step of a track, and how high the lowest track is.
_ELBOW, _STEEP, _HIGHEST = 12.0, 4.0, 42.0
# How high lines from signs to their days are: the higher the further a sign had to move.
_BETWEEN, _TICKS = 8.0, 46.0
_DOT = 2.2


class HistoryDrawing(Drawing[Told]):
    """The drawing of a history."""

    @property
    def id(self) -> str:
        """The kind of picture and what it is of."""
        scope = self.said.stepped.asked.scope
        return f"history-{scope.ref or scope.kind}"

    def canvas(self, palette: Palette) -> Canvas:
        """Place everything on a sheet, in the colours of a theme."""
        return _Placing(self, palette).canvas


class _Placing:
    """Where everything goes."""

    def __init__(self, of: HistoryDrawing, palette: Palette) -> None:
        self._told, self._palette = of.said, palette
        self.canvas = Canvas(WIDTH, palette.ink)
        self._listed = of.said.listed
        tracks = of.said.tracks
        self._courses = courses(tracks, *of.said.days)
        self._axis = self._axis_of(tracks)
        self._stemmed: list[Rect] = []
        top = headed(self.canvas, palette, of.title, of.said.moment, _scales(tracks))
        bottom = self._days(self._panels(self._marks(top)))
        bottom = self._list(bottom + 6)
        bottom = noted(self.canvas, palette, bottom + 2, of.said.notes)
        keyed(self.canvas, palette, bottom + 4, self._key())

    def _axis_of(self, tracks: Sequence[Track]) -> Axis:
        names = max(width_of(track.name, HEADING, bold=True) for track in tracks)
        right = max(width_of(self._last(one), HEADING, bold=True) for one in self._courses)
        return Axis(*self._told.days, MARGIN + names + 14, WIDTH - MARGIN - right - 8)

    def _last(self, course: Course) -> str:
        return self._told.amount(course.legs[-1].after if course.legs else Decimal(0))

    def _marks(self, top: float) -> float:
        """Put the signs above their days, with a line from each to its day, and count upwards."""
        groups = by_day(self._listed)
        wanted = [
            Wanted(self._axis.x(group[0].mark.day), width_of_sign(numbers(group)))
            for group in groups
        ]
        middles = spread(wanted, MARGIN, WIDTH - MARGIN)
        far = max((abs(a - b.middle) for a, b in zip(middles, wanted, strict=True)), default=0.0)
        bottom = top + HIGH + min(max(_ELBOW, far / _STEEP), _HIGHEST)
        for group, sign, middle in zip(groups, wanted, middles, strict=True):
            what = min((one.mark.what for one in group), key=WHATS.index)
            spoken = " ".join(f"{one.number}, {one.when}: {one.told}" for one in group)
            about = group[0].mark.about if len(group) == 1 else None
            with self.canvas.part(f"mark-{numbers(group)}", clean(spoken), _page(about)):
                edge = family_of(what, self._palette).edge
                ends = [(middle, top + HIGH), (middle, top + HIGH + 2), (sign.middle, bottom)]
                self.canvas.line(ends, edge, width=0.8)
                draw_sign(self.canvas, self._palette, middle, top, what, numbers(group))
        self._unlisted(bottom)
        return bottom

    def _unlisted(self, bottom: float) -> None:
        """Put a short stroke for each mark that has no number."""
        for x in sorted({self._axis.x(mark.day) for mark in self._told.unlisted}):
            self.canvas.line([(x, bottom - 5), (x, bottom)], self._palette.quiet, width=0.8)

    def _panels(self, top: float) -> float:
        """Put the tracks below each other, to their two scales, and return where they end."""
        places = []
        for course in self._courses:
            base = top + _HEAD + max(course.high * course.scale, _LEAST)
            places.append((course, base, base - course.low * course.scale))
            top = places[-1][2] + _BETWEEN
        self._stems(places)
        for course, base, bottom in places:
            self._panel(course, base, bottom)
        return places[-1][2]

    def _stems(self, places: Sequence[tuple[Course, float, float]]) -> None:
        """Lead each decision that has a number down to the last track that it moved."""
        top = places[0][1] - max(places[0][0].high * places[0][0].scale, _LEAST) - _HEAD
        for mark in [one.mark for one in self._listed]:
            moved = [
                bottom
                for course, _, bottom in places
                if mark.what == DECISION and course.moves_on(mark.day)
            ]
            if moved:
                x = self._axis.x(mark.day)
                ends = [(x, top), (x, moved[-1])]
                self.canvas.line(ends, self._palette.group_edge, width=0.5, dash=(1.0, 2.0))
                self._stemmed.append(Rect(x - 1, top, x + 1, moved[-1]))

    def _panel(self, course: Course, base: float, bottom: float) -> None:
        axis, track = self._axis, course.track
        tone = self._palette.tones["grey" if track.is_total else "blue"]
        points = course.points(axis, base)
        said = "; ".join(self._told.in_words(track))
        with self.canvas.part(f"track-{track.name}", clean(f"{track.name}: {said}")):
            if points:
                ends = [(points[0][0], base), *points, (points[-1][0], base)]
                self.canvas.shape(ends, fill=tone.fill)
                self.canvas.line(points, tone.edge, width=1.6)
            nil = [(axis.left, base), (axis.right, base)]
            self.canvas.line(nil, self._palette.group_edge, width=0.6)
            for leg in course.legs:
                if leg.moved:
                    self._dot(axis.x(leg.day), base - leg.level * course.scale, tone.edge)
            self.canvas.text(MARGIN, bottom - 2, track.name, HEADING, bold=True)
            y = points[-1][1] if points else base
            self.canvas.text(axis.right + 6, y + 3.5, self._last(course), HEADING, bold=True)
            self._labels(course, base)

    def _dot(self, x: float, y: float, colour: str) -> None:
        place = Rect(x - _DOT, y - _DOT, x + _DOT, y + _DOT)
        self.canvas.area(place, fill=colour, is_round=True)

    def _labels(self, course: Course, base: float) -> None:
        """Write what a track stood at over each step but the last, wherever there is room."""
        ends = [self._axis.x(leg.day) for leg in course.legs[1:]]
        for leg, end in zip(course.legs, ends, strict=False):
            said = self._told.amount(leg.after)
            x, y = self._axis.x(leg.day) + 4, base - leg.level * course.scale - 4
            wide = width_of(clean(said), SMALL)
            place = Rect(x, y - SMALL, x + wide, y + 1)
            if place.right > end - 2:
                continue
            if any(place.meets(stem) for stem in self._stemmed):
                self.canvas.area(place, fill=self._palette.paper)
            self.canvas.text(x, y, said, SMALL)

    def _days(self, bottom: float) -> float:
        """Name days below the tracks."""
        axis, quiet = self._axis, self._palette.quiet
        y = bottom + 6
        self.canvas.line([(axis.left, y), (axis.right, y)], quiet, width=0.8)
        for day in axis.ticks(_TICKS):
            x = axis.x(day)
            self.canvas.line([(x, y), (x, y + 4)], quiet, width=0.8)
            said = month(day)
            half = width_of(said, SMALL) / 2
            middle = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
            self.canvas.text(middle, y + 13, said, SMALL, colour=quiet, anchor="middle")
        return y + 18

    def _list(self, top: float) -> float:
        """Tell each mark that has a number, and return where the list ends."""
        signs = max((width_of_sign(str(one.number)) for one in self._listed), default=HIGH)
        when = max((width_of(clean(one.when), BODY) for one in self._listed), default=0.0)
        left = MARGIN + signs + 6
        for one in self._listed:
            ref = f"listed-{one.number}"
            with self.canvas.part(ref, f"{one.number}, {one.when}", _page(one.mark.about)):
                said = str(one.number)
                draw_sign(self.canvas, self._palette, MARGIN + signs / 2, top, one.mark.what, said)
                self.canvas.text(left, top + 10, one.when, BODY)
                room = WIDTH - MARGIN - left - when - 10
                end = self.canvas.prose(left + when + 10, top + 1, one.told, BODY, room)
            top = max(end, top + HIGH) + 4
        return top

    def _key(self) -> list[Sample]:
        used = {mark.what for mark in self._told.marks}
        return [sample(what, self._palette) for what in WHATS if what in used]


def _scales(tracks: Sequence[Track]) -> str:
    """Say which tracks can be compared by their heights."""
    years = sum(not track.is_total for track in tracks)
    if years == len(tracks):
        return ""
    if not years:
        return "All financial years together"
    return "The years are drawn to one scale, all years together to another"


def _page(about: tuple[str, str] | None) -> str | None:
    return page_of(*about) if about else None
