"""What members had before them when they decided, on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from cli.frame.blocks import Block, Details, Heading, Table, Text
from cli.frame.money import Unit, in_unit
from cli.frame.words import authority_in_short, on, spaced
from projections.wording.phrases import listed

if TYPE_CHECKING:
    from projections.known_then.basis import Basis
    from projections.known_then.business import OverdueThen, PutOff, RequestThen
    from projections.known_then.decided import Decided
    from projections.known_then.facts import Facts
    from projections.known_then.figures import FigureThen
    from projections.known_then.groups import GroupsThen, GroupThen, Stood
    from projections.known_then.statements import StatementThen
    from projections.known_then.statuses import Reported, StatusThen
    from projections.resolutions.queries import ResolutionRow

_NIL = Decimal(0)
_AGREEING = {"agrees", "rounded"}
_STAGES = (
    ("this decision", "decided_here"),
    ("learnt since", "learnt"),
    ("decided since", "decided"),
)
_OF_THE_REST = (
    " What they state of single projects was not looked at: `minutebook statement check` has it."
)
Amounts = Mapping[str, Decimal]


def facts_blocks(row: ResolutionRow, found: Facts, unit: Unit, times: str) -> Iterator[Block]:
    """Return all that lay before the body; `times` are those of what is called now."""
    yield Heading(f"What members had before them for {row.ref}: {row.title}")
    yield Details(
        (
            ("Body", row.body),
            ("Meeting", f"{row.meeting}, held on {on(row.held_on)}"),
            ("Outcome", row.outcome),
            ("Decided on", _decided(found.decided)),
            ("Then", _then(found.basis)),
            ("Now", times),
        )
    )
    if found.groups is None:
        yield _figures(found.figures, unit)
        yield from _movements(found.figures, unit)
        yield _statuses(found.statuses, unit)
    else:
        yield from _groups(found.groups, unit)
        yield from _late(found.groups, found.basis, unit)
    yield from _requests(found.requests, row.body, unit)
    yield from _overdue(found.overdue, row.body)
    yield from _put_off(found.put_off)
    yield from _statements(found.statements, unit, of_projects=found.groups is None)
    if _any_late(found):
        yield Text(f"* recorded after {_after(found.basis)}.")


def _decided(decided: Decided) -> str:
    parts = (
        decided.requests and f"requests {listed(decided.requests)}",
        decided.gates and f"gates of {listed(decided.gates)}",
        decided.projects and f"projects {listed(decided.projects)}",
    )
    return "; ".join(part for part in parts if part) or "no figure of any one project"


def _then(basis: Basis) -> str:
    if basis.kept:
        return (
            f"as at {basis.day}, as known at position {basis.known:,}, just before the resolution"
            f" was recorded on {basis.recorded_on}; nothing recorded since alters it"
        )
    return (
        f"as at {basis.day}, the day before, by what the book holds now: it was begun on"
        f" {basis.began_on}, after the meeting, and cannot say what was known at it"
    )


def _after(basis: Basis) -> str:
    return "the meeting" if basis.kept else "the resolution"


def _any_late(found: Facts) -> bool:
    moved = any(since.stage == "then" for figure in found.figures for since in figure.movements)
    late = (*(row.late for row in found.statuses), *(row.late for row in found.requests))
    return moved or any(late)


def _figures(found: Sequence[FigureThen], unit: Unit) -> Table:
    years = sorted({year for figure in found for year in (*figure.then, *figure.now)})
    return Table(
        ("Project", "", *(f"{year}>" for year in years), "Total>"),
        [row for figure in found for row in _figure(figure, years, unit)],
        title=f"Figures, {unit}",
    )


def _figure(figure: FigureThen, years: Sequence[str], unit: Unit) -> Iterator[tuple[str, ...]]:
    name = figure.name
    if figure.measure != "cashable-benefit":
        name += f", {spaced(figure.measure)}"
    yield name, "then", *_line(figure.then, years, unit)
    for stage, field in _STAGES:
        amounts: Amounts = getattr(figure, field)
        if amounts:
            yield "", stage, *_line(amounts, years, unit)
    yield "", "now", *_line(figure.now, years, unit)


def _line(amounts: Amounts, years: Sequence[str], unit: Unit) -> tuple[str, ...]:
    total = sum(amounts.values(), _NIL)
    return tuple(in_unit(each, unit) for each in (*(amounts.get(y, _NIL) for y in years), total))


def _movements(found: Sequence[FigureThen], unit: Unit) -> Iterator[Table]:
    rows = [
        (
            f"{since.stage}{'*' if since.stage == 'then' else ''}",
            moved.decided_on or "",
            moved.recorded_at[:10],
            spaced(moved.kind),
            moved.change_request or moved.extension or moved.corrects or "",
            authority_in_short(moved.authority),
            figure.project,
            moved.year,
            in_unit(moved.change, unit),
        )
        for figure in found
        for since in figure.movements
        for moved in (since.movement,)
    ]
    if rows:
        columns = ("Counts", "Decided", "Recorded", "Kind", "Reference", "By", "Project", "Year")
        yield Table((*columns, "Change>"), rows, title=f"What moved them, {unit}")


def _statuses(found: Sequence[StatusThen], unit: Unit) -> Table:
    columns = ("Project", "Then", "At risk>", "Net>", "Now", "At risk>", "Net>")
    return Table(
        columns,
        [
            (
                f"{row.project}{'*' if row.late else ''}",
                *_reported(row.then, unit),
                *_reported(row.now, unit),
            )
            for row in found
        ],
        title=f"Statuses, {unit}",
    )


def _reported(said: Reported | None, unit: Unit) -> tuple[str, str, str]:
    if said is None:
        return "no report", "", ""
    risks = (in_unit(said.at_risk, unit), in_unit(said.net_at_risk, unit))
    return f"{said.status.replace('_', ' ')} ({said.period})", *risks


def _groups(found: GroupsThen, unit: Unit) -> Iterator[Block]:
    columns = ("Portfolio", "", *(f"{year}>" for year in found.years), "Total>")
    yield Table(
        (*columns, "At risk>", "Net>"),
        [
            line
            for group in (*found.groups, found.total)
            for line in _group(group, found.years, unit)
        ],
        title=f"Portfolios, {unit}",
    )
    yield _counted(found.total)
    if found.since:
        yield Table(
            ("Since", "Kind", *(f"{year}>" for year in found.years), "Total>"),
            [
                (moved.stage, spaced(moved.kind), *_line(moved.years, found.years, unit))
                for moved in found.since
            ],
            title=f"What moved them, {unit}",
        )


def _late(found: GroupsThen, basis: Basis, unit: Unit) -> Iterator[Text]:
    if found.late:
        some = "1 amount" if found.late == 1 else f"{found.late:,} amounts"
        total = in_unit(found.late_total, unit)
        when = f"came into the book after {_after(basis)}"
        yield Text(f"Of what stood then, {some}, {total} in {unit}, {when}.")


def _group(group: GroupThen, years: Sequence[str], unit: Unit) -> Iterator[tuple[str, ...]]:
    name = group.name
    for when, stood in (("then", group.then), ("now", group.now)):
        if stood is not None:
            yield name, when, *_stood(stood, years, unit)
            name = ""
    if any(group.change.values()):
        yield name, "change", *_line(group.change, years, unit), "", ""


def _stood(stood: Stood, years: Sequence[str], unit: Unit) -> tuple[str, ...]:
    risks = (in_unit(stood.at_risk, unit), in_unit(stood.net_at_risk, unit))
    return *_line(stood.targets, years, unit), *risks


def _counted(total: GroupThen) -> Table:
    then, now = ((said.statuses if said else {}) for said in (total.then, total.now))
    return Table(
        ("Status", "Then>", "Now>"),
        [
            (status.replace("_", " "), str(then.get(status, 0)), str(now.get(status, 0)))
            for status in {**then, **now}
        ],
        title="Projects by status",
    )


def _requests(found: Sequence[RequestThen], body: str, unit: Unit) -> Iterator[Block]:
    if not found:
        yield Text(f"No change request lay before {body}.")
        return
    yield Table(
        ("Request", "Title", "Kind", "Then", f"Change {unit}>", "Advice", "Now", "On"),
        [
            (
                f"{row.ref}{'*' if row.late else ''}",
                row.title,
                spaced(row.kind),
                f"{spaced(row.state)} (stale)" if row.stale else spaced(row.state),
                in_unit(row.change, unit),
                ", ".join(spaced(by) for by in row.advised_by),
                f"{spaced(row.now)} by this" if row.decided_here else spaced(row.now),
                row.now_on or "",
            )
            for row in found
        ],
        title="Requests before the body",
    )


def _overdue(found: Sequence[OverdueThen], body: str) -> Iterator[Block]:
    if not found:
        yield Text(f"Nothing that {body} had asked for or made a condition was overdue.")
        return
    yield Table(
        ("Overdue", "Reference", "What", "Owner", "Due", "Days>", "Now"),
        [
            (
                row.kind,
                row.ref,
                row.text,
                row.owner or "",
                on(row.due_on),
                str(row.days),
                spaced(row.now),
            )
            for row in found
        ],
        title="Overdue at the meeting",
    )


def _put_off(found: Sequence[PutOff]) -> Iterator[Table]:
    if found:
        yield Table(
            ("Reference", "What", "Put off on"),
            [(row.ref, row.text, on(row.since)) for row in found],
            title="What was to come to the meeting",
        )


def _statements(
    found: Sequence[StatementThen], unit: Unit, *, of_projects: bool
) -> Iterator[Block]:
    """Tell what differs or did, and count the rest: a report states hundreds of amounts."""
    apart = [row for row in found if not {row.then, row.now} <= _AGREEING]
    if apart:
        yield Table(
            ("Of", "Document", "Page", "Figure", "Period", f"Stated {unit}>", "Then", "Now"),
            [_statement(row, unit) for row in apart],
            title="What published documents stated otherwise",
        )
    if agreeing := len(found) - len(apart):
        some = "1 amount" if agreeing == 1 else f"{agreeing:,} amounts"
        of = "of these projects" if of_projects else "of these sums"
        more = "" if of_projects else _OF_THE_REST
        yield Text(
            f"{some} {of} that documents had published agreed with the book then, as now.{more}"
        )


def _statement(row: StatementThen, unit: Unit) -> tuple[str, ...]:
    return (
        row.scope,
        row.document,
        row.page or "",
        spaced(row.figure),
        row.period,
        in_unit(row.value, unit),
        spaced(row.then) if row.then else "not recorded yet",
        spaced(row.now),
    )
