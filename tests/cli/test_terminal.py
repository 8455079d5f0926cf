"""Tables on a terminal: whatever its width, no figure, date or reference is cut or lost."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.frame.blocks import Details, Lines, Table
from cli.frame.layout import details_lines, kept_lines, lines_of
from tests.cli.program import ROOT

GOLDEN = Path(__file__).parents[1] / "golden"
WIDTHS = (60, 80, 100, 120)
_WHOLE = re.compile(r"(?<!\S)-?[\d,]*\d\S*(?!\S)")


def on_a_terminal(*words: str, store: str, columns: int) -> str:
    """Run the program with a terminal as its standard output and return what stands there."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "NO_COLOR": "1"}
    environment |= {"COLUMNS": str(columns), "MINUTEBOOK_STORE": store}
    with subprocess.Popen(
        [sys.executable, "-m", "cli.main", *words], stdout=follower, env=environment
    ) as program:
        os.close(follower)
        shown = b""
        try:
            while part := os.read(leader, 65536):
                shown += part
        except OSError:  # Linux ends a terminal nobody writes to with an error
            pass
        os.close(leader)
        assert program.wait(60) == 0
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize(
    ("words", "golden"),
    [
        (("portfolio", "--as-at", "2018-09-30"), "portfolio-2018-09-30.table"),
        (
            ("saving", "history", "targeted-reviews", "--as-at", "2019-06-02"),
            "saving-history-targeted-reviews.table",
        ),
    ],
    ids=["portfolio", "history"],
)
def test_every_word_of_the_table_stands_whole_on_the_terminal(
    nottinghamshire: str, words: tuple[str, ...], golden: str, columns: int
) -> None:
    shown = on_a_terminal(*words, store=nottinghamshire, columns=columns)
    assert max(map(len, shown.splitlines())) <= columns
    published = [word for word in (GOLDEN / golden).read_text().split() if "─" not in word]
    there = shown.split()
    assert any(_WHOLE.fullmatch(word) for word in published)
    for word in set(published):
        assert there.count(word) >= min(published.count(word), 1), word
        if _WHOLE.fullmatch(word):
            assert there.count(word) >= published.count(word), word


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_total_stands_under_a_rule(nottinghamshire: str, columns: int) -> None:
    words = ("portfolio", "--as-at", "2018-09-30")
    lines = on_a_terminal(*words, store=nottinghamshire, columns=columns).splitlines()
    totals = [number for number, line in enumerate(lines) if line.startswith("All ")]
    assert len(totals) >= 3
    assert all(lines[number - 1].startswith("────") for number in totals)


def _lines(table: Table, width: int) -> list[str]:
    return [line.text for line in lines_of(table, width)]


def test_only_columns_of_words_give_way() -> None:
    table = Table(("Reference", "Words", "Sum>"), [("2018/019", "several words " * 4, "-6,675")])
    assert _lines(table, 40)[2:] == [
        "2018/019   several words several  -6,675",
        "           words several words",
        "           several words",
    ]


def test_a_table_of_figures_too_wide_is_split_beside_its_first_column() -> None:
    table = Table(
        ("Of", "One>", "Two>"), [("a", "1" * 12, "2" * 12), ("All", "3", "4")], total=True
    )
    assert _lines(table, 20) == [
        "Of            One",
        "───  ────────────",
        f"a    {'1' * 12}",
        "───  ────────────",
        "All             3",
        "",
        "Of            Two",
        "───  ────────────",
        f"a    {'2' * 12}",
        "───  ────────────",
        "All             4",
    ]


def test_another_table_too_wide_becomes_a_list_of_its_rows() -> None:
    table = Table(("Ref", "Day", "Note"), [("r" * 20, "2018-11-05", ""), ("s", "2018-11-06", "x")])
    assert _lines(table, 30) == [
        f"Ref  {'r' * 20}",
        "Day  2018-11-05",
        "",
        "Ref   s",
        "Day   2018-11-06",
        "Note  x",
    ]


def test_a_figure_too_wide_for_the_terminal_is_still_whole() -> None:
    table = Table(("Name of it", "Sum>"), [("a", "1" * 30)])
    assert any("1" * 30 in line for line in _lines(table, 20))
    assert any("1" * 30 in line for line in _lines(Table(("Sum>",), [("1" * 30,)]), 20))


def test_letters_that_take_two_places_are_counted_as_two() -> None:
    lines = _lines(Table(("Name", "Sum>"), [("議会", "1"), ("e\u0301", "2")]), 40)
    assert lines[2:] == ["議会    1", "e\u0301       2"]


def test_details_wrap_beside_their_names() -> None:
    lines = [line.text for line in details_lines(Details([("Place", "Hall " * 9)]), 34)]
    assert lines == ["Place  Hall Hall Hall Hall Hall", "       Hall Hall Hall Hall"]


def test_a_branch_keeps_its_indent_when_it_wraps() -> None:
    lines = [line.text for line in kept_lines(Lines(["  One  two", "    three four five"]), 14)]
    assert lines == ["  One  two", "    three four", "        five"]
