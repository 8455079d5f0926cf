"""The published document that a table is, and the statements that its figures are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from domain.values.amounts import format_amount
from tables.entries.planned import Origin, Planned, said, written
from tables.matching.lines import MatchedLine
from tables.parts import Amounts, Place, Printed, StatusTable, TotalLine


class Paper(NamedTuple):
    """The published document, as an entry names it.

    Attributes:
        ref: its reference.
        dated: the day it bears, in ISO.
        figures_as_at: the day on which its figures stood.
        is_new: whether the book does not have it yet.
    """

    ref: str
    dated: str
    figures_as_at: str
    is_new: bool


def statements(
    tables: Iterable[StatusTable],
    pairs: Iterable[MatchedLine],
    portfolios: Mapping[str, str],
    paper: Paper,
    origin: Origin,
) -> Iterator[Planned]:
    """Yield the document, and a statement of each figure of each line and each printed total.

    Args:
        tables: the tables of one document.
        pairs: their lines, with their projects.
        portfolios: the reference of each portfolio as printed.
        paper: the document.
        origin: where the entries come from.
    """
    unit_at = {line.place: table.unit for table in tables for line in table.lines}
    lines = [pair for pair in pairs if pair.project]
    if paper.is_new and lines:
        yield _document(paper, origin, lines[0].line.place)
    for line, project, _ in lines:
        thing = {"project": project.ref if project else None}
        source = origin.source(line.place, line.portfolio)
        yield from _of(thing, line.figures, line.place, source, paper, origin, unit_at[line.place])
    for table in tables:
        for total in table.totals:
            if total.portfolio is None or total.portfolio in portfolios:
                source = origin.source(total.place, total.portfolio)
                thing = _thing(total, portfolios)
                yield from _of(thing, total.figures, total.place, source, paper, origin, table.unit)


def _document(paper: Paper, origin: Origin, place: Place) -> Planned:
    fields = said(
        ref=paper.ref,
        title=origin.document,
        dated=paper.dated,
        figures_as_at=paper.figures_as_at if paper.figures_as_at != paper.dated else None,
    )
    return Planned("document", fields, place)


def _thing(total: TotalLine, portfolios: Mapping[str, str]) -> dict[str, str | None]:
    """Return what a total is about: a portfolio, or, naming nothing, all projects."""
    return {"portfolio": portfolios[total.portfolio]} if total.portfolio else {}


def _of(
    thing: Mapping[str, str | None],
    figures: Printed,
    place: Place,
    source: Mapping[str, str],
    paper: Paper,
    origin: Origin,
    unit: int,
) -> Iterator[Planned]:
    alternatively, net = figures.delivered_alternatively, figures.net_at_risk
    for figure, amounts, total in (
        ("target", figures.targets, figures.target_total),
        ("at-risk", figures.at_risk, figures.at_risk_total),
        ("delivered-alternatively", {}, alternatively),
        ("net-at-risk", {}, net),
    ):
        stated = _stated(amounts, total)
        if stated:
            fields = said(
                document=paper.ref,
                **thing,
                figure=figure,
                measure=origin.measure,
                **stated,
                rounded_to=str(unit) if unit > 1 else None,
                source=source,
            )
            yield Planned("statement", fields, place)


def _stated(amounts: Amounts, total: Decimal | None) -> dict[str, Any]:
    """Return the amounts of a figure as a statement has them; nothing where all is blank."""
    if amounts:
        return {
            "values": written(amounts),
            "total": None if total is None else format_amount(total),
        }
    return {} if total is None else {"value": format_amount(total)}
