"""The life of a figure as it is drawn: what it stood at from day to day, and what moved it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from projections.lives.each import Each
from projections.lives.events import Event
from projections.lives.gathering import Line
from projections.lives.life import life
from projections.lives.moving import Asked
from projections.lives.speech import Names, Say, spoken
from projections.savings.pence import NOTHING
from projections.views import Views
from projections.wording.phrases import month

DECISION, REQUEST, REPORT, PROJECT = "decision", "request", "report", "project"
WHATS = (DECISION, REQUEST, REPORT, PROJECT)
"""What a mark can be of: a decision moved the figure, the others did not."""


class Step(NamedTuple):
    """What a figure stood at from a day on, in pounds; without a day, from the beginning."""

    day: date | None
    after: Decimal


class Mark(NamedTuple):
    """Something that moved a figure or befell it; amounts in pounds.

    Attributes:
        day: its day; of movements gathered by month or year the last one.
        period: the month or financial year of such movements, in words.
        what: one of `WHATS`.
        happened: the kind of movement, or what happened: ``re-profile``, ``request raised``.
        changes: what it came to per year; empty where it moved nothing.
        movements: how many movements it stands for.
        projects: how many projects moved; ``None`` where nobody counted.
        parts: the projects that moved most and by how much; of a group only.
        by: who decided, in words.
        resolution: the reference of the resolution.
        reference: the request or extension.
        said: what happened, as a sentence; of a movement the reason is not told here.
        about: the kind and reference of the thing whose page tells more.
        position: where the ledger says so first.
    """

    day: date | None
    period: str | None
    what: str
    happened: str
    changes: dict[str, Decimal]
    movements: int = 1
    projects: int | None = None
    parts: tuple[tuple[str, Decimal], ...] = ()
    by: str | None = None
    resolution: str | None = None
    reference: str | None = None
    said: str | None = None
    about: tuple[str, str] | None = None
    position: int | None = None


class Stepped(NamedTuple):
    """The life of a figure as steps and marks.

    Attributes:
        asked: whose figure, and at which moment.
        name: what the scope is called.
        years: the steps of each financial year, oldest first.
        total: the steps of all these years together.
        marks: what moved it or befell it, oldest first.
        by: what gathered movements have in common: decision, day, month or financial year;
            ``None`` where they stand one by one.
        movements: how many movements there are.
    """

    asked: Asked
    name: str
    years: dict[str, tuple[Step, ...]]
    total: tuple[Step, ...]
    marks: tuple[Mark, ...]
    by: str | None
    movements: int


def stepped(views: Views, asked: Asked, *, reports: bool = False, say: Say = spoken) -> Stepped:
    """Return the life of a figure as steps and marks.

    Args:
        views: the views.
        asked: whose figure, at which moment.
        reports: whether status reports that say something new of it are marked.
        say: how amounts are said of requests and reports, where another way is wanted.
    """
    found = life(views, asked, say=say)
    names = Names(views, asked.as_at, asked.known)
    moved = list(_decisions(found.each, names)) or list(_lines(found.lines, asked, names))
    wanted = {REQUEST, PROJECT, *([REPORT] if reports else [])}
    # What has no day has no place on a line of time; movements without one stand at its beginning.
    befell = [_event(event) for event in found.events if event.what in wanted and event.on]
    return Stepped(
        asked=asked,
        name=found.name,
        years=_years(moved),
        total=_total(moved),
        marks=tuple(sorted([*moved, *befell], key=_in_time)),
        by=found.by,
        movements=found.movements,
    )


def _in_time(mark: Mark) -> tuple[date, int]:
    return mark.day or date.min, mark.position or 0


def _decisions(each: Iterable[Each], names: Names) -> Iterator[Mark]:
    """Give each fact that moved the figure of a project, its years together."""
    for position, its in groupby(each, lambda one: one.movement.position):
        movements = [one.movement for one in its]
        first = movements[0]
        reference = first.change_request or first.extension
        kind = "change" if first.change_request else "extension"
        yield Mark(
            _day(first.decided_on),
            None,
            DECISION,
            first.kind,
            {moved.year: moved.change for moved in movements},
            movements=len(movements),
            position=position,
            reference=reference,
            **_authority(first.authority, first.decided_on, names, reference and (kind, reference)),
        )


def _lines(lines: Iterable[Line], asked: Asked, names: Names) -> Iterator[Mark]:
    """Give the gathered movements of a group."""
    names.know([part.project for line in lines for part in line.parts])
    for line in lines:
        period = line.period if line.period and len(line.period) != len("2018-03-12") else None
        reference = line.reference
        kind = "extension" if line.kind == "extension" else "change"
        yield Mark(
            _last_day(line.period, asked.as_at),
            period and _spoken_period(period),
            DECISION,
            line.kind,
            dict(line.years),
            movements=line.movements,
            projects=line.projects,
            parts=tuple((names.project(part.project), part.change) for part in line.parts),
            position=line.position,
            reference=reference,
            **_authority(line.authority, line.period, names, reference and (kind, reference)),
        )


def _authority(
    said: Mapping[str, Any] | None,
    on: str | None,
    names: Names,
    about: tuple[str, str] | str | None,
) -> dict[str, Any]:
    """Return who decided, by which resolution, and whose page tells more."""
    said = said or {}
    by = names.who(said, on if on and len(on) == len("2018-03-12") else None)
    by_which = [(kind, said[kind]) for kind in ("resolution", "meeting") if said.get(kind)]
    return {
        "by": by,
        "resolution": said.get("resolution"),
        "about": about or (by_which[0] if by_which else None),
    }


def _event(event: Event) -> Mark:
    about = {REQUEST: "change", PROJECT: "project", REPORT: "project"}[event.what]
    of = event.reference if event.what == REQUEST else event.project
    return Mark(
        _day(event.on),
        None,
        event.what,
        event.happened,
        {},
        movements=0,
        said=event.said,
        reference=event.reference,
        about=(about, of) if of else None,
        position=event.position,
    )


def _years(moved: Iterable[Mark]) -> dict[str, tuple[Step, ...]]:
    found: dict[str, list[Step]] = {}
    for mark in moved:
        for year, change in mark.changes.items():
            steps = found.setdefault(year, [])
            before = steps[-1].after if steps else NOTHING
            steps.append(Step(mark.day, before + change))
    return {year: _once_a_day(found[year]) for year in sorted(found)}


def _total(moved: Iterable[Mark]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for mark in moved:
        before = steps[-1].after if steps else NOTHING
        steps.append(Step(mark.day, before + sum(mark.changes.values(), NOTHING)))
    return _once_a_day(steps)


def _once_a_day(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Keep what stood at the end of each day, where it is another than before."""
    kept: list[Step] = []
    for _, its in groupby(steps, lambda step: step.day):
        *_, last = its
        if not kept or last.after != kept[-1].after:
            kept.append(last)
    return tuple(kept)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _last_day(period: str | None, as_at: date) -> date | None:
    """Return the day by which movements of a period had all taken effect."""
    if period is None:
        return None
    if "/" in period:
        return min(date(int(period[:4]) + 1, 3, 31), as_at)
    if len(period) == len("2018-03"):
        year, number = int(period[:4]), int(period[5:])
        return min(date(year, number, monthrange(year, number)[1]), as_at)
    return date.fromisoformat(period)


def _spoken_period(period: str) -> str:
    return period if "/" in period else month(period)
