"""The lives of figures as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from cli.frame.output import Sheet, as_data
from cli.frame.words import authority_in_words, source_in_words

if TYPE_CHECKING:
    from cli.frame.asked import Asked
    from projections.lives.each import Each
    from projections.lives.gathering import Line
    from projections.lives.life import Life

_MOVEMENT = (
    "year",
    "before",
    "change",
    "after",
    "decided_on",
    "recorded_at",
    "position",
    "kind",
    "authority",
    "change_request",
    "extension",
    "corrects",
    "source",
    "reason",
)
_LINE = (
    "period",
    "kind",
    "movements",
    "projects",
    "before",
    "change",
    "after",
    "reference",
    "authority",
    "position",
)
_IN_WORDS = {"authority": authority_in_words, "source": source_in_words}


def lives_data(found: Sequence[Life], asked: Asked, *, every: bool) -> dict[str, Any]:
    """Return lives as JSON has them: one, or one for every measure."""
    if every:
        return {"measures": [_life(one) for one in found]} | asked.scope
    (one,) = found
    return _life(one) | asked.scope


def _life(found: Life) -> dict[str, Any]:
    """Return a life; of a project, movements stand as they have always stood."""
    scope = found.asked.scope
    of_project = scope.kind == "project"
    gathered = found.by is not None
    movements = [_line(line) for line in found.lines] if gathered else _each(found.each, of_project)
    named = {"project": scope.ref} if of_project else {}
    return named | {
        "measure": found.asked.measure,
        "movements": movements,
        "current": as_data(found.current),
        "total": as_data(found.total),
        "scope": {"kind": scope.kind, "ref": scope.ref, "name": found.name},
        "year": found.asked.year,
        "gathered_by": found.by,
        "movement_count": found.movements,
        "events": sorted(_on_the_line(found), key=_in_time),
        "more_requests": found.more_requests,
        "more_reports": found.more_reports,
        "statements": found.statements,
    }


def _each(found: Iterable[Each], of_project: bool) -> list[dict[str, Any]]:  # noqa: FBT001 - one call
    return [
        ({} if of_project else {"project": one.project}) | as_data(one.movement) for one in found
    ]


def _line(line: Line) -> dict[str, Any]:
    found: dict[str, Any] = as_data(line)
    return found


def _on_the_line(found: Life) -> Iterator[dict[str, Any]]:
    """Give what befell a figure and how it moved, as entries on one line of time."""
    yield from (as_data(event) for event in found.events)
    for one in found.each:
        moved = one.movement
        yield {
            "on": moved.decided_on,
            "what": "movement",
            "happened": moved.kind,
            "project": one.project,
            "reference": moved.change_request or moved.extension,
            "said": None,
            "recorded_at": moved.recorded_at,
            "position": moved.position,
            "year": moved.year,
            "before": as_data(moved.before),
            "after": as_data(moved.after),
        }


def _in_time(event: dict[str, Any]) -> tuple[str, int]:
    return event["on"] or "", event["position"]


def lives_sheet(found: Sequence[Life], *, every: bool) -> Sheet:
    """Return the movements as CSV: gathered, or one by one with the project that moved."""
    gathered = any(one.by is not None for one in found)
    named = any(one.asked.scope.kind != "project" for one in found) and not gathered
    header = [
        *(["measure"] if every else []),
        *(["project"] if named else []),
        *(_LINE if gathered else _MOVEMENT),
    ]
    if gathered:
        header += [*(f"change_{_column(year)}" for year in _years(found)), "largest"]
    return Sheet(header, _rows(found, every=every, named=named))


def _years(found: Sequence[Life]) -> list[str]:
    return sorted({year for one in found for line in one.lines for year in line.years})


def _column(year: str) -> str:
    return year.replace("/", "_")


def _rows(found: Sequence[Life], *, every: bool, named: bool) -> Iterator[list[object]]:
    years = _years(found)
    for one in found:
        measure: list[object] = [one.asked.measure] if every else []
        for each in one.each:
            moved = each.movement
            project = [each.project] if named else []
            yield [*measure, *project, *(_cell(moved, name) for name in _MOVEMENT)]
        for line in one.lines:
            largest = [f"{part.project} {as_data(part.change)}" for part in line.parts]
            by_year = [line.years.get(year) for year in years]
            yield [*measure, *(_cell(line, name) for name in _LINE), *by_year, largest]


def _cell(told: object, name: str) -> object:
    value = getattr(told, name)
    return _IN_WORDS[name](value) if name in _IN_WORDS else value
