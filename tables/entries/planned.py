"""An entry of a record file that a table comes to, and where in the table it stands."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from domain.values.amounts import format_amount
from tables.accepting import Accepted
from tables.parts import Amounts, Place


class Planned(NamedTuple):
    """An entry: its name, its fields, and its place in the table."""

    entry: str
    fields: Mapping[str, Any]
    place: Place


class Origin(NamedTuple):
    """Where entries come from, and what they have in common.

    Attributes:
        document: the title of the document that the table is, or stands in.
        page: its page in the document.
        measure: the measure of its figures.
        period: the month, ``2018-09``.
        accepted: what was accepted of it.
    """

    document: str
    page: str | None
    measure: str
    period: str
    accepted: Accepted

    def source(self, place: Place, portfolio: str | None) -> dict[str, str]:
        """Return the source of what stands at a place: the document, the page and the row."""
        row = f"{place.sheet}, row {place.row}" if place.sheet else f"row {place.row}"
        told = self.accepted.of(place, portfolio)
        source = {"document": self.document, "paragraph": f"{row} of {place.file.name}{told}"}
        return source | ({"page": self.page} if self.page else {})


def written(amounts: Amounts) -> dict[str, str]:
    """Return amounts as a record file has them, in the order of the years."""
    return {str(year): format_amount(amounts[year]) for year in sorted(amounts)}


def total_if_it_is(printed: Decimal | None, amounts: Amounts) -> str | None:
    """Return a printed total as a record file has it; none where its years do not give it.

    A total that is wrong was accepted by somebody, and the entry says so; the book would refuse it.
    """
    fits = printed is not None and printed == sum(amounts.values())
    return format_amount(printed) if printed is not None and fits else None


def said(**fields: Any) -> dict[str, Any]:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, {}, [], "")}
