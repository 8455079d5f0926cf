"""Whatever a table says comes to the book to the penny, from any form in which it is printed.

``MINUTEBOOK_MODEL_RUNS=2000`` tries so many tables, others each time.
"""

from __future__ import annotations

import csv
import os
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from domain.values.days import last_day
from projections.savings.portfolio import portfolio
from tables.planning import Wanted
from tests.books import BookOnDisk
from tests.importing.september import imported

RUNS = int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "0"))
YEARS = ("2018/19", "2019/20", "2020/21")
UNITS = {"£": 0, "£000s": 3, "£m": 6}
WANTED = Wanted(opening=True, create=True, as_report=True)

PENCE = st.integers(-(10**11), 10**11)
ROWS = st.lists(st.lists(PENCE, min_size=6, max_size=6), min_size=1, max_size=4)
FORMS = st.lists(st.sampled_from(["plain", "commas", "brackets", "minus", "sign"]), min_size=6)


def printed(amount: Decimal, form: str) -> str:
    """Print an amount as people do."""
    figure = f"{abs(amount):,f}" if form == "commas" else f"{abs(amount):f}"
    if amount < 0 and form == "brackets":
        return f"({figure})"
    minus = {"minus": "−"}.get(form, "-") if amount < 0 else ""
    return f"{minus}£{figure}" if form == "sign" else f"{minus}{figure}"


def header(unit: str) -> list[str]:
    columns = [f"{of} {year} ({unit})" for of in ("Target", "At risk") for year in YEARS]
    return ["Portfolio", "Project", "Status", *columns]


@settings(
    max_examples=RUNS or 5,
    derandomize=not RUNS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(rows=ROWS, forms=FORMS, unit=st.sampled_from([*UNITS]), is_workbook=st.booleans())
def test_what_a_table_says_is_what_the_portfolio_comes_to(
    rows: list[list[int]], forms: list[str], unit: str, *, is_workbook: bool
) -> None:
    scaled = [[Decimal(pence).scaleb(-2 - UNITS[unit]) for pence in row] for row in rows]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"status-2018-09.{'xlsx' if is_workbook else 'csv'}"
        if is_workbook:
            workbook = Workbook()
            sheet = workbook.active
            assert sheet is not None
            sheet.append(header(unit))
            for number, row in enumerate(scaled):
                sheet.append(["Place", f"Scheme {number}", "At Risk", *row])
            workbook.save(path)
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(header(unit))
                for number, row in enumerate(scaled):
                    cells = map(printed, row, forms)
                    writer.writerow(["Place", f"Scheme {number}", "At Risk", *cells])
        book = BookOnDisk(Path(folder))
        found = imported(book, path, WANTED)
        assert found.judged.standing == ()
        with book.views() as views:
            total = portfolio(views, as_at=last_day("2018-09")).total
    sums = [Decimal(sum(column)).scaleb(-2) for column in zip(*rows, strict=True)]
    assert [total.targets.get(year, 0) for year in YEARS] == sums[:3]
    assert [total.at_risk.get(year, 0) for year in YEARS] == sums[3:]
