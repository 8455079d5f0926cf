"""Text is read whatever program wrote it: encoding, signs between cells, line breaks."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from tables.errors import UnreadableTable
from tables.grids import text_file
from tables.grids.opening import grids_of
from tests.tables.written import SMALL, as_csv, only

TEXT = (
    "Portfolio,Project,Target 2018/19 £000\r\n"
    "Children’s,“Sold” offer – early years,50\r\n"
    'Place,"Parks\r\nand gardens",30\r\n'
    "Place,Lighting,225\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_found(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_bytes(TEXT.encode(encoding))
    table = only(file)
    assert table.unit == 1000
    assert table.lines[0].portfolio == "Children’s"
    assert table.lines[0].project == "“Sold” offer – early years"


def test_utf_16_of_either_order_is_read(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_bytes(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"))
    assert len(only(file).lines) == 3


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(delimiter: str, tmp_path: Path) -> None:
    table = only(as_csv(tmp_path / "report.csv", SMALL, delimiter))
    assert table.findings == ()
    assert [line.project for line in table.lines] == [
        "School Transport",
        "Country Parks",
        "Print and post",
    ]


def test_a_sign_that_prose_above_the_table_is_full_of_is_not_taken_for_it(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "report.txt", SMALL, "\t")
    prose = "One, two, three, four, five, six, seven, eight, nine, ten.\n" * 9
    file.write_text(prose + file.read_text(encoding="utf-8"), encoding="utf-8")
    table = only(file)
    assert table.findings == ()
    assert table.lines[0].place.row == 11


def test_a_line_break_in_a_cell_leaves_the_lines_after_it_their_numbers(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_bytes(TEXT.encode())
    assert [(line.place.row, line.project) for line in only(file).lines[1:]] == [
        (3, "Parks and gardens"),
        (5, "Lighting"),
    ]


def test_a_quotation_that_never_ends_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_text(TEXT.replace("Place,Lighting", 'Place,"Lighting') + "Place,Roads,3\n")
    with pytest.raises(UnreadableTable, match=r"report.csv:5: a quotation mark opens a cell here"):
        only(file)


HEADER = "Portfolio,Project,Status,Target 2018/19 (£000s),Target total (£000s)\n"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (('Place,"Lights,On Target,10,10',), "none closes it"),
        (
            ('Place,"Signs,On Target,10,10', "Place,Bins,On Target,20,20", 'Place,"Parks",,5,5'),
            "in line 4, has 'Parks",
        ),
        (('Place,"Signs" North,On Target,10,10',), "in line 2, has 'North'"),
        (
            ('Place,"Signs,On Target,10,10', 'Place,Bins,On Target,20,20"', "Place,Parks,,5,5"),
            "closed in line 3 only: rows of the table are lost",
        ),
        (
            ('Place,"Signs', "Place,Bins,On Target,20,20", '",On Target,5,5'),
            "closed in line 4 only: rows of the table are lost",
        ),
    ],
)
def test_a_quotation_that_swallows_rows_is_told_with_the_line_where_it_opens(
    rows: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    file = tmp_path / "report.csv"
    more = ("Place,Trees,On Target,5,5", "Place,Kerbs,On Target,5,5")
    for lines in (rows, (*rows, *more)):
        file.write_text(HEADER + "\n".join((*lines, "")), encoding="utf-8")
        with pytest.raises(UnreadableTable) as refused:
            only(file)
        assert f"{file}:2: a quotation mark opens a cell here, and" in str(refused.value)
        if lines is rows:
            assert told in str(refused.value)


def test_quotations_that_end_with_their_cells_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    lines = ('Place,"Signs, ""new"",\nand old" ,On Target,10,10', 'Place,6" pipes,On Target,5,5')
    file.write_text(HEADER + "\r\n".join((*lines, "")), encoding="utf-8", newline="")
    assert [(line.project, line.place.row) for line in only(file).lines] == [
        ('Signs, "new", and old', 2),
        ('6" pipes', 4),
    ]


def test_a_cell_without_end_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_text(TEXT + '"' + "x\n" * 90_000)
    with pytest.raises(UnreadableTable, match=r"report.csv:6: a quotation mark opens a cell here"):
        only(file)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "it is empty"),
        (b"Portfolio,Project\0\0", "it is no text"),
        (codecs.BOM_UTF8 + b"\xff\xfe\xfa", "no encoding that is known"),
        (b"one,two\n1,2\n", "it has no header that a status table has"),
        (b"Scheme X,2018/19,2019/20\na,1,2\n", "row 1 heads years, but no column of projects"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old kind"),
    ],
)
def test_what_is_no_table_is_told_in_one_sentence(
    content: bytes, told: str, tmp_path: Path
) -> None:
    file = tmp_path / "report.csv"
    file.write_bytes(content)
    with pytest.raises(UnreadableTable, match=told) as told_of:
        only(file)
    assert "\n" not in str(told_of.value)
    assert str(file) in str(told_of.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match=r"cannot be read: No such file"):
        only(tmp_path / "nowhere.csv")


def test_a_text_has_no_sheets(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="only a workbook has sheets"):
        only(as_csv(tmp_path / "report.csv", SMALL), sheet="Status")


def test_a_text_of_absurd_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = as_csv(tmp_path / "report.csv", SMALL)
    monkeypatch.setattr(text_file, "MOST_BYTES", 2**20)
    file.write_bytes(file.read_bytes() + b"\n" * 2**20)
    with pytest.raises(UnreadableTable, match="larger than 1 MiB"):
        only(file)


def test_a_text_of_too_many_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_file, "MOST_ROWS", 5)
    with pytest.raises(UnreadableTable, match="rows: this is no status table"):
        list(grids_of(as_csv(tmp_path / "report.csv", SMALL), None))
