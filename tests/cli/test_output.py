"""Answers as tables, JSON and CSV."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from cli.frame.blocks import Block, Details, Heading, Lines, Paragraphs, Table, Text
from cli.frame.output import Sheet, as_data, page, show, write_csv
from cli.frame.printing import write_blocks
from tests.cli.program import ROOT


class Seat(NamedTuple):
    """A record as projections give them."""

    person: str
    since: date | None


@dataclass(frozen=True)
class Figure:
    """A record of the other kind."""

    amount: Decimal


def test_records_days_moments_and_amounts_have_a_form_in_json() -> None:
    said = {
        "seats": (Seat("A. Member", date(2018, 11, 5)), Seat("B. Member", None)),
        "figure": Figure(Decimal("2010000.00")),
        "at": datetime(2019, 1, 7, 10, 30, tzinfo=UTC),
        "holds": True,
    }
    assert as_data(said) == {
        "seats": [
            {"person": "A. Member", "since": "2018-11-05"},
            {"person": "B. Member", "since": None},
        ],
        "figure": {"amount": "2010000"},
        "at": "2019-01-07T10:30:00Z",
        "holds": True,
    }


def test_a_floating_point_number_has_no_form() -> None:
    with pytest.raises(TypeError, match="float has no form"):
        as_data([1.5])


def test_csv_quotes_joins_lists_and_leaves_nothing_empty(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [("a, b", None, date(2018, 11, 5)), (["x", "y"], Decimal("12.5"), 3)]
    write_csv(Sheet(("one", "two", "three"), rows))
    assert capsys.readouterr().out == 'one,two,three\n"a, b",,2018-11-05\nx; y,12.50,3\n'


def test_the_csv_of_a_page_has_a_line_for_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    answer = page(lambda: {"ref": "ics", "members": [Seat("A", None)], "lines": []}, list)
    show(answer, "csv")
    assert capsys.readouterr().out == (
        "field,value\nref,ics\nmembers.0.person,A\nmembers.0.since,\nlines,\n"
    )


def _written(blocks: Iterable[Block], capsys: pytest.CaptureFixture[str]) -> str:
    write_blocks(blocks)
    return capsys.readouterr().out


def test_a_table_in_a_pipe_is_complete_and_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    words = "word " * 60
    table = Table(("Name", "£000>"), [(words, "1,000"), ("Total", "1,000")], total=True)
    lines = _written([table], capsys).splitlines()
    assert words.strip() in lines[2]
    assert lines[0].endswith("£000")
    assert lines[1] == lines[3]
    assert all(line.endswith("1,000") for line in (lines[2], lines[4]))


def test_an_empty_table_speaks_on_standard_error_only(capsys: pytest.CaptureFixture[str]) -> None:
    write_blocks([Table(("Name",), [], empty="No bodies recorded yet.")])
    assert capsys.readouterr() == ("", "No bodies recorded yet.\n")


def test_details_without_a_value_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    shown = _written([Heading("Of note"), Details((("Place", "Hall"), ("Time", None)))], capsys)
    assert shown == "Of note\n\nPlace  Hall\n"


_SCRIPT = """
from cli.frame.blocks import *
from cli.frame.printing import write_blocks
write_blocks([
    Heading('A heading'), Details((('Place', 'Hall ' * 20), ('Time', None))), Text('Some text.'),
    Table(('Name', 'Sum>'), [('word ' * 20, '1,000'), ('Total', '1,000')], title='T', total=True),
])
"""


def _on_a_terminal(tmp_path: Path, **environment: str) -> str:
    """Run the script with a terminal forty columns wide as its standard output."""
    leader, follower = pty.openpty()
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "40", "TERM": "xterm"}
    settings.pop("NO_COLOR", None)
    subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        stdout=follower,
        env=settings | environment,
        cwd=tmp_path,
        check=True,
        timeout=60,
    )
    os.close(follower)
    shown = b""
    try:
        while part := os.read(leader, 65536):
            shown += part
    except OSError:  # Linux ends a terminal nobody writes to with an error
        pass
    os.close(leader)
    return shown.decode().replace("\r\n", "\n")


def test_a_table_on_a_terminal_is_wrapped_to_its_width(tmp_path: Path) -> None:
    shown = _on_a_terminal(tmp_path, NO_COLOR="1")
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 40
    assert shown.count("word") == shown.count("Hall") == 20
    assert "Time" not in shown


def test_headings_on_a_terminal_are_bold_unless_no_color_is_set(tmp_path: Path) -> None:
    assert "\x1b[1mA heading" in _on_a_terminal(tmp_path)


def test_a_dumb_terminal_gets_what_a_pipe_gets(tmp_path: Path) -> None:
    shown = _on_a_terminal(tmp_path, TERM="dumb")
    assert "\x1b" not in shown
    assert f"{'word ' * 20}".strip() in shown


def test_text_stays_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert _written([Text("x" * 200)], capsys) == "x" * 200 + "\n"


def test_what_was_recorded_in_several_lines_is_one_line_where_one_is_due(
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = "Two\r\n  lines"
    blocks: list[Block] = [
        Heading(name),
        Text(name),
        Details([("Name", name)]),
        Lines([f"  {name}  (ref)"]),
    ]
    shown = _written([*blocks, Table(("Of",), [(name,)], title=name)], capsys)
    assert shown == (
        "Two lines\n\nTwo lines\n\nName  Two lines\n\n  Two lines  (ref)\n\n"
        "Two lines\nOf\n─────────\nTwo lines\n"
    )


def test_a_text_in_csv_is_no_formula_and_a_number_stays_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    texts = ("=1+1", "+44 115", "-x", "@cmd", "\t=1", "\r=1", "-1000", "a-b")
    write_csv(Sheet(("text",), [(text,) for text in texts]))
    write_csv(Sheet(("amount",), [(Decimal(-1000),), (-3,), (["=1", "x"],)]))
    assert capsys.readouterr().out == (
        "text\n'=1+1\n'+44 115\n'-x\n'@cmd\n'\t=1\n\"'\r=1\"\n-1000\na-b\n"
        "amount\n-1000\n-3\n'=1; x\n"
    )


def test_a_lone_carriage_return_in_csv_is_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(Sheet(("text",), [("one\rtwo",), ("one\ntwo",)]))
    assert capsys.readouterr().out == 'text\n"one\rtwo"\n"one\ntwo"\n'


def test_the_points_of_a_column_of_figures_are_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("a", "1,070.0005", "1"), ("b", "-3", "2"), ("c", "", "3")]
    lines = _written([Table(("Name", "£000>", "Count>"), rows)], capsys).splitlines()
    assert [line.split() for line in lines[2:]] == [
        ["a", "1,070.0005", "1"],
        ["b", "-3.0000", "2"],
        ["c", "3"],
    ]


def test_paragraphs_in_a_pipe_are_wrapped_to_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    notes = Paragraphs("Notes", [("1", ("word " * 30, "", "a\nb")), ("10", ("ICS-2019-A",))])
    assert _written([notes], capsys).splitlines() == [
        "Notes",
        f"1   {' '.join(['word'] * 19)}",
        f"    {' '.join(['word'] * 11)}",
        "    a b",
        "10  ICS-2019-A",
    ]


def test_details_in_a_pipe_are_wrapped_to_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    shown = _written([Details((("Reasons", "word " * 30), ("By", "ics")))], capsys)
    assert shown.splitlines() == [
        f"Reasons  {' '.join(['word'] * 18)}",
        f"         {' '.join(['word'] * 12)}",
        "By       ics",
    ]
