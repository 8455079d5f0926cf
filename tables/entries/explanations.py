"""Explanations of statements whose figures somebody accepted although they do not add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from domain.statements.figures import TOTAL
from domain.values.amounts import ZERO, format_amount
from tables.entries.planned import Planned, said
from tables.parts import Finding, Place, ProjectLine, StatusTable, TotalLine

EXPLANATION = "statement-explanation"
_FIGURES = {
    "target": "target",
    "at risk": "at-risk",
    "delivered alternatively": "delivered-alternatively",
    "net at risk": "net-at-risk",
}
_OF_ROWS = ("portfolio-total", "grand-total")


class Acceptor(NamedTuple):
    """Who accepts what does not add up, and on which day."""

    name: str
    on: date


def with_explanations(
    planned: Iterable[Planned],
    tables: Iterable[StatusTable],
    accepted: Iterable[Finding],
    by: Acceptor,
) -> Iterator[Planned]:
    """Put behind each statement of which something was accepted who accepted it, and how much.

    The explanation is of the statement that comes before it. It names the year or the total that
    was accepted, and by how much that is apart; what else differs from the book stays unexplained.
    """
    apart = _apart(tables, accepted)
    for one in planned:
        yield one
        if one.entry == "statement":
            found = apart.get((one.place, one.fields["figure"]), {})
            stated = {period: at for period, at in found.items() if _states(one, period)}
            if stated:
                yield Planned(EXPLANATION, _fields(stated, by), one.place)


def _states(statement: Planned, period: str) -> bool:
    """Whether a statement has an amount of a period: a total that is blank is none."""
    fields = statement.fields
    if period == TOTAL:
        return "total" in fields or "value" in fields
    return period in fields.get("values", ())


def _fields(apart: Mapping[str, Finding], by: Acceptor) -> Mapping[str, Any]:
    """Return the fields of an explanation of what was accepted by year, and of the total."""
    amounts = {period: format_amount(one.apart or ZERO) for period, one in apart.items()}
    total = amounts.pop(TOTAL, None)
    reasons = dict.fromkeys(f"{one.rule}, {one.message}" for one in apart.values())
    return said(
        explained_by=by.name,
        explained_on=by.on.isoformat(),
        reason=f"accepted on import: {'; '.join(reasons)}",
        differences=amounts,
        total=total,
    )


def _apart(
    tables: Iterable[StatusTable], accepted: Iterable[Finding]
) -> Mapping[tuple[Place, str], Mapping[str, Finding]]:
    """Return what was accepted of each figure of each row, by the year, or the total.

    A total that neither its rows nor its own years give is apart from the book by what its rows
    come to: these are what the book adds up.
    """
    parts: dict[Place, ProjectLine | TotalLine] = {}
    for table in tables:
        parts |= {line.place: line for line in table.lines}
        parts |= {total.place: total for total in table.totals}
    found: dict[tuple[Place, str], dict[str, Finding]] = {}
    for finding in sorted(accepted, key=lambda one: one.rule in _OF_ROWS):
        row = finding.place._replace(column=None)
        part = parts.get(row)
        for figure, period in _cell_at(part.places, finding.place) if part else ():
            if finding.apart:
                found.setdefault((row, figure), {})[period] = finding
    return found


def _cell_at(places: Mapping[str, Place], place: Place) -> Iterator[tuple[str, str]]:
    """Yield the figure whose cell stands at a place, and its year, or that it is a total."""
    for name, at in places.items():
        if at == place:
            for group, figure in _FIGURES.items():
                if name.startswith(group):
                    yield figure, name.removeprefix(group).strip() or TOTAL
