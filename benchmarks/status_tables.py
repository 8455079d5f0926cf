"""Status tables of as many rows as wanted, in the form of the published ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

HEADER = (
    "portfolio",
    "project",
    "status_last_month",
    "status_this_month",
    "target_2018_19",
    "target_2019_20",
    "target_2020_21",
    "target_total",
    "at_risk_2018_19",
    "at_risk_2019_20",
    "at_risk_2020_21",
    "at_risk_total",
    "delivered_alternatively",
    "net_at_risk",
)
_PORTFOLIOS = 20
_RISKY = 5  # every fifth row has something at risk


def rows(number: int) -> Iterator[tuple[str | int, ...]]:
    """Yield rows whose years give their totals, in £000, portfolio by portfolio."""
    for one in range(number):
        portfolio = f"Portfolio {one * _PORTFOLIOS // number}"
        years = (100 + one % 900, 50 + one % 77, one % 13)
        risk = (one % 40, one % 7, 0) if one % _RISKY == 0 else (0, 0, 0)
        other = min(sum(risk), one % 3)
        status = "At Risk" if sum(risk) else "On Target"
        yield (
            portfolio,
            f"Saving number {one} (S{one:05d})",
            "On Target",
            status,
            *years,
            sum(years),
            *risk,
            sum(risk),
            other,
            sum(risk) - other,
        )


def write_csv(path: Path, number: int) -> None:
    """Write a table as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows(number))


def write_xlsx(path: Path, number: int) -> None:
    """Write a table as a workbook."""
    from openpyxl import Workbook  # noqa: PLC0415 - it is slow to load

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Status")
    sheet.append(HEADER)
    for row in rows(number):
        sheet.append(row)
    workbook.save(path)
