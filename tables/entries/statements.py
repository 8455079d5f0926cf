"""The published document that a table is, and the statements that its figures are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from domain.values.amounts import format_amount
from tables.entries.planned import Origin, Planned, said, written
from tables.matching.known import Claim, Claims
from tables.matching.lines import MatchedLine
from tables.parts import Amounts, Finding, Place, Printed, Severity, StatusTable

_NONE: Amounts = {}


class Paper(NamedTuple):
    """The published document, as an entry names it.

    Attributes:
        ref: its reference.
        dated: the day it bears, in ISO.
        figures_as_at: the day on which its figures stood.
        claims: what the book has it state already; none where it does not have the document.
    """

    ref: str
    dated: str
    figures_as_at: str
    claims: Claims | None


class Stated(NamedTuple):
    """A figure that a row states: what it claims, how it is rounded, and where it stands."""

    claim: Claim
    rounded_to: Decimal | None
    place: Place
    portfolio: str | None
    subject: str | None


def stated(
    tables: Iterable[StatusTable],
    pairs: Iterable[MatchedLine],
    portfolios: Mapping[str, str],
    measure: str,
) -> Iterator[Stated]:
    """Yield each figure of each line, and of each printed total; blank figures are none.

    Args:
        tables: the tables of one document.
        pairs: their lines, with their projects.
        portfolios: the reference of each portfolio as printed.
        measure: the measure of the figures.
    """
    rounding = {
        line.place: to for table in tables for to in (table.rounded_to,) for line in table.lines
    }
    for line, project, _ in pairs:
        if project:
            for claim in _claims(line.figures, measure, project=project.ref):
                to = rounding[line.place]
                yield Stated(claim, to, line.place, line.portfolio, line.project)
    for table in tables:
        to = table.rounded_to
        for total in table.totals:
            name = total.portfolio
            if name is None or name in portfolios:
                ref = portfolios[name] if name else None
                for claim in _claims(total.figures, measure, portfolio=ref):
                    yield Stated(claim, to, total.place, name, name)


def statements(found: Iterable[Stated], paper: Paper, origin: Origin) -> Iterator[Planned]:
    """Yield the document, unless the book has it, and each statement that it does not have."""
    is_new, had = paper.claims is None, paper.claims or Claims()
    for one in found:
        if is_new:
            yield _document(paper, origin, one.place)
            is_new = False
        if one.claim not in had.standing and one.claim not in had.withdrawn:
            yield _statement(one, paper, origin)


def stated_otherwise(found: Iterable[Stated], paper: Paper) -> Iterator[Finding]:
    """Find figures of which the book has the document state something else already."""
    had = paper.claims.standing if paper.claims else frozenset()
    about = {claim.about for claim in had}
    for one in found:
        if one.claim not in had and one.claim.about in about:
            yield Finding(
                "other-statement",
                one.place,
                f"the book has {paper.ref} state another {one.claim.figure} of this already: take"
                " that back with `minutebook statement withdraw` if it was misread, or name the"
                " --document that states this",
                subject=one.subject,
            )


def withdrawn(found: Iterable[Stated], paper: Paper) -> Iterator[Finding]:
    """Find figures that the book had the document state, and that were taken back."""
    had = paper.claims or Claims()
    for one in found:
        if one.claim in had.withdrawn and one.claim not in had.standing:
            yield Finding(
                "was-withdrawn",
                one.place,
                f"that {paper.ref} states this {one.claim.figure} was taken back, and it is not"
                " stated again: if it counts after all, record a `statement` with a `ref` of its"
                " own",
                Severity.WARNING,
                subject=one.subject,
            )


def _document(paper: Paper, origin: Origin, place: Place) -> Planned:
    fields = said(
        ref=paper.ref,
        title=origin.document,
        dated=paper.dated,
        figures_as_at=paper.figures_as_at if paper.figures_as_at != paper.dated else None,
    )
    return Planned("document", fields, place)


def _statement(one: Stated, paper: Paper, origin: Origin) -> Planned:
    claim = one.claim
    total = None if claim.total is None else format_amount(claim.total)
    fields = said(
        document=paper.ref,
        project=claim.project,
        portfolio=claim.portfolio,
        figure=claim.figure,
        measure=claim.measure,
        values=written(dict(claim.amounts)),
        total=total if claim.amounts else None,
        value=None if claim.amounts else total,
        rounded_to=format_amount(one.rounded_to) if one.rounded_to else None,
        source=origin.source(one.place, one.portfolio),
    )
    return Planned("statement", fields, one.place)


def _claims(
    figures: Printed, measure: str, *, project: str | None = None, portfolio: str | None = None
) -> Iterator[Claim]:
    for figure, amounts, total in (
        ("target", figures.targets, figures.target_total),
        ("at-risk", figures.at_risk, figures.at_risk_total),
        ("delivered-alternatively", _NONE, figures.delivered_alternatively),
        ("net-at-risk", _NONE, figures.net_at_risk),
    ):
        if amounts or total is not None:
            years = frozenset(amounts.items())
            yield Claim(portfolio, project, figure, measure, years, total)
