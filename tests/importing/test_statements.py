"""What a document is recorded to state: its figures, and how far they are rounded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tables.mapping import TableMapping
from tables.matching.known import Known
from tables.planning import Wanted, plan
from tables.status_table import read_tables
from tests.books import BookOnDisk
from tests.importing.september import imported
from tests.projections.statements.checks import checked
from tests.tables.written import Cell, Cells, as_csv, as_workbook


def _table(unit: str, first: Cell, second: Cell, total: Cell) -> list[Cells]:
    header = ("Portfolio", "Project", "Status", f"Target 2018/19 ({unit})")
    rows = (("Place", "Parks", first), ("Place", "Lamps", second))
    lines = [(portfolio, name, "On Target", amount) for portfolio, name, amount in rows]
    return [header, *lines, ("Place Totals", None, None, total)]


@pytest.mark.parametrize(
    ("unit", "printed", "rounded_to"),
    [
        ("£m", ("1.152", "0.877", "2.029"), "1000"),
        ("£m", ("1.2", "0.9", "2.1"), "100000"),
        ("£m", ("1", "2", "3"), "1000000"),
        ("£m", ("1.50", "0", "1.50"), "10000"),
        ("£m", ("1.1521", "0.8772", "2.0293"), "100"),
        ("£000s", ("1,552", "(30)", "1,522"), "1000"),
        ("£000s", ("1,552.5", "30", "1,582.5"), "100"),
        ("£000s", ("1,552.125", "30", "1,582.125"), "1"),
        ("£000s", ("1,552.12", "0.0007", "1,552.1207"), None),
        ("£000s", ("£1.6m", "30", "1,630"), "1000"),
        ("£000s", ("£1.6m", "£0.3m", "£1.9m"), "100000"),
        ("£", ("1,552,000", "30,000", "1,582,000"), None),
    ],
)
def test_a_statement_is_rounded_to_the_smallest_digit_that_its_table_prints(
    tmp_path: Path, unit: str, printed: tuple[str, ...], rounded_to: str | None
) -> None:
    path = as_csv(tmp_path / "2018-09.csv", _table(unit, *printed))
    assert _roundings(path) == {rounded_to}


@pytest.mark.parametrize(
    ("unit", "held", "rounded_to"),
    [
        ("£m", (1.152, 0.877, 2.029), "1000"),
        ("£m", (1.5, 2, 3.5), "100000"),
        ("£000s", (2000, 30000, 32000), "1000"),
        ("£000s", (2000.5, 30, 2030.5), "100"),
        ("£", (2000, 30000, 32000), None),
    ],
)
def test_a_number_of_a_workbook_is_rounded_to_the_power_of_ten_that_divides_them_all(
    tmp_path: Path, unit: str, held: tuple[float, ...], rounded_to: str | None
) -> None:
    path = as_workbook(tmp_path / "2018-09.xlsx", _table(unit, *held))
    assert _roundings(path) == {rounded_to}


def test_millions_with_three_decimals_do_not_agree_with_what_is_400_000_apart(
    empty: BookOnDisk, tmp_path: Path
) -> None:
    path = as_csv(tmp_path / "2018-09.csv", _table("£m", "1.152", "0.877", "2.029"))
    imported(empty, path, Wanted(opening=True, create=True))
    other = as_csv(tmp_path / "2018-10.csv", _table("£m", "1.552", "0.877", "2.429"))
    imported(empty, other, Wanted(as_statements=True))
    states = {(one.thing, str(one.state)) for one in checked(empty) if one.kind == "project"}
    assert states == {("parks", "differs"), ("lamps", "agrees")}


def _roundings(path: Path) -> set[str | None]:
    wanted = Wanted(as_statements=True, opening=True, create=True)
    nothing = Known({}, {}, {}, {})
    found = plan(
        path, "2018-09", read_tables(path), nothing, TableMapping(), wanted, lambda _: None
    )
    assert [one.rule for one in found.judged.standing if one.rule != "fraction-of-a-penny"] == []
    return {one.fields.get("rounded_to") for one in found.entries if one.entry == "statement"}
