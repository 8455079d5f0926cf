"""The status reports that a table comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from domain.values.amounts import ZERO, format_amount, in_pounds
from tables.entries.planned import Origin, Planned, said, total_if_it_is, written
from tables.entries.statuses import status_of
from tables.matching.known import Known, Reported
from tables.matching.lines import MatchedLine
from tables.parts import Amounts, Finding, Printed


def reports(
    pairs: Iterable[MatchedLine],
    known: Known,
    origin: Origin,
    restated_on: date | None = None,
) -> Iterator[Planned]:
    """Yield a status report for each line of a project, save those that the book has already.

    Args:
        pairs: the lines with their projects.
        known: what the book has.
        origin: where they come from.
        restated_on: the day on which reports that say something else now were restated; where none
            is named the book's own reports stand.
    """
    for pair in pairs:
        if pair.project is None:
            continue
        had = known.reports.get(pair.project.ref)
        if had is None:
            yield _report(pair, pair.project.ref, origin, None)
        elif restated_on and not _same(had, reported(pair)):
            yield _report(pair, pair.project.ref, origin, restated_on)


def differing(pairs: Iterable[MatchedLine], known: Known, period: str) -> Iterator[Finding]:
    """Find lines of which the book has the report already, with something else in it."""
    for pair in pairs:
        had = known.reports.get(pair.project.ref) if pair.project else None
        if had is not None and not _same(had, reported(pair)):
            fields = _differing_fields(had, reported(pair))
            yield Finding(
                "other-report",
                pair.line.place,
                f"the book has a report for {period} already, with another {', '.join(fields)}: add"
                " --restated-on with the day of the new report if it was restated",
                subject=pair.line.project,
            )


def negative(pairs: Iterable[MatchedLine]) -> Iterator[Finding]:
    """Find lines in which less than nothing was delivered alternatively: no report can say that."""
    for line, _, _ in pairs:
        amount = line.figures.delivered_alternatively
        if amount is not None and amount < 0:
            yield Finding(
                "negative",
                line.place,
                f"{in_pounds(amount)} delivered alternatively is less than nothing; where it is"
                " accepted the report leaves it out",
                subject=line.project,
            )


def reported(pair: MatchedLine) -> Reported:
    """Return what a line reports; nil amounts are left out."""
    figures = pair.line.figures
    return Reported(
        status=status_of(pair.line.status).replace("-", "_"),
        target=_not_nil(figures.targets),
        at_risk=_not_nil(figures.at_risk),
        delivered_alternatively=_alternatively(figures) or ZERO,
    )


def is_closed(pair: MatchedLine) -> bool:
    """Whether a line says that its project is over: later tables may leave it out."""
    return reported(pair).status == "closed_or_completed"


def _same(had: Reported, found: Reported) -> bool:
    return not _differing_fields(had, found)


def _differing_fields(had: Reported, found: Reported) -> list[str]:
    return [
        name.replace("_", " ")
        for name in Reported._fields
        if getattr(had, name) != getattr(found, name)
    ]


def _not_nil(amounts: Amounts) -> Amounts:
    return {year: amount for year, amount in amounts.items() if amount}


def _report(
    pair: MatchedLine,
    project: str,
    origin: Origin,
    restated_on: date | None,
) -> Planned:
    line = pair.line
    figures = line.figures
    alternatively = _alternatively(figures)
    fields = said(
        project=project,
        period=origin.period,
        status=str(status_of(line.status)),
        measure=origin.measure,
        target=written(figures.targets),
        at_risk=written(figures.at_risk),
        at_risk_total=total_if_it_is(figures.at_risk_total, figures.at_risk),
        delivered_alternatively=None if alternatively is None else format_amount(alternatively),
        net_at_risk=_net(figures),
        narrative=line.narrative,
        restated_on=restated_on and restated_on.isoformat(),
        source=origin.source(line.place, line.portfolio),
    )
    return Planned("status-report", fields, line.place)


def _alternatively(figures: Printed) -> Decimal | None:
    """Return what was delivered in another way; what is negative was told, and counts as blank."""
    amount = figures.delivered_alternatively
    return None if amount is None or amount < 0 else amount


def _net(figures: Printed) -> str | None:
    """Return the printed net where the row gives it; see `total_if_it_is`."""
    net = figures.net_at_risk
    own = sum(figures.at_risk.values(), ZERO) - (_alternatively(figures) or ZERO)
    return format_amount(net) if net is not None and net == own else None
