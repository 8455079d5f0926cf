"""A workbook before it is written: sheets of values, each with the names of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

Value = None | bool | int | str | Decimal | date | datetime
"""What a cell can hold; a Decimal is an amount in pounds, a moment is in UTC."""


class Worksheet(NamedTuple):
    """One table: its title, the names of its columns, and the rows."""

    title: str
    header: Sequence[str]
    rows: Iterable[Sequence[Value]]
