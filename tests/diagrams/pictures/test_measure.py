"""Texts: how wide they are, where they are wrapped, and what of them is printed."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.pictures.text.clean import clean, runs_right_to_left
from diagrams.pictures.text.measure import width_of, wrapped
from diagrams.words import day, one_line
from diagrams.words import month as month_in_short

NAME = "Finance and Major Contracts Management Committee"


def test_widths_are_those_of_the_font_that_comes_with_the_program() -> None:
    assert width_of("iiii", 10) == pytest.approx(4 * 10 * 455 / 2048)
    assert width_of("WWWW", 10, bold=True) == pytest.approx(4 * 10 * 1933 / 2048)


def test_bold_letters_and_letters_beyond_the_first_font_have_widths_too() -> None:
    assert width_of(NAME, 10, bold=True) > width_of(NAME, 10)
    assert 0 < width_of("لجنة", 10) < 40
    assert width_of("財務", 10) == 20  # a full em where no font has the letter


def test_lines_are_no_wider_than_their_room_and_about_equal() -> None:
    lines = wrapped(NAME, 110, 11, bold=True)
    assert lines == ["Finance and", "Major Contracts", "Management", "Committee"]
    assert all(width_of(line, 11, bold=True) <= 110 for line in lines)


def test_a_word_that_is_too_long_is_cut_and_an_empty_text_is_one_empty_line() -> None:
    lines = wrapped("Llanfairpwllgwyngyllgogerychwyrndrobwll", 60, 10)
    assert "".join(lines) == "Llanfairpwllgwyngyllgogerychwyrndrobwll"
    assert all(width_of(line, 10) <= 60 for line in lines)
    assert wrapped("", 60, 10) == [""]


def test_a_text_of_more_than_200_letters_is_shortened() -> None:
    assert sum(map(len, wrapped("word " * 100, 500, 10))) < 201
    assert wrapped("word " * 100, 500, 10)[-1].endswith("…")


@given(st.text(max_size=60), st.floats(min_value=12, max_value=200))
def test_wrapping_loses_no_letter_and_keeps_to_its_room(text: str, room: float) -> None:
    lines = wrapped(clean(text), room, 10)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    assert all(width_of(line, 10) <= room + 1e-6 for line in lines if len(line) > 1)


def test_what_is_printed_is_composed_and_free_of_controls() -> None:
    assert clean("Cafe\u0301") == "Café"
    assert clean("a\x07b\x00c\nd\te  f") == "a b c d e f"
    assert clean("\ud800") == ""


def test_marks_of_where_a_word_may_be_broken_are_no_spaces_and_joiners_stay() -> None:
    assert clean("soft\u00adhyphen zero\u200bwidth no\u2060break \ufeffmark") == (
        "softhyphen zerowidth nobreak mark"
    )
    for joined in ("می\u200cخواهم", "\U0001f469\u200d\U0001f469\u200d\U0001f467"):
        assert (clean(joined), one_line(joined), wrapped(joined, 900, 10)) == (
            joined,
            joined,
            [joined],
        )


class _InItsOwnLanguage(date):
    """A day on a machine that names months in its own language."""

    def __format__(self, spec: str) -> str:
        raise AssertionError(spec)


@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_english_whatever_the_language_of_the_machine(month: int) -> None:
    when = _InItsOwnLanguage(2018, month, 5)
    assert day(when) == f"5 {calendar.month_name[month]} 2018"
    assert month_in_short(when) == f"{calendar.month_abbr[month]} 2018"


def test_a_text_cannot_turn_its_neighbours() -> None:
    assert clean("\u202eevil\u202c \u2067order\u2069\u200f") == "evil order"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"  # a joiner belongs to its word


def test_the_first_letter_with_a_direction_says_where_a_text_runs() -> None:
    assert runs_right_to_left("(1) لجنة المالية and Finance")
    assert not runs_right_to_left("Finance and ועדת הכספים")
    assert not runs_right_to_left("2018/19")
