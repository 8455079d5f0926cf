"""What the papers themselves give away: contradictions, sums that do not add up, explanations."""

from __future__ import annotations

from collections.abc import Iterable

from projections.statements.book import OF_REPORTS
from projections.statements.causes.cause import Case, Cause, money
from projections.statements.claims import TOTAL, of_what, years_apart
from projections.statements.explaining import Gap, amount_of, apart_then, covers, is_about
from projections.statements.queries import Explained
from projections.wording.phrases import day, listed, month
from projections.wording.statements import figure_of

_MOST = 5


def contradicts(case: Case) -> Iterable[Cause]:
    """Name the statements that say something else of the same figure."""
    for same in sorted(case.others.of(case.claim), key=lambda same: same.claim.made.position):
        other = same.claim
        apart = money(abs(case.claim.amount - same.amount))
        yield Cause(
            "contradicts",
            f"{other.where}, states the {figure_of(other.made.figure)} of {of_what(other.made)} for"
            f" {other.years} as {money(other.amount)}, and {case.claim.where}, has"
            f" {money(case.claim.amount)}: {apart} apart",
            (other.made.ref, other.made.document),
        )


def years_differ(case: Case) -> Iterable[Cause]:
    """Look whether a total differs as its own years do, which are told one by one."""
    if case.claim.period != TOTAL or not case.made.amounts or case.book is None:
        return
    figure = case.figures.figure(case.made)
    years = figure.years if figure and figure.years is not None else {}
    apart = {
        year: amount - years.get(year, 0)
        for year, amount in case.made.amounts.items()
        if amount != years.get(year, 0)
    }
    if len(case.made.amounts) > 1 and apart and sum(apart.values()) == case.apart:
        told = listed(f"{money(amount)} in {year}" for year, amount in apart.items())
        yield Cause("years-differ", f"It differs as its years do: by {told}")


def rows_do_not_add_up(case: Case) -> Iterable[Cause]:
    """Look whether the statement's own years, or the document's own parts, give the total."""
    apart, total = years_apart(case.made), case.made.total
    if apart is not None and total is not None:
        yield Cause(
            "rows-do-not-add-up",
            f"The statement's years add up to {money(total - apart)}, its total is"
            f" {money(total)}: {money(abs(apart))} apart",
        )
    for kind in ("project", "portfolio") if case.book is not None else ():
        if off := case.adding.off(case.claim, kind):
            nil = ", years left blank counted as nil," if off.blank else ","
            yield Cause(
                "rows-do-not-add-up",
                f"The {off.parts} {kind}s of this total in {case.made.document} add up to"
                f" {money(off.amount)}{nil} {money(abs(off.apart))} apart from the total"
                f" of {money(case.claim.amount)}",
            )


def part_left_out(case: Case) -> Iterable[Cause]:
    """Look whether the difference is the figure of one project: left out, twice, sign turned."""
    if case.book is None or case.made.kind in ("project", "change-request"):
        return
    if case.made.figure != "target":
        return
    found = 0
    for project in case.figures.projects_of(case.made):
        part = case.claim.over(case.figures.profile(project, case.made.measure, case.made.as_at))
        if part and found < _MOST and case.apart in (-part, part, -2 * part):
            found += 1
            how = {-part: "is left out", part: "counts twice"}.get(
                case.apart, "has its sign turned"
            )
            yield Cause(
                "part-left-out",
                f"The difference would be as it is if {project}, {money(part)}, {how}",
                (project,),
            )


def explained_otherwise(case: Case) -> Iterable[Cause]:
    """Say where a difference was explained, and is another: it moved since, or was always."""
    gap = Gap(case.apart)
    if case.book is None or any(
        covers(each, case.claim, gap, case.figures) for each in case.explained
    ):
        return
    for each in case.explained:
        if is_about(each, case.claim.period):
            yield Cause("explained-otherwise", _otherwise(case, each), (), each.position)
            return


def _otherwise(case: Case, explained: Explained) -> str:
    """Say what was explained, and whether that is what the two were apart then."""
    named = amount_of(explained, case.claim.period)
    then = apart_then(explained, case.claim, case.figures)
    what = "it" if named is None else f"a difference of {money(named)}"
    said = f"{explained.explained_by} explained {what} on {day(explained.explained_on)}"
    now = money(case.apart)
    if then is None:
        return f"{said}, when the book had no such figure: it is {now}"
    if then == case.apart:
        return f"{said}: it was {now} then, as it is now"
    if named == then:
        return f"{said}: the figures moved since, and it is {now}"
    return f"{said}, when it was {money(then)}: it is {now}"


def older_report(case: Case) -> Iterable[Cause]:
    """Say where the book's last status report is on an earlier month than the statement."""
    if case.made.figure not in OF_REPORTS or case.book is None:
        return
    projects = case.figures.projects_of(case.made)
    found = (case.figures.report(each, case.made.measure, case.made.as_at) for each in projects)
    last = max((report.period for report in found if report), default="")
    if last and last < case.made.as_at[: len(last)]:
        yield Cause(
            "older-report",
            f"The book's last status report is on {month(last)}, and the figure is stated as at"
            f" {day(case.made.as_at)}: a later report may not be recorded",
        )
