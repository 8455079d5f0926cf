"""What members had before them when they decided, as CSV: what was then beside what is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from cli.frame.output import Sheet

if TYPE_CHECKING:
    from projections.known_then.facts import Facts
    from projections.known_then.figures import FigureThen
    from projections.known_then.groups import GroupsThen, GroupThen
    from projections.known_then.statuses import StatusThen

_HEADER = ("part", "ref", "what", "measure", "year", "then", "now", "change", "recorded_late")
_RECORDED_LATE = ("then", "learnt since")
_NIL = Decimal(0)
_RISKS = ("at_risk", "delivered_alternatively", "net_at_risk")

Line = tuple[object, ...]


def facts_sheet(found: Facts) -> Sheet:
    """Return a line for each thing that lay before the body, told apart by the first column."""
    return Sheet(_HEADER, list(_lines(found)))


def _lines(found: Facts) -> Iterator[Line]:
    for figure in found.figures:
        yield from _figure(figure)
    for status in found.statuses:
        yield from _status(status)
    if found.groups is not None:
        yield from _groups(found.groups)
    for row in found.requests:
        late = row.late
        yield "request", row.ref, row.kind, None, None, row.state, row.now, row.change, late
    for overdue in found.overdue:
        due = f"due {overdue.due_on}"
        yield "overdue", overdue.ref, overdue.kind, None, None, due, overdue.now, None, None
    for put_off in found.put_off:
        yield "put-off", put_off.ref, put_off.text, None, None, put_off.since, None, None, None
    for said in found.statements:
        late = said.then is None
        what = f"{said.scope}: {said.figure}"
        yield "statement", said.statement, what, None, said.period, said.then, said.now, None, late


def _figure(figure: FigureThen) -> Iterator[Line]:
    said = (figure.project, "target", figure.measure)
    for year in sorted({*figure.then, *figure.now}):
        yield (
            "figure",
            *said,
            year,
            *_apart(figure.then.get(year, _NIL), figure.now.get(year, _NIL)),
        )
    yield "figure", *said, "total", *_apart(figure.then_total, figure.now_total)
    for since in figure.movements:
        moved = since.movement
        reference = moved.change_request or moved.extension or moved.corrects or moved.kind
        late = since.stage in _RECORDED_LATE
        yield (
            *(str(since.stage), figure.project, reference, figure.measure, moved.year),
            *(None, None, moved.change, late),
        )


def _status(status: StatusThen) -> Iterator[Line]:
    then, now = status.statuses
    yield "status", status.project, "status", None, None, then, now, None, status.late
    for risk in _RISKS:
        was, has = (getattr(said, risk) if said else _NIL for said in (status.then, status.now))
        yield "status", status.project, risk, None, None, *_apart(was, has)[:3], status.late


def _groups(found: GroupsThen) -> Iterator[Line]:
    for part, groups in (("portfolio", found.groups), ("all portfolios", (found.total,))):
        for group in groups:
            yield from _group(part, group, found.years)
    for moved in found.since:
        for year, amount in (*moved.years.items(), ("total", moved.total)):
            stage = f"{moved.stage} since"
            late = stage in _RECORDED_LATE
            yield stage, None, moved.kind, None, year, None, None, amount, late


def _group(part: str, group: GroupThen, years: Iterable[str]) -> Iterator[Line]:
    then, now = group.then, group.now
    for year in years:
        was, has = ((said.targets.get(year, _NIL) if said else _NIL) for said in (then, now))
        yield part, group.ref, "target", None, year, *_apart(was, has)
    for what in ("target_total", *_RISKS):
        was, has = ((getattr(said, what) if said else _NIL) for said in (then, now))
        yield part, group.ref, what, None, None, *_apart(was, has)


def _apart(then: Decimal, now: Decimal) -> tuple[Decimal, Decimal, Decimal, None]:
    return then, now, now - then, None
