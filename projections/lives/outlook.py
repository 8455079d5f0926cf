"""What may become of a figure: the requests that wait, and what the last status report says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from projections.changes.requests import Change, Figure, Line, change
from projections.changes.view import requests_on
from projections.lives.had import had_on
from projections.lives.moving import Asked
from projections.lives.speech import Names, Sentence, spoken
from projections.savings.pence import NOTHING, pounds
from projections.savings.status import Report, last_report
from projections.views import Views
from projections.wording.phrases import month, spaced, stop


def mentioned(views: Views, asked: Asked, project: str) -> bool:
    """Return whether a request that waits, or the last status report, says anything of a year."""
    waiting = (line for _, line in _waiting(views, asked, project))
    if any(figure.year == asked.year for line in waiting for figure in line.profile):
        return True
    report = last_report(views, project, asked.measure, as_at=asked.as_at, known=asked.known)
    return report is not None and asked.year in {*report.at_risk, *(report.target or {})}


def waiting_on(
    views: Views, asked: Asked, project: str, amount: Decimal, names: Names
) -> Iterator[Sentence]:
    """Tell the requests that would alter a year of a project's figure, were they approved."""
    for request, line in _waiting(views, asked, project):
        said = _request(asked, amount, request, line, names)
        yield Sentence(said, f"change request {request.ref}; position {request.position}")


def _waiting(views: Views, asked: Asked, project: str) -> Iterator[tuple[Change, Line]]:
    """Give the requests on a figure that await their decision, each with its line on it."""
    for ref in requests_on(views, project):
        request = change(views, ref, as_at=asked.as_at, known=asked.known)
        if request is not None and request.request and request.awaits_decision:
            for line in request.projects:
                if (line.project, line.measure) == (project, asked.measure):
                    yield request, line


def _request(asked: Asked, amount: Decimal, request: Change, line: Line, names: Names) -> str:
    year, measure = asked.year or "", asked.measure
    asks = next(
        (figure for figure in line.profile if figure.year == year),
        Figure(year, NOTHING, NOTHING, NOTHING),
    )
    where = names.body(request.body or "").rstrip(",")
    opening = (
        f"The {spaced(request.kind)} request “{request.title}”, which is {spaced(request.state)}"
        f" before {where}"
    )
    if not asks.change:
        return f"{opening}, would leave {year} at {spoken(amount, measure)}."
    expected, revised = (spoken(each, measure) for each in (asks.expected, asks.revised))
    told = f"{opening}, would move {year} from {expected} to {revised}"
    if not line.stale:
        return f"{told}."
    expects = _profile(((figure.year, figure.expected) for figure in line.profile), measure)
    return (
        f"{told}; it is stale, since it expects {expects} and the book has"
        f" {_profile((line.book or {}).items(), measure)}."
    )


def _profile(amounts: Iterable[tuple[str, Decimal]], measure: str) -> str:
    said = [f"{spoken(amount, measure)} for {year}" for year, amount in amounts]
    return ", ".join(said) or "nothing"


def last_report_said(views: Views, asked: Asked, project: str) -> Iterator[Sentence]:
    """Tell what the last status report says of a year, and whether its target is the book's."""
    report = last_report(views, project, asked.measure, as_at=asked.as_at, known=asked.known)
    if report is None:
        yield Sentence("The book has no status report on it.")
        return
    year = asked.year or ""
    note = f"status report {project}/{report.period}; position {report.position}"
    yield Sentence(_standing(year, report, asked.measure), note)
    if report.target is not None:
        yield Sentence(_stated(views, asked, project, report, report.target), note)
    if report.narrative:
        yield Sentence(stop(f"It adds: {' '.join(report.narrative.split())}"), note)


def _standing(year: str, report: Report, measure: str) -> str:
    at_risk = report.at_risk.get(year, NOTHING)
    standing = f"nothing of {year} at risk"
    if at_risk > 0:
        standing = f"{spoken(at_risk, measure)} of {year} at risk"
    elif at_risk < 0:
        standing = f"{year} over-achieved by {spoken(-at_risk, measure)}"
    other = report.delivered_alternatively
    also = (
        f", and {spoken(other, measure)} over all years delivered in another way" if other else ""
    )
    status = report.status.replace("_", " ")
    return f"The status report for {month(report.period)} says: {status}, {standing}{also}."


def _stated(
    views: Views, asked: Asked, project: str, report: Report, target: Mapping[str, Decimal]
) -> str:
    """Return what target a report states, and whether the book had it when it was recorded."""
    year = asked.year or ""
    had = had_on(views, asked, project, report.reported_on or "", report.position)
    then, now = (pounds(amounts.get(year, 0)) for amounts in (had.then, had.now))
    stated = target.get(year, NOTHING)
    since = had.since(spoken(now, asked.measure)) if then != now else ""
    told = f"It states a target of {spoken(stated, asked.measure)} for {year}"
    if stated == then:
        return f"{told}, as the book had it then{since}."
    book = f"the book had {spoken(then, asked.measure)} then"
    if stated == now:
        return f"{told}; {book}, and has what the report states by what was recorded since."
    return f"{told}; {book}, {spoken(abs(stated - then), asked.measure)} apart{since}."
