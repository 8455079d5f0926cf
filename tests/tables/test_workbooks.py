"""Workbooks are read exactly, and what their sheets hide is told."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tables.errors import UnreadableTable
from tables.grids import xlsx_file
from tables.grids.opening import grids_of
from tests.tables.written import (
    SMALL,
    SMALL_HEADER,
    TRANSPORT,
    Cells,
    as_csv,
    as_workbook,
    changed,
    only,
    rules,
)


def test_a_workbook_reads_as_the_same_table_in_text_does(tmp_path: Path) -> None:
    book = only(as_workbook(tmp_path / "report.xlsx", SMALL))
    text = only(as_csv(tmp_path / "report.csv", SMALL))
    assert book.findings == text.findings == ()
    assert [one.figures for one in book.lines] == [one.figures for one in text.lines]
    assert [one.figures for one in book.totals] == [one.figures for one in text.totals]


def test_it_is_known_by_its_content_whatever_it_is_called(tmp_path: Path) -> None:
    file = as_workbook(tmp_path / "report.xlsx", SMALL)
    assert only(file.rename(tmp_path / "report.csv")).sheet == "Status"


@pytest.mark.parametrize(
    ("number", "exact"),
    [
        (0.1 + 0.2, "0.3"),
        (1234567.89, "1234567.89"),
        (999999999.99, "999999999.99"),
        (17, "17"),
        (-0.07, "-0.07"),
    ],
)
def test_numbers_are_read_to_the_digits_that_a_spreadsheet_keeps(
    number: float, exact: str, tmp_path: Path
) -> None:
    rows: list[Cells] = [("Project", "2018/19 £"), ("Parks", number)]
    table = only(as_workbook(tmp_path / "report.xlsx", rows))
    assert table.findings == ()
    assert table.lines[0].figures.targets == {"2018/19": Decimal(exact)}


def test_a_portfolio_that_is_merged_over_its_projects_is_of_each(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")

    table = only(as_workbook(tmp_path / "report.xlsx", SMALL, merge))
    assert table.findings == ()
    assert [line.portfolio for line in table.lines] == ["Place", "Place", "CEX"]


def test_a_name_that_is_merged_over_two_rows_names_both(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")

    rows: list[Cells] = [("Project", "2018/19 £"), ("Parks", 1), (None, 5)]
    table = only(as_workbook(tmp_path / "report.xlsx", rows, merge))
    assert [line.project for line in table.lines] == ["Parks", "Parks"]
    assert rules(table) == ["row-twice"]


def test_an_amount_that_is_merged_over_two_rows_counts_once(tmp_path: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("B2:B3")

    rows: list[Cells] = [("Project", "2018/19 £", "2019/20 £"), ("Parks", 7, 1), ("Roads", 7, 2)]
    table = only(as_workbook(tmp_path / "report.xlsx", rows, merge))
    assert [line.figures.targets.get("2018/19") for line in table.lines] == [Decimal(7), None]  # type: ignore[call-overload]


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    table = only(as_workbook(tmp_path / "report.xlsx", SMALL, hide))
    assert len(table.lines) == 3
    assert [(one.rule, one.severity, one.message) for one in table.findings] == [
        ("hidden", "warning", "column C is hidden in the sheet, and read all the same"),
        ("hidden", "warning", "row 3 is hidden in the sheet, and read all the same"),
    ]


def test_a_formula_counts_by_its_saved_value_and_is_told_without_one(tmp_path: Path) -> None:
    table = only(as_workbook(tmp_path / "report.xlsx", changed(SMALL, 1, 6, "=E2+F2")))
    assert "cell-fault" in rules(table)
    finding = next(one for one in table.findings if one.rule == "cell-fault")
    assert finding.place.column == "G"
    assert "a formula that was saved without its value" in finding.message


def test_a_formula_with_its_value_is_read(tmp_path: Path) -> None:
    file = as_workbook(tmp_path / "report.xlsx", changed(SMALL, 1, 6, "=E2+F2"))
    with_value = rewritten(file, b"<f>E2+F2</f><v />", b"<f>E2+F2</f><v>686</v>")
    assert only(with_value).findings == ()


def rewritten(file: Path, old: bytes, new: bytes) -> Path:
    """Return a workbook with another text in its sheet, as another program would have saved it."""
    into = file.with_name("rewritten.xlsx")
    found = 0
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(into, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            found += content.count(old)
            target.writestr(part, content.replace(old, new))
    assert found, "the sheet says nothing of the kind"
    return into


def test_figures_that_are_shown_in_thousands_are_read_as_they_are_shown(tmp_path: Path) -> None:
    def shorten(sheet: Worksheet) -> None:
        for row in ("2", "3"):
            sheet[f"B{row}"].number_format = '#,##0,"k"'
        sheet["C2"].number_format = "0.0,,"
        sheet["C3"].number_format = "#,##0"

    rows: list[Cells] = [
        ("Project", "2018/19 (£000s)", "2019/20 (£m)"),
        ("Parks", 2010499.25, 17_800_000),
        ("Roads", 686000, 3),
    ]
    table = only(as_workbook(tmp_path / "report.xlsx", rows, shorten))
    assert [list(line.figures.targets.values()) for line in table.lines] == [
        [Decimal("2010499.25"), Decimal(17_800_000)],
        [Decimal(686000), Decimal(3_000_000)],
    ]
    assert [(one.rule, one.severity) for one in table.findings] == [
        ("several-units", "warning"),
        ("shown-in-thousands", "warning"),
    ]
    assert table.findings[-1].message.startswith("columns B, C are formatted to show thousands")


def test_a_workbook_without_any_format_is_read(tmp_path: Path) -> None:
    plain = as_workbook(tmp_path / "plain.xlsx", SMALL)
    with zipfile.ZipFile(plain) as source:
        parts = {name: source.read(name) for name in source.namelist() if "styles" not in name}
    assert only(archive(tmp_path, parts)).findings == ()


def test_a_percentage_is_no_amount(tmp_path: Path) -> None:
    def format_(sheet: Worksheet) -> None:
        sheet["E2"].number_format = "0%"

    table = only(as_workbook(tmp_path / "report.xlsx", changed(SMALL, 1, 4, 0.5), format_))
    finding = next(one for one in table.findings if one.rule == "cell-fault")
    assert finding.message.endswith("the cell holds a percentage")


def test_cells_that_do_not_say_where_they_stand_are_counted(tmp_path: Path) -> None:
    rows: list[Cells] = [("Project", "2018/19 £", "2019/20 £"), ("Parks", 1, "=B2")]
    file = as_workbook(tmp_path / "report.xlsx", rows)
    for cell in ("A2", "B2", "C2"):
        file = rewritten(file, f' r="{cell}"'.encode(), b"").replace(tmp_path / f"{cell}.xlsx")
    [finding] = only(file).findings
    assert (finding.rule, finding.place.column) == ("cell-fault", "C")


def test_a_faulty_cell_is_told_with_its_place(tmp_path: Path) -> None:
    table = only(as_workbook(tmp_path / "report.xlsx", changed(SMALL, 1, 4, "#REF!")))
    finding = next(one for one in table.findings if one.rule == "cell-fault")
    assert finding.message == "Target 2018/19 £000 of School Transport: the cell holds #REF!"
    assert str(finding.place).endswith("report.xlsx:Status!E2")


def test_a_day_in_a_column_of_figures_is_no_amount(tmp_path: Path) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["E2"] = datetime(2018, 9, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones

    table = only(as_workbook(tmp_path / "report.xlsx", SMALL, write))
    finding = next(one for one in table.findings if one.rule == "not-an-amount")
    assert "the day 30 September 2018" in finding.message


def test_days_and_truths_in_other_columns_are_texts(tmp_path: Path) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["C2"] = True
        sheet["D2"] = date(2018, 9, 30)

    rows: list[Cells] = [("Project", "2018/19 £", "Comments", "Notes"), ("Parks", 1)]
    assert only(as_workbook(tmp_path / "r.xlsx", rows, write)).lines[0].narrative == "True"


def test_the_sheet_that_holds_the_table_is_found(tmp_path: Path) -> None:
    def add(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("Notes", 0).append(["Nothing of interest"])

    assert only(as_workbook(tmp_path / "report.xlsx", SMALL, add)).sheet == "Status"


def test_of_several_sheets_with_a_table_one_must_be_named(tmp_path: Path) -> None:
    def add(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        august = sheet.parent.create_sheet("August")
        august.append(list(SMALL_HEADER))
        august.append(list(TRANSPORT))

    file = as_workbook(tmp_path / "report.xlsx", SMALL, add)
    with pytest.raises(UnreadableTable, match="several sheets hold a table: 'Status', 'August'"):
        only(file)
    assert len(only(file, sheet="August").lines) == 1
    with pytest.raises(UnreadableTable, match="it has no sheet 'July', but 'Status', 'August'"):
        only(file, sheet="July")


def test_a_hidden_sheet_is_read_only_when_it_is_named(tmp_path: Path) -> None:
    def add(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        old = sheet.parent.create_sheet("Old")
        old.append(list(SMALL_HEADER))
        old.append(list(TRANSPORT))
        old.sheet_state = "hidden"

    file = as_workbook(tmp_path / "report.xlsx", SMALL, add)
    assert only(file).sheet == "Status"
    assert only(file, sheet="Old").sheet == "Old"


def test_a_workbook_without_a_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="it has no header that a status table has"):
        only(as_workbook(tmp_path / "report.xlsx", [("Nothing",)]))


def archive(tmp_path: Path, parts: dict[str, bytes]) -> Path:
    """Write an archive."""
    file = tmp_path / "report.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return file


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "it is no workbook of"),
        ({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}, "it is a damaged workbook"),
    ],
)
def test_an_archive_that_is_no_workbook_is_told(
    parts: dict[str, bytes], told: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableTable, match=told):
        only(archive(tmp_path, parts))


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    file = as_workbook(tmp_path / "report.xlsx", SMALL)
    file.write_bytes(file.read_bytes()[:2000])
    with pytest.raises(UnreadableTable, match="it is a damaged workbook"):
        only(file)


def test_a_damaged_sheet_is_told(tmp_path: Path) -> None:
    file = as_workbook(tmp_path / "report.xlsx", SMALL)
    with pytest.raises(UnreadableTable, match="sheet 'Status': it is a damaged workbook"):
        only(rewritten(file, b"</row>", b"</rows>"))


def test_a_row_numbered_beyond_any_spreadsheet_is_told(tmp_path: Path) -> None:
    file = as_workbook(tmp_path / "report.xlsx", SMALL)
    file = rewritten(file, b'<row r="7"', b'<row r="9999999"')
    with pytest.raises(UnreadableTable, match="sheet 'Status': it is a damaged workbook"):
        only(file)


def test_a_text_that_is_called_a_workbook_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="named as a workbook, but it is none"):
        only(as_csv(tmp_path / "report.xlsx", SMALL))


def test_an_archive_that_unpacks_to_an_absurd_size_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_BYTES", 2**20)
    parts = {"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}
    bomb = archive(tmp_path, parts | {"xl/worksheets/sheet1.xml": b"0" * (2**20 + 1)})
    assert bomb.stat().st_size < 2**12
    with pytest.raises(UnreadableTable, match="unpacked it is larger than 1 MiB"):
        only(bomb)


def test_a_sheet_of_too_many_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 5)
    with pytest.raises(UnreadableTable, match="rows: this is no status table"):
        list(grids_of(as_workbook(tmp_path / "report.xlsx", SMALL), None))


def test_a_last_row_far_below_the_table_does_no_harm(tmp_path: Path) -> None:
    def write(sheet: Worksheet) -> None:
        sheet.cell(1_048_576, 1).number_format = "0.00"

    assert only(as_workbook(tmp_path / "report.xlsx", SMALL, write)).findings == ()


def test_what_a_sheet_says_of_its_own_size_is_not_believed(tmp_path: Path) -> None:
    file = as_workbook(tmp_path / "report.xlsx", SMALL)
    assert len(only(rewritten(file, b'<dimension ref="A1:K7"', b'<dimension ref="A1"')).lines) == 3


def test_the_file_is_closed_again_and_left_as_it_was(tmp_path: Path) -> None:
    file = as_workbook(tmp_path / "report.xlsx", SMALL)
    before = file.read_bytes()
    only(file)
    assert file.read_bytes() == before
    assert isinstance(load_workbook(io.BytesIO(before)), Workbook)
