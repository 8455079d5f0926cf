"""What the import of a table would record, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from domain.savings.measures import is_money
from domain.savings.status import CASHABLE_BENEFIT
from domain.values.days import last_day
from tables.accepting import UNIT, Acceptance, Accepted, Judged, judged
from tables.comparing.with_book import compared, year_is_there
from tables.entries.explanations import Acceptor, with_explanations
from tables.entries.openings import beginnings, opened_otherwise, openings, started
from tables.entries.planned import Origin, Planned
from tables.entries.reports import differing, negative, reports
from tables.entries.statements import Paper, stated, stated_otherwise, statements, withdrawn
from tables.headers.units import unit_text
from tables.mapping import TableMapping
from tables.matching.known import Claims, Known
from tables.matching.lines import Matched, MatchedLine, Names, matched
from tables.parts import Finding, Severity, StatusTable

_AGAINST_THE_BOOK = (
    *("year-shifted", "years-swapped", "sign-turned", "other-unit", "digits-swapped"),
    *("rows-exchanged", "book"),
)


class Wanted(NamedTuple):
    """What an import is asked for.

    Attributes:
        as_report: record a status report for each line.
        as_statements: record the table as a published document, and its figures as statements.
        opening: open the figures that the book does not have.
        create: start the projects and portfolios that the book does not have.
        measure: the measure of the figures.
        restated_on: the day of reports that say something else than those of the book.
        document: the reference of the document; made of the month if left out.
        title: its title; made of the month if left out.
        dated: its day; the last of the month if left out.
        page: the page of the document that the table stands on.
        acceptances: the findings that are accepted.
        by: who accepts them, and when.
    """

    as_report: bool = False
    as_statements: bool = False
    opening: bool = False
    create: bool = False
    measure: str = CASHABLE_BENEFIT
    restated_on: date | None = None
    document: str | None = None
    title: str | None = None
    dated: date | None = None
    page: str | None = None
    acceptances: Sequence[Acceptance] = ()
    by: Acceptor | None = None


class Plan(NamedTuple):
    """What the import of one file comes to.

    Attributes:
        file: the file.
        period: its month.
        tables: its tables.
        pairs: the lines with their projects.
        judged: the findings, parted.
        entries: what would be recorded, in order.
        known: what the book has once that is recorded.
        refs: the reference of each project and portfolio as printed.
    """

    file: Path
    period: str
    tables: tuple[StatusTable, ...]
    pairs: tuple[MatchedLine, ...]
    judged: Judged
    entries: tuple[Planned, ...]
    known: Known
    refs: dict[str, str]

    @property
    def without_project(self) -> int:
        """How many lines are left out: of no project that is known."""
        return sum(pair.project is None for pair in self.pairs)


def plan(
    file: Path,
    period: str,
    tables: Sequence[StatusTable],
    known: Known,
    mapping: TableMapping,
    wanted: Wanted,
    claims_of: Callable[[str], Claims | None],
) -> Plan:
    """Plan the import of one file.

    Args:
        file: the file.
        period: its month.
        tables: its tables, as they were read.
        known: what the book has on the last day of the month.
        mapping: what a mapping file says.
        wanted: what is asked for.
        claims_of: what the book has a document state; none where it does not have it.
    """
    names = _names(mapping)
    found = matched(tables, known, names, is_new_allowed=wanted.create)
    paper = _paper(period, wanted, claims_of)
    findings = [*_findings(tables, period, known, found, wanted, paper)]
    refs = {**found.portfolios}
    refs |= {pair.line.project: pair.project.ref for pair in found.lines if pair.project}
    parted = judged(findings, wanted.acceptances, refs)
    pairs, portfolios, after = [*found.lines], {**found.portfolios}, known
    if wanted.create:
        pairs, portfolios, after = started(pairs, portfolios, known, names)
    lines = [pair.line for pair in pairs]
    title = wanted.title or f"Status report, {last_day(period):%B %Y}"
    accepted = Accepted(parted.accepted, lines)
    origin = Origin(title, wanted.page, wanted.measure, period, accepted)
    planned = chain(
        beginnings(pairs, portfolios, known, after, origin) if wanted.create else (),
        openings(tables, pairs, known, origin) if wanted.opening else (),
        reports(pairs, known, origin, wanted.restated_on) if wanted.as_report else (),
        statements(stated(tables, pairs, portfolios, wanted.measure), paper, origin)
        if wanted.as_statements
        else (),
    )
    entries: Iterable[Planned] = planned
    if wanted.by and parted.accepted:
        entries = with_explanations(planned, tables, parted.accepted, wanted.by)
    return Plan(file, period, (*tables,), (*pairs,), parted, (*entries,), after, refs)


def _findings(
    tables: Sequence[StatusTable],
    period: str,
    known: Known,
    found: Matched,
    wanted: Wanted,
    paper: Paper,
) -> Iterable[Finding]:
    """Yield everything that is found about a file, in the order of its rows.

    Where its unit is in doubt, that alone: every figure would look wrong beside the book.
    """
    in_doubt = [one for table in tables for one in table.findings if one.rule == UNIT]
    if in_doubt:
        return in_doubt
    if not is_money(wanted.measure):
        in_pounds = [*_in_pounds(tables, wanted.measure)]
        if in_pounds:
            return in_pounds
    against_the_book = compared(tables, found.lines, known)
    if not (wanted.as_report or wanted.opening):
        # What a document states is recorded as printed, and checked against the book afterwards.
        against_the_book = [_as_warning(one) for one in against_the_book]
    every = [*chain.from_iterable(table.findings for table in tables), *found.findings]
    every += [*year_is_there(tables, period), *against_the_book]
    if wanted.as_report:
        every += negative(found.lines)
    if wanted.as_report and wanted.restated_on is None:
        every += differing(found.lines, known, period)
    if wanted.as_statements:
        every += _too_early(tables, period, wanted)
        figures = [*stated(tables, found.lines, found.portfolios, wanted.measure)]
        every += [*stated_otherwise(figures, paper), *withdrawn(figures, paper)]
    if wanted.opening:
        every += opened_otherwise(tables, found.lines, known)
    return sorted(every, key=lambda one: (str(one.place.file), one.place.row))


def _in_pounds(tables: Sequence[StatusTable], measure: str) -> Iterator[Finding]:
    """Find tables of money that are to be figures of a measure which is not; see `is_money`."""
    for table in tables:
        if table.is_money and table.lines:
            yield Finding(
                "other-measure",
                table.lines[0].place._replace(column=None),
                f"the table's figures are money, {unit_text(table.unit)}, and {measure!r} counts"
                f" something else by its name: leave --measure out for {CASHABLE_BENEFIT}, or name"
                " a measure that says it is money, as in fees-in-pounds; where hours or places"
                " stand in it, take the pound signs out of its headings and give --unit 1",
            )


def _too_early(tables: Sequence[StatusTable], period: str, wanted: Wanted) -> Iterator[Finding]:
    """Find a document that is dated before the month of its figures began."""
    lines = [line for table in tables for line in table.lines]
    if wanted.dated and wanted.dated < last_day(period).replace(day=1) and lines:
        told = (
            f"figures of {period} in a document dated {wanted.dated}, before that month began: they"
            " are compared with the book of that day; are --dated and the month right?"
        )
        place = lines[0].place._replace(column=None)
        yield Finding("dated-before", place, told, Severity.WARNING)


def _as_warning(finding: Finding) -> Finding:
    if finding.rule in _AGAINST_THE_BOOK:
        return finding._replace(severity=Severity.WARNING)
    return finding


def _paper(period: str, wanted: Wanted, claims_of: Callable[[str], Claims | None]) -> Paper:
    ref = wanted.document or f"status-report-{period}"
    as_at = last_day(period)
    dated = wanted.dated or as_at
    return Paper(ref, dated.isoformat(), min(as_at, dated).isoformat(), claims_of(ref))


def _names(mapping: TableMapping) -> Names:
    return Names(
        {name: word.ours for name, word in mapping.projects.items()},
        {name: word.ours for name, word in mapping.portfolios.items()},
    )
