"""What members knew of a figure when they decided on it: the last report, and what else waited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from projections.changes.requests import change
from projections.changes.view import requests_on
from projections.lives.moving import Asked
from projections.lives.speech import Names, Sentence, spoken
from projections.savings.pence import NOTHING
from projections.savings.status import Report, last_report
from projections.views import Views
from projections.wording.phrases import listed, month, spaced

if TYPE_CHECKING:
    from projections.savings.history import Movement

_NOT_DECIDED = ("brought-forward", "correction")


def known_then(
    views: Views, asked: Asked, project: str, movement: Movement, names: Names
) -> Iterator[Sentence]:
    """Tell what was known of a project's figure on the day before it was decided on.

    Args:
        views: the views.
        asked: the measure, and how much the book is taken to know.
        project: the project.
        movement: what was decided.
        names: what things are called.
    """
    if movement.kind in _NOT_DECIDED or movement.decided_on is None:
        return
    eve = date.fromisoformat(movement.decided_on) - timedelta(days=1)
    report = last_report(views, project, asked.measure, as_at=eve, known=asked.known)
    if report is not None:
        yield _report(report, movement)
    elif movement.kind != "baseline":  # before it was set there was nothing to report
        yield Sentence("When they agreed, the book had no status report on it.")
    yield from _waiting(views, asked, project, movement, eve, names)


def _report(report: Report, movement: Movement) -> Sentence:
    at_risk = report.at_risk.get(movement.year, NOTHING)
    risk = "nothing at risk"
    if at_risk:
        risk = f"{spoken(abs(at_risk))} {'at risk' if at_risk > 0 else 'over-achieved'}"
    target = ""
    if report.target is not None:
        target = f", and a target of {spoken(report.target.get(movement.year, NOTHING))}"
    late = ""
    if report.position > movement.position:
        late = "; the book was told of that report only after the decision"
    return Sentence(
        f"When they agreed, the last status report was that for {month(report.period)}: it said"
        f" {spaced(report.status.replace('_', ' '))}, {risk} in {movement.year}{target}{late}.",
        f"status report {report.project}/{report.period}; position {report.position}",
    )


def _waiting(
    views: Views, asked: Asked, project: str, movement: Movement, eve: date, names: Names
) -> Iterator[Sentence]:
    """Tell the other requests on the project that waited on the day."""
    found = (
        change(views, ref, as_at=eve, known=asked.known)
        for ref in requests_on(views, project)
        if ref != movement.change_request
    )
    waiting = [one for one in found if one is not None and one.raised_on and one.awaits_decision]
    if waiting:
        several = "Other requests" if len(waiting) > 1 else "Another request"
        titles = listed(f"“{one.title}”" for one in waiting)
        verb = "were" if len(waiting) > 1 else "was"
        where = names.body(waiting[0].body or "", movement.decided_on)
        lay = f", before {where.rstrip(',')}" if len({one.body for one in waiting}) == 1 else ""
        yield Sentence(
            f"{several} on it {verb} waiting then{lay}: {titles}.",
            "; ".join(f"change request {one.ref}" for one in waiting),
        )
