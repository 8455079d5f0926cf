"""A mapping file says which of their words are ours; what it says in vain is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tables.errors import UnreadableTable
from tables.mapping import TableMapping, read_mapping
from tests.tables.written import Cells, as_csv, only, rules

HEADER: Cells = ("Initiative", "Lead", "Health", "SP1", "Forecast variance", "Colour")
ROWS: tuple[Cells, ...] = (("Parks", "Place", "G", 30, -5, 7), ("Print", "CEX", "R", 11, 4, 8))
MAPPING = """\
columns:
  Initiative: project
  lead: portfolio
  "Health": status
  SP1: target 2018/19
  Forecast variance: at risk 2018/19
  Colour: ignored
statuses: {G: On Target, R: At Risk}
projects:
  Parks: CP-1
portfolios:
  CEX: chief-executive
unit: £000
"""


def mapping_of(tmp_path: Path, text: str) -> TableMapping:
    file = tmp_path / "mapping.yaml"
    file.write_text(text, encoding="utf-8")
    return read_mapping(file)


def test_headings_and_statuses_are_read_as_they_are_mapped(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, MAPPING)
    table = only(as_csv(tmp_path / "report.csv", [HEADER, *ROWS]), mapping=mapping)
    assert table.findings == ()
    assert table.unit == 1000
    parks = table.lines[0]
    assert (parks.project, parks.portfolio, parks.status) == ("Parks", "Place", "On Target")
    assert parks.figures.targets == {"2018/19": Decimal(30000)}
    assert parks.figures.at_risk == {"2018/19": Decimal(-5000)}
    assert mapping.project("PARKS") == "CP-1"
    assert mapping.project("Print") is None
    assert mapping.portfolio("cex") == "chief-executive"


def test_a_group_of_columns_is_mapped_by_its_heading_alone(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, "columns: {Movement: at risk, Ambition: target}")
    rows: list[Cells] = [
        ("Project", "Ambition", None, "Movement", None),
        (None, "2018/19 £", "2019/20 £", "2018/19 £", "2019/20 £"),
        ("Parks", 1, 2, 3, 4),
    ]
    table = only(as_csv(tmp_path / "report.csv", rows), mapping=mapping)
    assert table.findings == ()
    assert table.lines[0].figures.at_risk == {"2018/19": Decimal(3), "2019/20": Decimal(4)}


def test_a_mapped_word_beside_others_need_not_make_a_column(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, "columns: {Ambition: target}")
    rows: list[Cells] = [
        ("Project", "Ambition", "Ambition"),
        (None, "2018/19 £", "of the town"),
        ("Parks", 1, "green"),
    ]
    table = only(as_csv(tmp_path / "report.csv", rows), mapping=mapping)
    assert table.findings == ()
    assert table.lines[0].figures.targets == {"2018/19": Decimal(1)}


def test_portfolios_that_are_mapped_alike_are_one_to_their_totals(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, "portfolios: {CEX: cex, Chief Executive's: cex}")
    rows: list[Cells] = [
        ("Portfolio", "Project", "2018/19 £"),
        ("CEX", "Print", 11),
        ("Chief Executive's Totals", None, 11),
    ]
    table = only(as_csv(tmp_path / "report.csv", rows), mapping=mapping)
    assert table.totals[0].portfolio == "CEX"
    assert rules(table) == ["mapping"]


def test_a_word_that_maps_nothing_is_told_with_its_line(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, MAPPING + "#\n" + "")
    extra = mapping_of(
        tmp_path, MAPPING.replace("Colour: ignored", "Hue: ignored").replace("R: At", "B: At")
    )
    file = as_csv(tmp_path / "report.csv", [HEADER, *ROWS])
    assert only(file, mapping=mapping).findings == ()
    told = [one for one in only(file, mapping=extra).findings if one.rule == "mapping"]
    assert [(one.subject, one.place.row) for one in told] == [("Hue", 7), ("B", 8)]
    assert "maps nothing: the table has it nowhere among its columns" in told[0].message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ":1: it is empty; a mapping file says which words are ours"),
        ("- a\n", ":1: a map is expected here"),
        ("columns:\n  - a\n", ":2: a map is expected here"),
        ("colums: {}\n", ":1: 'colums' is no part of a mapping: columns, statuses"),
        ("columns:\n  A: project\n  B: colour\n", ":3: 'colour' is no column"),
        ("columns:\n  A: project\n  a: status\n", ":3: 'a' is mapped twice"),
        (
            "statuses:\n  Closed: done\n",
            ":2: statuses: 'Closed' is mapped to 'done', which is none",
        ),
        ("columns:\n  A: [project]\n", ":2: a word is expected here"),
        ("columns:\n  A:\n", ":2: a word is expected here"),
        ("unit: apples\n", ":1: 'apples' is no unit"),
        ("columns: {A: project\n", "this is not YAML"),
        ("\x07", "this is not YAML"),
    ],
)
def test_what_means_nothing_is_refused_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable) as refused:
        mapping_of(tmp_path, text)
    assert told in str(refused.value)
    assert "mapping.yaml" in str(refused.value)


def test_a_mapping_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="No such file"):
        read_mapping(tmp_path / "nowhere.yaml")
    file = tmp_path / "mapping.yaml"
    file.write_bytes(b"columns: {\xff: project}")
    with pytest.raises(UnreadableTable, match="a mapping is text in UTF-8"):
        read_mapping(file)
    file.write_bytes(b"#" * (2**20 + 1))
    with pytest.raises(UnreadableTable, match="larger than 1 MiB"):
        read_mapping(file)
