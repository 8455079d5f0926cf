"""What a document can state a figure of, and which figures the book has itself."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from domain.values.references import parse_reference
from domain.values.years import FinancialYear

TARGET = "target"
TOTAL = "total"
"""What stands for all years together, or those that a statement's total spans."""

ABOUT = ("project", "programme", "portfolio", "department", "change_request")
"""What a figure can be of; of none of them, it is of all projects."""

OF_REQUESTS = ("expected", "revised", "change")
"""The figures that a change request has."""

GROUPS = ("programme", "portfolio", "department")
"""What may be called as a project is; references of statements tell which of them is meant."""

_SPAN = re.compile(r"(.+?)\s+(?:to|–|-)\s+(.+)")


def plain(name: object) -> object:
    """Return the name of a figure as it is compared: ``At risk`` is ``at-risk``."""
    return re.sub(r"[\s_]+", "-", name.strip().lower()) if isinstance(name, str) else name


FigureName = Annotated[
    str,
    BeforeValidator(plain),
    StringConstraints(min_length=1),
    AfterValidator(parse_reference),
]


def subject_of(said: Any) -> tuple[str | None, ...]:
    """Return what a statement says something of, by which two are told apart."""
    return tuple(getattr(said, field) for field in ("document", *ABOUT, "figure", "measure"))


def parse_period(value: str) -> tuple[FinancialYear, FinancialYear]:
    """Read a period as its first and last year: ``2018/19``, or ``2018/19 to 2020/21``.

    Raises:
        ValueError: where it is neither, or ends before it begins.
    """
    try:
        year = FinancialYear.parse(value)
    except ValueError:
        found = _SPAN.fullmatch(value.strip())
        if found is None:
            raise
        first, last = FinancialYear.parse(found[1]), FinancialYear.parse(found[2])
        if last < first:
            raise ValueError(f"the period {value!r} ends before it begins") from None
        return first, last
    return year, year


def span(first: str | None, last: str | None) -> str:
    """Write the years of a total: ``2018/19 to 2020/21``, one year, or ``total`` for all."""
    if first is None or last is None:
        return TOTAL
    return first if first == last else f"{first} to {last}"
