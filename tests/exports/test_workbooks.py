"""Workbooks: no digit is lost, days are days, no text is a formula."""

from __future__ import annotations

import os
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.workbooks import writing
from exports.workbooks.cells import letters, printable
from exports.workbooks.parts import Value, Worksheet
from exports.workbooks.values import value_of
from exports.workbooks.writing import write_workbook
from tests.exports.workbook import digits, rows, sheet_of, titles

RUNS = int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "30"))


def written(tmp_path: Path, *values: Value) -> Path:
    """Write values in one row under a column for each."""
    path = tmp_path / "values.xlsx"
    header = [f"column_{number}" for number in range(len(values))]
    write_workbook(path, [Worksheet("Values", header, [values])])
    return path


@pytest.mark.parametrize(
    "amount",
    ["0", "0.01", "-0.05", "1552000", "-1000000.10", "999999999999.99", "1234567890123.45"],
)
def test_every_digit_of_an_amount_is_kept(amount: str, tmp_path: Path) -> None:
    path = written(tmp_path, Decimal(amount))
    assert digits(path)["A2"] == amount
    assert rows(path)[1] == (pytest.approx(float(amount), abs=0.001),)


@settings(
    max_examples=RUNS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pence=st.lists(st.integers(-(10**14) + 1, 10**14 - 1), min_size=1, max_size=30))
def test_amounts_never_lose_a_penny_on_the_way_into_a_workbook(
    pence: list[int], tmp_path: Path
) -> None:
    amounts = [Decimal(each).scaleb(-2) for each in pence]
    path = written(tmp_path, *amounts)
    assert [Decimal(text) for text in digits(path).values()] == amounts


def test_a_number_longer_than_a_spreadsheet_keeps_is_a_text(tmp_path: Path) -> None:
    path = written(tmp_path, Decimal("12345678901234567.89"), 1234567890123456, 10**18)
    assert rows(path)[1] == ("12345678901234567.89", "1234567890123456", 10**18)


def test_days_are_days_and_moments_are_moments(tmp_path: Path) -> None:
    moment = datetime(2019, 1, 7, 23, 59, 59, 999_999)  # noqa: DTZ001 - a workbook knows no zones
    path = written(tmp_path, date(2018, 11, 5), moment, date(1888, 1, 1))
    assert rows(path)[1] == (
        datetime(2018, 11, 5),  # noqa: DTZ001 - as above
        moment.replace(microsecond=0),
        "1888-01-01",
    )


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "#REF!",
        "=cmd|'/c calc'!A0",
        "TRUE",
        "2018/19",
        "<a>&",
    ],
)
def test_no_text_is_a_formula_an_error_or_a_number(text: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    cell = sheet_of(path)["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t"))


@settings(
    max_examples=RUNS, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(st.text(min_size=1), min_size=1, max_size=20))
def test_any_text_is_read_back_as_it_can_be_shown(texts: list[str], tmp_path: Path) -> None:
    path = written(tmp_path, *texts)
    assert rows(path)[1] == tuple(map(printable, texts))


def test_signs_that_a_workbook_cannot_hold_are_replaced_and_long_texts_say_they_were_cut() -> None:
    assert printable("a\x00b\r\nc\rd\ud800") == "a\ufffdb\nc\nd\ufffd"
    assert printable("_x000D_ and _x_") == "_x005F_x000D_ and _x_"
    cut = printable("word " * 10_000)
    assert len(cut) == 32_767
    assert cut.endswith("(shortened: a cell holds no more)")


def test_a_nothing_and_an_empty_text_leave_their_cells_out(tmp_path: Path) -> None:
    yes = True
    assert rows(written(tmp_path, None, "", yes, 0))[1] == (None, None, True, 0)


def test_names_stay_in_sight_are_bold_and_can_be_filtered(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    table = Worksheet("It's", ("ref", "amount"), [("a", Decimal(1)), ("b" * 200, Decimal(2))])
    assert write_workbook(path, [table]) == {"It's": 2}
    sheet = sheet_of(path)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
    assert (sheet["A1"].font.bold, sheet["A2"].font.bold) == (True, False)
    assert sheet["B2"].number_format == "#,##0.00"
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (60, 11)
    assert sheet.print_title_rows == "$1:$1"


def test_a_table_without_rows_has_its_names(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    assert write_workbook(path, [Worksheet("Empty", ("ref",), [])]) == {"Empty": 0}
    assert rows(path) == [("ref",)]


def test_a_table_too_long_for_a_sheet_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 700)
    path = tmp_path / "book.xlsx"
    long = Worksheet("Movements of all figures, by day", ("n",), ((n,) for n in range(1500)))
    counts = write_workbook(path, [long, Worksheet("a/b[c]", ("n",), [(1,)])])
    assert list(counts.values()) == [1500, 1]
    first, second, third, other = titles(path)
    assert (first, other) == ("Movements of all figures, by da", "a b c")
    assert (second, third) == ("Movements of all figures, by 2", "Movements of all figures, by 3")
    read = [row[0] for title in (first, second, third) for row in rows(path, title)[1:]]
    assert read == list(range(1500))


def test_the_same_sheets_make_the_same_file(tmp_path: Path) -> None:
    made = [written(tmp_path, "a", Decimal(1)).read_bytes() for _ in range(2)]
    assert made[0] == made[1]


def test_columns_are_lettered_as_spreadsheets_do() -> None:
    assert [letters(n) for n in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_what_the_book_keeps_as_text_becomes_what_it_is() -> None:
    assert value_of("decided_on", "2018-11-05") == date(2018, 11, 5)
    assert value_of("period", "2018-11-05") == date(2018, 11, 5)
    assert value_of("period", "2018-11") == "2018-11"
    assert value_of("ref", "2018-11-05") == "2018-11-05"
    at = datetime(2019, 1, 7, 9, 30)  # noqa: DTZ001 - a workbook knows no zones
    assert value_of("recorded_at", "2019-01-07T10:30:00.5+01:00") == at.replace(microsecond=500_000)
    assert value_of("members", ["A", None, 3]) == "A; ; 3"
    assert value_of("asked_at", "ics-2018-11-05") == "ics-2018-11-05"


def test_a_floating_point_number_has_no_form() -> None:
    with pytest.raises(TypeError, match="float has no form in a workbook"):
        value_of("amount", 1.5)
