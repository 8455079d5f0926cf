"""What the book has of the figures that documents state, for many statements at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from projections.changes.requests import Change, change, changes
from projections.savings.bulk import LastReport, add, last_reports, moment_of
from projections.savings.figures import profile_of
from projections.savings.packed import summed, unpacked
from projections.savings.projects import places_of
from projections.savings.standings import standings_of_all, standings_on
from projections.statements.claims import AT_RISK, EXPECTED, OVER_ACHIEVEMENT, TARGET, Claim
from projections.statements.queries import Made
from projections.statements.view import REQUEST, WHOLE
from projections.views import Views

ALTERNATIVELY = "delivered-alternatively"
NET_AT_RISK = "net-at-risk"
EXTENSIONS = "extensions"
CHANGE_REQUESTS = "change-requests"
NET_CHANGE = "net-change"
OF_REPORTS = (AT_RISK, OVER_ACHIEVEMENT, ALTERNATIVELY, NET_AT_RISK)
OF_CHANGES = (CHANGE_REQUESTS, EXTENSIONS, NET_CHANGE)
REVISED = "revised"
_FEW = 400


class Figure(NamedTuple):
    """A figure as the book has it, in pence: by year, or as one amount where it has no years."""

    years: dict[str, int] | None
    whole: int = 0

    def of(self, claim: Claim) -> int | None:
        """Return what the book has of the years of a claim; none where it keeps no years."""
        if self.years is not None:
            return claim.over(self.years)
        return self.whole if claim.period == "total" else None


class Book:
    """The figures of the book as known at a position, read in bulk and kept while it is asked.

    Args:
        views: the views.
        known: the last position that the book is taken to know.
        as_at: the day asked for: change requests are taken as they stand then.

    Attributes:
        movements: those around the days of statements, once they were asked for.
    """

    def __init__(self, views: Views, known: int, as_at: date) -> None:
        self.views = views
        self.known = known
        self.as_at = as_at
        self._few: dict[tuple[str, str], dict[str, bytes]] = {}
        self._all: dict[tuple[str, str], dict[str, bytes]] = {}
        self._reports: dict[tuple[str, str], dict[str, LastReport]] = {}
        self._places: dict[tuple[str, str], dict[str | None, list[str]]] = {}
        self._figures: dict[tuple[str | None, ...], Figure | None] = {}
        self._requests: dict[str, Change | None] = {}
        self._pending: list[Change] | None = None
        self.movements: dict[tuple[str | None, ...], list[tuple[Any, ...]]] = {}

    def prepare(self, statements: Iterable[Made]) -> None:
        """Read at once what statements about many projects will ask for."""
        wanted: dict[tuple[str, str], set[str]] = {}
        for made in statements:
            if made.figure == TARGET and made.kind == "project" and made.thing:
                wanted.setdefault((made.measure, made.as_at), set()).add(made.thing)
        for (measure, day), projects in wanted.items():
            if len(projects) < _FEW:
                moment = moment_of(self.views, date.fromisoformat(day), self.known, measure)
                self._few[measure, day] = standings_on(
                    self.views, moment, dict.fromkeys(projects, day)
                )
            else:
                self._standings(measure, day)

    def figure(self, made: Made, day: str | None = None) -> Figure | None:
        """Return what the book has of a stated figure on a day; none where it keeps no such figure.

        Args:
            made: the statement.
            day: the day; that of the statement where left out.
        """
        day = day or made.as_at
        first = min(made.amounts, default=made.first_year) if made.figure in OF_CHANGES else None
        key = (made.figure, made.measure, made.kind, made.thing, made.project, day, first)
        if key not in self._figures:
            self._figures[key] = self._found(made, day, first)
        return self._figures[key]

    def request(self, ref: str) -> Change | None:
        """Return a change request as it stands on the day asked for."""
        if ref not in self._requests:
            self._requests[ref] = change(self.views, ref, as_at=self.as_at, known=self.known)
        return self._requests[ref]

    @property
    def pending(self) -> list[Change]:
        """The requests that await their decision on the day asked for."""
        if self._pending is None:
            every = changes(self.views, as_at=self.as_at, known=self.known)
            self._pending = [each for each in every if each.request and each.awaits_decision]
        return self._pending

    def projects_of(self, made: Made, day: str | None = None) -> list[str]:
        """Return the projects that a statement is of, on a day."""
        if made.kind == "project":
            return [made.thing or ""]
        if made.kind == REQUEST:
            request = self.request(made.thing or "")
            lines = request.projects if request else ()
            return [line.project for line in lines if made.project in (None, line.project)]
        return self._members(made.kind, made.thing, day or made.as_at)

    def portfolios(self, day: str) -> set[str | None]:
        """Return the portfolios that have projects on a day; none of projects that have none."""
        self._members(WHOLE, None, day)
        return {*self._places["portfolio", day]}

    def profile(self, project: str, measure: str, day: str) -> dict[str, int]:
        """Return what one project must save, on a day."""
        for kept in (self._few, self._all):
            found = kept.get((measure, day), {}).get(project)
            if found is not None:
                return unpacked(found)
        return profile_of(self.views, project, measure, day, self.known)

    def report(self, project: str, measure: str, day: str) -> LastReport | None:
        """Return the last status report on a project, on a day."""
        return self._last_reports(measure, day).get(project)

    def _found(self, made: Made, day: str, first: str | None) -> Figure | None:
        if made.kind == REQUEST:
            return self._of_request(made, day)
        if made.figure == TARGET:
            return Figure(self._targets(made, day))
        if made.figure in OF_REPORTS:
            return self._of_reports(made, day)
        if made.figure in OF_CHANGES:
            return Figure(self._of_changes(made, day, first))
        return None

    def _targets(self, made: Made, day: str) -> dict[str, int]:
        if made.kind == "project":
            return self.profile(made.thing or "", made.measure, day)
        standings = self._standings(made.measure, day)
        members = self._members(made.kind, made.thing, day)
        return summed(standings[project] for project in members if project in standings)

    def _of_reports(self, made: Made, day: str) -> Figure | None:
        reports = self._last_reports(made.measure, day)
        projects = self.projects_of(made, day)
        found = [reports[project] for project in projects if project in reports]
        if not found:
            return None
        years: dict[str, int] = {}
        for report in found:
            add(years, json.loads(report.at_risk or "{}"))
        otherwise = sum(report.alternatively for report in found)
        if made.figure == AT_RISK:
            return Figure(years)
        if made.figure == OVER_ACHIEVEMENT:
            return Figure({year: -amount for year, amount in years.items()})
        if made.figure == ALTERNATIVELY:
            return Figure(None, otherwise)
        return Figure(None, sum(years.values()) - otherwise)

    def _of_request(self, made: Made, day: str) -> Figure | None:
        """Return the figure of a request: what it expects is what the book should have."""
        request = self.request(made.thing or "")
        if request is None or not request.request:
            return None
        found: dict[str, int] = {}
        for line in request.projects:
            if made.project not in (None, line.project) or line.measure != made.measure:
                continue
            if made.figure == EXPECTED:
                add(found, self.profile(line.project, line.measure, day))
            else:
                revised = made.figure == REVISED
                for its in line.profile:
                    add(found, {its.year: _pence(its.revised if revised else its.change)})
        return Figure(found)

    def _of_changes(self, made: Made, day: str, first: str | None) -> dict[str, int]:
        """Return what requests that await their decision, and extensions, come to by then.

        Years before the first that is stated are counted in it, as reports do that look ahead.
        """
        members = {*self._members(made.kind, made.thing, day)}
        if made.kind == "project":
            members = {made.thing or ""}
        found: dict[str, int] = {}
        on = date.fromisoformat(day)
        for each in changes(self.views, as_at=on, known=self.known):
            for line in each.in_force if _counts(each, made.figure) else ():
                if line.project in members and line.measure == made.measure:
                    for its in line.profile:
                        add(found, {max(its.year, first or ""): _pence(its.change)})
        return found

    def _members(self, kind: str, thing: str | None, day: str) -> list[str]:
        by = "portfolio" if kind in (WHOLE, "project") else kind
        if (by, day) not in self._places:
            groups: dict[str | None, list[str]] = {}
            placed = places_of(self.views, by, date.fromisoformat(day), self.known)
            for project, place in placed.items():
                groups.setdefault(place, []).append(project)
            self._places[by, day] = groups
        groups = self._places[by, day]
        if kind == WHOLE:
            return [project for its in groups.values() for project in its]
        return groups.get(thing, [])

    def _standings(self, measure: str, day: str) -> dict[str, bytes]:
        if (measure, day) not in self._all:
            moment = moment_of(self.views, date.fromisoformat(day), self.known, measure)
            self._all[measure, day] = standings_of_all(self.views, moment)
        return self._all[measure, day]

    def _last_reports(self, measure: str, day: str) -> dict[str, LastReport]:
        if (measure, day) not in self._reports:
            moment = moment_of(self.views, date.fromisoformat(day), self.known, measure)
            self._reports[measure, day] = last_reports(self.views, moment)
        return self._reports[measure, day]


def _counts(each: Change, figure: str) -> bool:
    """Return whether a change is one of those that a figure adds up."""
    if each.request:
        return figure != EXTENSIONS and each.awaits_decision
    return figure != CHANGE_REQUESTS


def _pence(amount: Decimal) -> int:
    return int(amount.scaleb(2))
