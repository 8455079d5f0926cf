"""What is found in a status table: lines, totals and findings, each with the place it stands at."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from domain.values.years import FinancialYear

Amounts = Mapping[FinancialYear, Decimal]
"""Pounds per financial year, as printed; a blank cell names no year."""


class Place(NamedTuple):
    """Where something stands: a file, a sheet where it has several, a row, and perhaps a column.

    Attributes:
        file: the file.
        row: the row, from 1, as a spreadsheet counts; in a text file the line.
        column: the letter of the column; none where the whole row is meant.
        sheet: the sheet of a workbook; none of a text file.
    """

    file: Path
    row: int
    column: str | None = None
    sheet: str | None = None

    def __str__(self) -> str:
        """Write ``status.csv:12`` or ``status.xlsx:Sheet1!F12``, as a spreadsheet finds it."""
        cell = f"{self.column or ''}{self.row}"
        return f"{self.file}:{self.sheet}!{cell}" if self.sheet else f"{self.file}:{self.row}"


class Severity(StrEnum):
    """What a finding means for the import."""

    ERROR = "error"
    WARNING = "warning"


class Finding(NamedTuple):
    """Something about a table that a reader must know.

    Attributes:
        rule: what it breaks, by the name under which it may be accepted: ``row-total``.
        place: where.
        message: what is wrong, by how much, in words.
        severity: an error stops the import unless it is accepted by name.
        apart: by how much two figures differ, in pounds; none where nothing is counted.
        subject: the project or portfolio it is about, as printed.
    """

    rule: str
    place: Place
    message: str
    severity: Severity = Severity.ERROR
    apart: Decimal | None = None
    subject: str | None = None


class Printed(NamedTuple):
    """The figures of one line, as printed, in pounds; ``None`` is a blank cell.

    Attributes:
        targets: what is to be saved, per year.
        target_total: the printed total of these.
        at_risk: at risk and slippage less over-achievement, per year; negative is over-achievement.
        at_risk_total: the printed total of these.
        delivered_alternatively: what was delivered in another way.
        net_at_risk: the printed net.
        last_digit: what the smallest printed digit of them counts, in pounds.
    """

    targets: Amounts
    target_total: Decimal | None
    at_risk: Amounts
    at_risk_total: Decimal | None
    delivered_alternatively: Decimal | None
    net_at_risk: Decimal | None
    last_digit: Decimal | None = None


class ProjectLine(NamedTuple):
    """The line of one project.

    Attributes:
        place: where the line stands.
        portfolio: the portfolio as printed; none where the table has no such column.
        project: the name as printed, references and all.
        status_last: the status of the month before, as printed.
        status: the status of the month, as printed.
        figures: the amounts.
        narrative: what it says in words.
        places: where the cell of each figure stands, by the name of its column: ``target 2018/19``.
    """

    place: Place
    portfolio: str | None
    project: str
    status_last: str | None
    status: str | None
    figures: Printed
    narrative: str | None
    places: Mapping[str, Place]


class TotalLine(NamedTuple):
    """A printed total: of a portfolio, or of the whole table where it names none.

    Attributes:
        place: where the line stands.
        portfolio: the portfolio, as the lines of its projects print it where there are any.
        figures: the amounts.
        places: where the cell of each figure stands, as in the line of a project.
    """

    place: Place
    portfolio: str | None
    figures: Printed
    places: Mapping[str, Place] = MappingProxyType({})


class StatusTable(NamedTuple):
    """A status table as it stands in its file.

    Attributes:
        file: the file.
        sheet: the sheet of a workbook.
        years: the financial years that its columns name, in order; a column of "and previous
            years" counts as the year that it names.
        earlier: the years whose column says "and previous years".
        unit: how many pounds one printed unit is: 1, 1000 or 1000000.
        lines: the projects, in the order of the table.
        totals: the printed totals: control figures, never imported.
        findings: what does not add up, and what could not be read.
        is_money: whether it says of its figures that they are pounds, thousands or millions.
    """

    file: Path
    sheet: str | None
    years: tuple[FinancialYear, ...]
    earlier: tuple[FinancialYear, ...]
    unit: int
    lines: tuple[ProjectLine, ...]
    totals: tuple[TotalLine, ...]
    findings: tuple[Finding, ...]
    is_money: bool = False

    @property
    def rounded_to(self) -> Decimal | None:
        """What its smallest printed digit counts; none of exact pounds, or pounds and pence."""
        figures = [line.figures for line in self.lines] + [one.figures for one in self.totals]
        smallest = min((one.last_digit for one in figures if one.last_digit), default=None)
        return smallest if smallest and smallest >= 1 else None
