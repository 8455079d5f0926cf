"""Working days by the calendar of the book."""

from __future__ import annotations

from datetime import date

import pytest

from domain.errors import UnknownReference
from domain.values.working_days import WorkingCalendar
from engine.calendar import working_calendar
from engine.unit_of_work import UnitOfWork
from tests.engine.open_book import OpenBook, told

ENGLAND = "- calendar: {country: GB, subdivision: ENG, decided_on: 2019-01-01"
SCOTLAND = "- calendar: {country: gb, subdivision: sct}"


def calendar(book: OpenBook, day: date) -> WorkingCalendar:
    unit = UnitOfWork(book.store.history, book.store.reader.originators, "clerk")
    return working_calendar(unit, day)


class TestCounting:
    """Deadlines count the days on which people work."""

    def test_bank_holidays_of_england_do_not_count_in_a_book_that_does_not_say(
        self, book: OpenBook
    ) -> None:
        easter = calendar(book, date(2019, 4, 1))
        assert easter.after(date(2019, 4, 18), 1) == date(2019, 4, 23)

    def test_those_of_the_part_of_the_country_that_is_named_do_not_count(
        self, book: OpenBook
    ) -> None:
        book.given(SCOTLAND)
        easter = calendar(book, date(2019, 4, 1))
        assert easter.after(date(2019, 4, 18), 1) == date(2019, 4, 22)

    def test_days_on_which_the_organisation_is_closed_do_not_count(self, book: OpenBook) -> None:
        book.given(f"{ENGLAND}, closed: [2019-12-27, 2019-12-30, 2019-12-31]}}")
        christmas = calendar(book, date(2019, 12, 1))
        assert christmas.after(date(2019, 12, 24), 1) == date(2020, 1, 2)

    def test_what_a_later_setting_says_holds_from_its_day_on(self, book: OpenBook) -> None:
        book.given(SCOTLAND, f"{ENGLAND}}}")
        assert not calendar(book, date(2018, 1, 1)).is_working(date(2018, 1, 2))
        assert calendar(book, date(2019, 1, 1)).is_working(date(2018, 1, 2))


class TestSetting:
    """`calendar`."""

    def test_it_is_one_fact_however_often_it_is_recorded(self, book: OpenBook) -> None:
        assert told(book.when(f"{ENGLAND}}}")) == [
            "working-calendar-set working-calendar:book on 2019-01-01"
        ]
        assert told(book.when(f"{ENGLAND}}}")) == []

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ("country: England", "did you mean GB?"),
            ("country: XQZ", "write its code of two or three letters"),
            ("country: United Kingdom", "did you mean GB"),
            ("country: GB, subdivision: LON", "they are known for ENG, NIR, SCT, WLS"),
            ("country: JP, subdivision: X", "it has no parts that differ"),
        ],
    )
    def test_a_country_whose_bank_holidays_are_not_known_is_refused(
        self, book: OpenBook, wrong: str, words: str
    ) -> None:
        book.refuses(f"- calendar: {{{wrong}}}", UnknownReference, "no bank holidays", words)
