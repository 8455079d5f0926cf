"""Portfolios, programmes and projects: their names and places, each from its day on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from projections.seen import stored
from projections.view import Entry, Row, View
from projections.views import Views

BEGINNING = ""
"""What stands for a day that no source gives: it comes before every day written in ISO."""

ALL = 2**62
"""A position after every position: all that the book knows."""

_PLACES = ("portfolio", "programme", "department")
_ENDS = {"closed": "closed_on", "live": "live_on"}


def _group(kind: str, entry: Entry) -> Iterable[tuple[str, Row]]:
    fact = entry.fact
    yield (
        "project_group",
        (
            entry.position,
            kind,
            fact["ref"],
            fact["decided_on"] or BEGINNING,
            fact["name"],
            fact.get("portfolio"),
            fact["department"],
            fact["sponsor"],
        ),
    )


def _portfolio(entry: Entry) -> Iterable[tuple[str, Row]]:
    return _group("portfolio", entry)


def _programme(entry: Entry) -> Iterable[tuple[str, Row]]:
    return _group("programme", entry)


def _step(step: str, entry: Entry) -> Iterable[tuple[str, Row]]:
    fact = entry.fact
    yield (
        "project_step",
        (
            entry.position,
            entry.subject.partition(":")[2],
            fact["decided_on"] or BEGINNING,
            step,
            fact.get("name"),
            json.dumps(fact.get("references", [])),
            fact.get("portfolio"),
            fact.get("programme"),
            fact.get("department"),
            fact.get("sponsor"),
            fact.get("reason"),
            stored(fact["source"]),
        ),
    )


def _started(entry: Entry) -> Iterable[tuple[str, Row]]:
    return _step("started", entry)


def _rescoped(entry: Entry) -> Iterable[tuple[str, Row]]:
    return _step("rescoped", entry)


def _closed(entry: Entry) -> Iterable[tuple[str, Row]]:
    return _step("closed", entry)


def _went_live(entry: Entry) -> Iterable[tuple[str, Row]]:
    return _step("live", entry)


PROJECTS = View(
    name="project",
    version=3,
    tables=(
        """
        CREATE TABLE project_step (
            position INTEGER PRIMARY KEY, project TEXT NOT NULL, since TEXT NOT NULL,
            step TEXT NOT NULL, name TEXT, refs TEXT NOT NULL, portfolio TEXT, programme TEXT,
            department TEXT, sponsor TEXT, reason TEXT,
            source TEXT
        )
        """,
        "CREATE INDEX project_step_of ON project_step (project, since, position)",
        """
        CREATE TABLE project_group (
            position INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref TEXT NOT NULL,
            since TEXT NOT NULL, name TEXT NOT NULL, portfolio TEXT, department TEXT, sponsor TEXT
        )
        """,
        "CREATE INDEX project_group_of ON project_group (kind, ref, since, position)",
    ),
    handlers={
        "minutebook.portfolio-started.1": _portfolio,
        "minutebook.programme-started.1": _programme,
        "minutebook.project-started.1": _started,
        "minutebook.project-rescoped.1": _rescoped,
        "minutebook.project-closed.1": _closed,
        "minutebook.project-went-live.1": _went_live,
    },
)


class Group(NamedTuple):
    """A portfolio or a programme."""

    ref: str
    name: str
    portfolio: str | None = None
    department: str | None = None
    sponsor: str | None = None


class Project(NamedTuple):
    """A project as it stood at the moment asked for.

    Attributes:
        ref: its reference, ``targeted-reviews``.
        name: the name it bore then.
        references: what else it is known by, ``C07``.
        portfolio: the reference of its portfolio: its own, else that of its programme.
        programme: the reference of its programme.
        department: its own, else that of its programme, else that of its portfolio.
        sponsor: who answers for it.
        started_on: its first day; ``None`` where no source gives one.
        closed_on: the day it ended; ``None`` while it runs.
        source: where its start was taken from.
        position: where the ledger says that it was started.
        live_on: the day it went live.
    """

    ref: str
    name: str
    references: tuple[str, ...]
    portfolio: str | None
    programme: str | None
    department: str | None
    sponsor: str | None
    started_on: str | None
    closed_on: str | None
    source: dict[str, str | None] | None
    position: int
    live_on: str | None


def groups(views: Views, as_at: date, known: int = ALL) -> dict[tuple[str, str], Group]:
    """Return the portfolios and programmes in force, by kind and reference."""
    rows = views.execute(
        "SELECT kind, ref, name, portfolio, department, sponsor FROM project_group"
        " WHERE since <= ? AND position <= ? ORDER BY since, position",
        (as_at.isoformat(), known),
    )
    return {(row[0], row[1]): Group(*row[1:]) for row in rows}


def projects(
    views: Views, as_at: date, known: int = ALL, *, only: str | None = None
) -> dict[str, Project]:
    """Return the projects that had started, by reference and in the order of references.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        only: the one project wanted; every project if left out.
    """
    found: dict[str, dict[str, Any]] = {}
    for row in _steps(views, as_at.isoformat(), known, only):
        _apply(found, *row)
    placed = groups(views, as_at, known)
    return {ref: _placed(placed, ref, found[ref]) for ref in sorted(found)}


def places_of(views: Views, by: str, as_at: date, known: int = ALL) -> dict[str, str | None]:
    """Return where each project belongs: its portfolio, programme or department.

    This says what `projects` says, without making thousands of records to ask one thing of each.

    Args:
        views: the views.
        by: ``portfolio``, ``programme`` or ``department``.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
    """
    steps = (
        "SELECT project, portfolio, programme, department FROM project_step"
        " WHERE step = ? AND since <= ? AND position <= ? ORDER BY since, position"
    )
    times = (as_at.isoformat(), known)
    own = {row[0]: row[1:] for row in views.tuples(steps, ("started", *times))}
    for project, *named in views.tuples(steps, ("rescoped", *times)):
        own[project] = tuple(new or old for new, old in zip(named, own[project], strict=True))
    placed = groups(views, as_at, known)
    which = _PLACES.index(by)
    inherited = {said: placed_in(placed, *said)[which] for said in set(own.values())}
    return {project: inherited[said] for project, said in own.items()}


def all_departments(views: Views) -> list[str]:
    """Return the departments that any project, programme or portfolio was ever of."""
    rows = views.tuples(
        "SELECT department FROM project_step WHERE department IS NOT NULL"
        " UNION SELECT department FROM project_group WHERE department IS NOT NULL ORDER BY 1"
    )
    return [department for (department,) in rows]


def _steps(views: Views, as_at: str, known: int, only: str | None) -> Iterable[Row]:
    of_one = " AND project = ?" if only is not None else ""
    return views.execute(
        "SELECT project, step, position, since, name, refs, portfolio, programme, department,"  # noqa: S608 - our own constant
        f" sponsor, source FROM project_step WHERE since <= ? AND position <= ?{of_one}"
        " ORDER BY since, position",
        (as_at, known, *([only] if only is not None else [])),
    )


def _apply(
    found: dict[str, dict[str, Any]], ref: str, step: str, position: int, since: str, *said: Any
) -> None:
    """Take one step; a re-scoping leaves what it does not name as it was."""
    if step in _ENDS:
        found[ref][_ENDS[step]] = since
        return
    name, references, *places, sponsor, source = said
    named = {"name": name, **dict(zip(_PLACES, places, strict=True)), "sponsor": sponsor}
    if step == "started":
        found[ref] = named | {
            "references": references,
            "started_on": since or None,
            "closed_on": None,
            "live_on": None,
            "source": source,
            "position": position,
        }
    else:
        found[ref] |= {field: value for field, value in named.items() if value is not None}


def _placed(placed: dict[tuple[str, str], Group], ref: str, said: dict[str, Any]) -> Project:
    """Make the record of a project, in the place that it has or inherits."""
    places = placed_in(placed, *(said[place] for place in _PLACES))
    return Project(
        ref,
        **said
        | dict(zip(_PLACES, places, strict=True))
        | {
            "references": tuple(json.loads(said["references"])),
            "source": json.loads(said["source"]) if said["source"] else None,
        },
    )


def placed_in(
    placed: dict[tuple[str, str], Group],
    portfolio: str | None,
    programme: str | None,
    department: str | None,
) -> tuple[str | None, str | None, str | None]:
    """Fill in the portfolio and department of what a project belongs to, where it has none."""
    run_in = placed.get(("programme", programme or ""))
    portfolio = portfolio or (run_in.portfolio if run_in else None)
    above = placed.get(("portfolio", portfolio or ""))
    for over in (run_in, above):
        department = department or (over.department if over else None)
    return portfolio, programme, department
