"""Why a figure is what it is, in sentences: one a year, or the whole story of one year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projections.changes.requests import Change, Figure, Line, change
from projections.changes.view import requests_on
from projections.savings.figures import CASHABLE_BENEFIT, profile_of
from projections.savings.history import Movement, history
from projections.savings.pence import NOTHING
from projections.savings.pence import pounds as pounds_of
from projections.savings.projects import ALL
from projections.savings.status import Report, last_report
from projections.savings.telling import Teller
from projections.views import Views
from projections.wording.phrases import day, month, pounds, profile, spaced, stop


class Story(NamedTuple):
    """One year: the amount that stands, in pounds, and how it came to."""

    year: str
    amount: Decimal
    sentences: tuple[str, ...]


class Explanation(NamedTuple):
    """The stories of the years of a figure, in order."""

    project: str
    measure: str
    years: tuple[Story, ...]


def explain(
    views: Views,
    project: str,
    measure: str = CASHABLE_BENEFIT,
    *,
    as_at: date,
    known: int = ALL,
    year: str | None = None,
) -> Explanation:
    """Tell why a project must deliver what it must.

    Args:
        views: the views.
        project: its reference.
        measure: the measure.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        year: the year whose whole story is wanted: every movement with its reason, the requests
            that would alter it, the last status report. Without it, one sentence a year.
    """
    teller = Teller(views, as_at, known)
    told = history(views, project, measure, as_at=as_at, known=known, year=year)
    if year is None:
        stories = tuple(
            _in_one_sentence(teller, of_year, amount, as_at, told.movements)
            for of_year, amount in told.current.items()
        )
        return Explanation(project, measure, stories)
    amount = told.current.get(year, NOTHING)
    requests = _waiting(views, project, measure, as_at, known)
    report = last_report(views, project, measure, as_at=as_at, known=known)
    if not told.movements and not _mentioned(year, requests, report):
        nothing = f"The book has nothing of {year}: no target, request or report names that year."
        return Explanation(project, measure, (Story(year, amount, (nothing,)),))
    sentences = [
        *_movements(teller, year, told.movements),
        f"{_stands(year, amount, as_at)}.",
        *(_request(teller, year, amount, *request) for request in requests),
        *_last_report(views, project, measure, year, as_at, known),
    ]
    return Explanation(project, measure, (Story(year, amount, tuple(sentences)),))


def _mentioned(year: str, requests: list[tuple[Change, Line]], report: Report | None) -> bool:
    """Return whether a request or the last status report says anything of a year."""
    asked = any(figure.year == year for _, line in requests for figure in line.profile)
    return asked or (report is not None and year in {*report.at_risk, *(report.target or {})})


def _in_one_sentence(
    teller: Teller, year: str, amount: Decimal, as_at: date, movements: Sequence[Movement]
) -> Story:
    told = "; then ".join(teller.movement(moved) for moved in movements if moved.year == year)
    return Story(year, amount, (f"{_stands(year, amount, as_at)}: {told}.",))


def _stands(year: str, amount: Decimal, as_at: date) -> str:
    return f"On {day(as_at.isoformat())} the target for {year} stands at {_money(amount)}"


def _movements(teller: Teller, year: str, movements: Sequence[Movement]) -> Iterable[str]:
    if not movements:
        yield f"The book has nothing set for {year}."
    for movement in movements:
        told = teller.movement(movement)
        yield f"{told[0].upper()}{told[1:]}."
        if movement.reason:
            yield stop(f"The reason given: {' '.join(movement.reason.split())}")


def _waiting(
    views: Views, project: str, measure: str, as_at: date, known: int
) -> list[tuple[Change, Line]]:
    """Return the requests on a figure that await their decision, each with its line on it."""
    found = (change(views, ref, as_at=as_at, known=known) for ref in requests_on(views, project))
    return [
        (request, line)
        for request in found
        if request is not None and request.request and request.awaits_decision
        for line in request.projects
        if (line.project, line.measure) == (project, measure)
    ]


def _request(teller: Teller, year: str, amount: Decimal, request: Change, line: Line) -> str:
    asked = next(
        (figure for figure in line.profile if figure.year == year),
        Figure(year, NOTHING, NOTHING, NOTHING),
    )
    opening = (
        f"Change request {request.ref}, “{request.title}” ({spaced(request.kind)}), which is"
        f" {request.state} and lies with {teller.body(request.body or '')}"
    )
    if not asked.change:
        return f"{opening.rstrip(',')}, would leave {year} at {_money(amount)}."
    course = f"from {_money(asked.expected)} to {_money(asked.revised)}"
    told = f"{opening.rstrip(',')}, would change {year} by {_money(asked.change)}, {course}"
    if line.stale:
        expected = {figure.year: str(figure.expected) for figure in line.profile}
        book = {of_year: str(had) for of_year, had in (line.book or {}).items()}
        told += (
            f"; it is stale, since it expects {profile(expected)} and the book has {profile(book)}"
        )
    return f"{told}."


def _last_report(
    views: Views, project: str, measure: str, year: str, as_at: date, known: int
) -> Iterable[str]:
    report = last_report(views, project, measure, as_at=as_at, known=known)
    if report is None:
        yield "The book has no status report on it."
        return
    yield _standing(year, report)
    if report.target is not None:
        then = profile_of(views, project, measure, report.reported_on or "", known)
        yield _stated(year, report.target.get(year, NOTHING), pounds_of(then.get(year, 0)))
    if report.narrative:
        yield stop(f"It adds: {' '.join(report.narrative.split())}")


def _standing(year: str, report: Report) -> str:
    at_risk = report.at_risk.get(year, NOTHING)
    standing = f"nothing of {year} at risk"
    if at_risk > 0:
        standing = f"{_money(at_risk)} of {year} at risk"
    elif at_risk < 0:
        standing = f"{year} over-achieved by {_money(-at_risk)}"
    otherwise = report.delivered_alternatively
    also = f", and {_money(otherwise)} over all years delivered in another way" if otherwise else ""
    told = f"The status report for {month(report.period)} says: {_status(report)}, {standing}{also}"
    return f"{told}."


def _stated(year: str, stated: Decimal, book: Decimal) -> str:
    told = f"It states a target of {_money(stated)} for {year}"
    if stated == book:
        return f"{told}, as the book had it then."
    return f"{told}; the book had {_money(book)} then, {_money(abs(stated - book))} apart."


def _status(report: Report) -> str:
    return report.status.replace("_", " ")


def _money(amount: Decimal) -> str:
    return pounds(str(amount))
