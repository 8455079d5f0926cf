"""The register of projects: each with its figures, its status and the changes to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projections.changes.requests import changes
from projections.changes.view import requests_on
from projections.savings.bulk import last_reports, moment_of, statuses_on
from projections.savings.figures import extensions_on, measures_of, profile_of
from projections.savings.packed import packed, unpacked
from projections.savings.pence import NOTHING, in_pounds, pounds
from projections.savings.projects import ALL, Project, projects
from projections.savings.standings import standings_of_all
from projections.savings.status import NO_STATUS, Report, last_report
from projections.views import Views

_NONE = packed({})


class Registered(NamedTuple):
    """A project in the list: what `Project` says, its status, and its target in pounds."""

    ref: str
    name: str
    references: tuple[str, ...]
    portfolio: str | None
    programme: str | None
    department: str | None
    sponsor: str | None
    started_on: str | None
    closed_on: str | None
    status: str
    targets: dict[str, Decimal]
    target_total: Decimal


class Figure(NamedTuple):
    """What a project must deliver of a measure, in pounds, per year and in total."""

    measure: str
    target: dict[str, Decimal]
    target_total: Decimal


class Altered(NamedTuple):
    """A request or an extension on a project, and what it changes there in total, in pounds."""

    ref: str
    title: str
    kind: str
    state: str
    decided_on: str | None
    change: Decimal


class Page(NamedTuple):
    """All about one project at a moment."""

    project: Project
    figures: tuple[Figure, ...]
    report: Report | None
    changes: tuple[Altered, ...]


def register(views: Views, *, as_at: date, known: int = ALL) -> list[Registered]:
    """Return the projects that had started, in the order of their references."""
    moment = moment_of(views, as_at, known)
    profiles = standings_of_all(views, moment)
    statuses = statuses_on(views, moment, last_reports(views, moment))
    return [
        Registered(
            *project[:9],
            status=statuses.get(ref, NO_STATUS),
            targets=in_pounds(targets),
            target_total=pounds(sum(targets.values())),
        )
        for ref, project in projects(views, as_at, known).items()
        for targets in (unpacked(profiles.get(ref, _NONE)),)
    ]


def project_page(views: Views, ref: str, *, as_at: date, known: int = ALL) -> Page | None:
    """Return all about a project; ``None`` where it had not started or was not known."""
    project = projects(views, as_at, known, only=ref).get(ref)
    if project is None:
        return None
    profiles = {
        measure: profile_of(views, ref, measure, as_at, known)
        for measure in measures_of(views, ref)
    }
    return Page(
        project,
        tuple(
            Figure(measure, in_pounds(profile), pounds(sum(profile.values())))
            for measure, profile in profiles.items()
            if profile
        ),
        last_report(views, ref, None, as_at=as_at, known=known),
        _altered(views, ref, as_at, known),
    )


def _altered(views: Views, ref: str, as_at: date, known: int) -> tuple[Altered, ...]:
    found = []
    named = {*requests_on(views, ref), *extensions_on(views, ref)}
    altering = [
        change for name in named for change in changes(views, as_at=as_at, known=known, only=name)
    ]
    for change in sorted(altering, key=lambda change: (change.raised_on or "", change.ref)):
        lines = [line for line in change.in_force if line.project == ref]
        if lines:
            total = sum((line.total.change for line in lines), NOTHING)
            found.append(
                Altered(
                    change.ref, change.title, change.kind, change.state, change.decided_on, total
                )
            )
    return tuple(found)
