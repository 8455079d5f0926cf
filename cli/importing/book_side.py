"""What the book has on the day of a table, in the form in which tables are compared with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from domain.values.days import last_day
from domain.values.years import FinancialYear
from projections.savings.bulk import last_reports, last_statuses, moment_of
from projections.savings.packed import unpacked
from projections.savings.pence import pounds
from projections.savings.projects import groups, places_of, projects
from projections.savings.standings import standings_of_all
from projections.savings.status import STATUSES
from projections.views import Views
from tables.matching.known import Claim, Claims, Known, KnownPortfolio, KnownProject, Reported
from tables.parts import Amounts

_CLOSED = "closed_or_completed"
_IN_TABLES = ("project", "portfolio", "whole")


def known_for(views: Views, period: str, measure: str) -> Known:
    """Return what the book has on the last day of a month, with all that it knows now.

    A table of the month need not have what began within it: it may be of any of its days. Of a
    project whose start no source gives, its baseline is the beginning.
    """
    as_at = last_day(period)
    moment = moment_of(views, as_at, measure=measure)
    figures = {ref: unpacked(profile) for ref, profile in standings_of_all(views, moment).items()}
    statuses = last_statuses(views, moment, last_reports(views, moment))
    places = places_of(views, "portfolio", as_at)
    first = as_at.replace(day=1)
    begun, late = places_of(views, "portfolio", first), _with_baseline_after(views, first)
    ever = standings_of_all(views, moment_of(views, date.max, measure=measure))
    return Known(
        projects={
            ref: KnownProject(
                ref,
                one.name,
                one.references,
                places.get(ref, one.portfolio),
                expected=ref in begun
                and (one.started_on is not None or ref not in late)
                and (ref in statuses or any(figures.get(ref, {}).values()))
                and statuses.get(ref) != _CLOSED
                and not _closed_by(one.closed_on, as_at),
            )
            for ref, one in projects(views, date.max).items()
        },
        portfolios={
            ref: KnownPortfolio(ref, group.name)
            for (kind, ref), group in groups(views, date.max).items()
            if kind == "portfolio"
        },
        targets={ref: _in_years(amounts) for ref, amounts in figures.items()},
        reports=_reports(views, period, measure),
        later={ref: _in_years(unpacked(ever[ref])) for ref in ever if ref not in figures},
    )


def claims_of(views: Views, document: str) -> Claims:
    """Return what the book has a document state, and what was taken back."""
    rows = views.tuples(
        "SELECT ref, kind, thing, figure, measure, amounts, total FROM statement_made"
        " WHERE document = ? ORDER BY position",
        (document,),
    )
    taken_back = {ref for (ref,) in views.tuples("SELECT ref FROM statement_withdrawn")}
    standing: set[Claim] = set()
    last: dict[tuple[str | None, ...], Claim] = {}
    for ref, kind, *said in rows:
        if kind in _IN_TABLES:
            claim = _claim(kind, *said)
            last[claim.about] = claim
            standing |= set() if ref in taken_back else {claim}
    return Claims(frozenset(standing), frozenset(last.values()) - standing)


def statement_refs(views: Views) -> set[str]:
    """Return the reference of every statement of the book, also of those taken back."""
    return {ref for (ref,) in views.tuples("SELECT ref FROM statement_made")}


def _claim(
    kind: str, thing: str | None, figure: str, measure: str, amounts: str | None, total: int | None
) -> Claim:
    return Claim(
        thing if kind == "portfolio" else None,
        thing if kind == "project" else None,
        figure,
        measure,
        frozenset(_with_nil(json.loads(amounts or "{}")).items()),
        None if total is None else pounds(total),
    )


def _with_baseline_after(views: Views, day: date) -> set[str]:
    rows = views.tuples(
        "SELECT project FROM figure_fact WHERE act = 'baseline' AND since > ?", (day.isoformat(),)
    )
    return {project for (project,) in rows}


def _closed_by(closed_on: str | None, as_at: date) -> bool:
    return closed_on is not None and closed_on <= as_at.isoformat()


def _reports(views: Views, period: str, measure: str) -> dict[str, Reported]:
    """Return the reports of a month, of two of one project the later."""
    rows = views.tuples(
        "SELECT project, status, target, at_risk, alternatively FROM status_report"
        " WHERE period = ? AND measure = ? ORDER BY position",
        (period, measure),
    )
    return {
        project: Reported(
            STATUSES[status], _from_json(target), _from_json(at_risk), pounds(alternatively)
        )
        for project, status, target, at_risk, alternatively in rows
    }


def _from_json(amounts: str | None) -> Amounts:
    return _in_years(json.loads(amounts or "{}"))


def _in_years(amounts: Mapping[str, int]) -> dict[FinancialYear, Decimal]:
    return _with_nil({year: amount for year, amount in amounts.items() if amount})


def _with_nil(amounts: Mapping[str, int]) -> dict[FinancialYear, Decimal]:
    return {_year(year): pounds(amount) for year, amount in amounts.items()}


@lru_cache(maxsize=256)
def _year(year: str) -> FinancialYear:
    return FinancialYear.parse(year)
