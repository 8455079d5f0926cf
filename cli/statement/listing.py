"""Statements as they were recorded, in a table, as CSV and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cli.frame.blocks import Table
from cli.frame.money import Unit, in_unit
from cli.frame.output import Sheet
from cli.statement.table import years_told

if TYPE_CHECKING:
    from projections.statements.queries import Made

_COLUMNS = ("Statement", "Page", "Item", "Of", "Figure", "As at", "Stated", "")


def list_table(found: Sequence[Made], unit: Unit, times: str) -> Table:
    """Return a line for every statement."""
    from projections.statements.claims import claims_of, of_what

    rows = [
        (
            made.ref,
            made.source["page"] or "",
            made.source["item"] or "",
            of_what(made),
            made.figure,
            made.as_at,
            "; ".join(
                f"{years_told(claim.period, claim.years)} {_told(claim.amount, unit)}"
                for claim in claims_of(made)
            ),
            "withdrawn" if made.withdrawn else "",
        )
        for made in found
    ]
    empty = (
        "No statements: record `statement` entries of published documents (docs/statements.md),"
        " or import a table of them."
    )
    return Table(_COLUMNS, rows, f"Statements, {unit}, {times}", empty)


def _told(pence: int, unit: Unit) -> str:
    return in_unit(Decimal(pence).scaleb(-2), unit)


def statement_data(made: Made) -> dict[str, Any]:
    """Return a statement as JSON has it; amounts in pounds."""
    from projections.savings.pence import in_pounds, pounds

    return {
        "statement": made.ref,
        "document": made.document,
        "dated": made.dated,
        "kind": made.kind,
        "thing": made.thing,
        "project": made.project,
        "figure": made.figure,
        "measure": made.measure,
        "values": in_pounds(made.amounts),
        "total": None if made.total is None else pounds(made.total),
        "first_year": made.first_year,
        "last_year": made.last_year,
        "rounded_to": None if made.rounded_to is None else pounds(made.rounded_to),
        "as_at": made.as_at,
        "source": made.source,
        "recorded_at": made.recorded_at,
        "position": made.position,
        "withdrawn": made.withdrawn,
    }


def list_sheet(found: Sequence[Made]) -> Sheet:
    """Return a line for every amount that is stated."""
    from projections.savings.pence import pounds
    from projections.statements.claims import claims_of

    header = (
        *("statement", "document", "dated", "page", "item", "kind", "thing", "project"),
        *("figure", "measure", "period", "years", "as_at", "stated", "withdrawn", "position"),
    )
    return Sheet(
        header,
        [
            (
                *(made.ref, made.document, made.dated),
                *(made.source["page"], made.source["item"]),
                *(made.kind, made.thing, made.project, made.figure, made.measure),
                *(claim.period, claim.years, made.as_at, pounds(claim.amount)),
                *(made.withdrawn, made.position),
            )
            for made in found
            for claim in claims_of(made)
        ],
    )
