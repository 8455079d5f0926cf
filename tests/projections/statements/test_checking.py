"""What a paper states agrees with the book of its day, is explained, or differs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from projections.savings.scope import WHOLE, Kind, Scope
from projections.statements import book as of_book
from projections.statements.checking import Explanation, check, unexplained
from projections.statements.stated import Stated, statements_on
from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.projections.statements.checks import (
    COUNCIL,
    LATER,
    apart,
    checked,
    codes,
    learnt,
    recorded,
    says,
    statements,
)


def test_a_figure_agrees_with_the_book_as_it_stood_on_the_day_of_the_figure(
    book: BookOnDisk,
) -> None:
    """This one is asked of both databases."""
    found = recorded(
        book,
        COUNCIL,
        statements("project: lights, values: {2018/19: 1239700, 2019/20: 500000}, total: 1739700"),
        statements("project: lights, period: 2018/19, value: 1234000", document="older"),
        statements("value: £1.8m", "portfolio: place, period: 2018/19, value: 1299700"),
        statements("department: Roads, period: 2018/19 to 2019/20, value: 1799700"),
        statements("programme: streets, figure: at-risk, value: 90000"),
        statements(
            "figure: over-achievement, period: 2018/19, value: -£90k",
            "figure: delivered-alternatively, value: 20k",
            "figure: net-at-risk, value: £0.07m",
            "project: lights, figure: extensions, value: 5700",
            "figure: change-requests, period: 2018/19, value: -19000",
            "figure: net-change, values: {2018/19: -13300}, total: -13300",
            "change_request: CR, figure: expected, value: 60k",
            "change_request: CR, project: signs, figure: revised, period: 2018/19, value: 41k",
            "change_request: CR, figure: change, value: -19k",
        ),
    )
    assert [str(each.state) for each in found if str(each.state) != "agrees"] == ["rounded"]
    assert len(found) == 18
    (rounded,) = [each for each in found if str(each.state) == "rounded"]
    assert (rounded.stated, rounded.book) == (Decimal(1800000), Decimal(1799700))
    assert rounded.rounded_to == 100000
    assert (rounded.kind, rounded.thing, rounded.years) == ("whole", None, "all years")
    assert (rounded.page, rounded.title) == ("1", "The pack")


@pytest.fixture
def council(tmp_path: Path) -> BookOnDisk:
    """A book of the council, in a file."""
    found = BookOnDisk(tmp_path)
    found.record(COUNCIL)
    return found


def test_many_statements_are_read_in_bulk(
    council: BookOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_book, "_FEW", 2)
    found = recorded(
        council,
        statements("project: lights, value: 1739700", "project: signs, value: 60000"),
        statements("project: lights, value: 1739700", document="older"),
    )
    assert [(str(each.state), each.difference) for each in found] == [
        ("differs", Decimal(5700)),
        ("agrees", Decimal(0)),
        ("agrees", Decimal(0)),
    ]


def test_what_the_book_does_not_keep_cannot_be_compared(council: BookOnDisk) -> None:
    found = recorded(
        council,
        statements(
            "project: lights, figure: staff, value: 12",
            "project: signs, figure: at-risk, value: 12",
            "figure: delivered-alternatively, period: 2018/19, value: 20k",
        ),
    )
    assert [str(each.state) for each in found] == ["not-comparable"] * 3
    assert [each.book for each in found] == [None] * 3


def test_documents_count_from_their_day_and_from_when_they_were_recorded(
    council: BookOnDisk,
) -> None:
    position = council.position_at(IN_2018)
    recorded(council, statements("value: 1"), statements("value: 2", document="older"))
    assert [each.document for each in checked(council, date(2018, 10, 31))] == ["older"]
    assert checked(council, LATER, position) == []
    with council.views() as views:
        only = check(views, as_at=LATER, document="pack")
        assert [str(each.stated) for each in only] == ["1"]
        assert [str(each.stated) for each in unexplained(only)] == ["1"]


def test_a_withdrawn_statement_is_not_compared_and_contradicts_nothing(
    council: BookOnDisk,
) -> None:
    found = recorded(
        council,
        statements("figure: staff, value: 12", "figure: staff, value: 13"),
        "- statement-withdrawal: {statement: pack/all/staff-2, withdrawn_on: 2018-12-01,"
        " reason: Misread}",
    )
    assert [str(each.state) for each in found] == ["not-comparable", "withdrawn"]


class TestExplaining:
    """Differences that somebody explained."""

    STATED = "project: lights, values: {2018/19: 1239000, 2019/20: 400000}, total: 1639000"
    BY = "explained_by: A. Clerk, explained_on: 2018-12-01, reason: Cut off"

    def test_it_stays_listed_as_explained(self, council: BookOnDisk) -> None:
        found = recorded(
            council,
            statements(self.STATED),
            "- statement-explanation: {statement: pack/lights/target, period: 2018/19,"
            f" difference: -700, {self.BY}}}",
        )
        assert [str(each.state) for each in found] == ["explained", "differs", "differs"]
        assert found[0].explanation is not None
        assert found[0].explanation._replace(position=0) == Explanation(
            "A. Clerk", "Cut off", "2018-12-01", 0
        )
        assert [str(each.state) for each in checked(council, date(2018, 11, 30))] == ["differs"] * 3

    def test_all_its_differences_can_be_explained_at_once(self, council: BookOnDisk) -> None:
        found = recorded(
            council,
            statements(self.STATED),
            "- statement-explanation: {statement: pack/lights/target, differences:"
            f" {{2018/19: -700, 2019/20: -100000}}, total: -100700, {self.BY}}}",
        )
        assert [str(each.state) for each in found] == ["explained"] * 3

    def test_another_difference_is_unexplained_again(self, council: BookOnDisk) -> None:
        recorded(
            council,
            statements(self.STATED),
            "- statement-explanation: {statement: pack/lights/target, period: total,"
            f" difference: -100700, {self.BY}}}",
        )
        found = learnt(
            council,
            "- correction: {project: lights, decided_on: 2018-10-08, corrects: EXT,"
            " change: {2019/20: 1000}, reason: Misread, source: Minutes}",
        )
        assert str(found[2].state) == "differs"
        assert apart(found[2]) == -101700
        assert says(found[2], "explained-otherwise") == (
            "A. Clerk explained a difference of -£100,700 on 1 December 2018: the figures moved"
            " since, and it is -£101,700"
        )

    def test_an_explanation_of_a_wrong_amount_is_told_from_figures_that_moved(
        self, council: BookOnDisk
    ) -> None:
        wrong = (
            "- statement-explanation: {statement: pack/lights/target, period: total,"
            f" difference: -5, {self.BY}}}"
        )
        found = recorded(council, statements(self.STATED), wrong)
        said = "A. Clerk explained a difference of -£5 on 1 December 2018"
        assert says(found[2], "explained-otherwise") == (
            f"{said}: it was -£100,700 then, as it is now"
        )
        found = learnt(
            council,
            "- correction: {project: lights, decided_on: 2018-10-08, corrects: EXT,"
            " change: {2019/20: 1000}, reason: Misread, source: Minutes}",
        )
        assert says(found[2], "explained-otherwise") == (
            f"{said}, when it was -£100,700: it is -£101,700"
        )

    def test_without_amounts_it_explains_what_there_was_when_it_was_recorded(
        self, council: BookOnDisk
    ) -> None:
        found = recorded(
            council,
            statements(self.STATED),
            "- statement-explanation: {statement: pack/lights/target, period: 2018/19, "
            f"{self.BY}}}",
        )
        assert [str(each.state) for each in found] == ["explained", "differs", "differs"]
        found = learnt(
            council,
            "- correction: {project: lights, decided_on: 2018-10-08, corrects: EXT,"
            " change: {2018/19: 1000}, reason: Misread, source: Minutes}",
        )
        assert str(found[0].state) == "differs"

    def test_one_explanation_does_for_two_papers_that_contradict_each_other(
        self, council: BookOnDisk
    ) -> None:
        found = recorded(
            council, statements("figure: staff, value: 12", "figure: staff, value: 13")
        )
        assert [(str(each.state), each.difference) for each in found] == [
            ("differs", Decimal(-1)),
            ("differs", Decimal(1)),
        ]
        found = recorded(
            council,
            "- statement-explanation: {statement: pack/all/staff, period: total, difference: -1,"
            f" {self.BY}}}",
        )
        assert [str(each.state) for each in found] == ["explained", "not-comparable"]

    BLANKET = f"- statement-explanation: {{statement: pack/%s, {BY}}}"

    def test_what_the_book_had_no_figure_of_was_not_explained(self, council: BookOnDisk) -> None:
        recorded(
            council,
            statements("project: signs, figure: at-risk, value: 10k"),
            self.BLANKET % "signs/at-risk",
        )
        (found,) = learnt(
            council,
            "- status-report: {project: signs, period: 2018-10, status: at-risk,"
            " at_risk: {2018/19: 500000}}",
        )
        assert (str(found.state), apart(found)) == ("differs", Decimal(-490000))
        assert says(found, "explained-otherwise") == (
            "A. Clerk explained it on 1 December 2018, when the book had no such figure: it is"
            " -£490,000"
        )

    def test_without_amounts_it_explains_no_paper_that_was_recorded_later(
        self, council: BookOnDisk
    ) -> None:
        found = recorded(
            council,
            statements("figure: staff, value: 12", "figure: staff, value: 13"),
            self.BLANKET % "all/staff",
        )
        assert [str(each.state) for each in found] == ["explained", "not-comparable"]
        found = learnt(council, "- statement: {document: pack, page: 9, figure: staff, value: 15}")
        assert [(str(each.state), apart(each)) for each in found] == [
            ("differs", Decimal(-3)),
            ("differs", Decimal(-2)),
            ("differs", Decimal(3)),
        ]

    def test_a_paper_is_explained_against_each_that_contradicts_it(
        self, council: BookOnDisk
    ) -> None:
        found = recorded(
            council,
            statements(*(f"figure: staff, value: {value}" for value in (12, 13, 15))),
            "- statement-explanation: {statement: pack/all/staff, period: total, difference: -1,"
            f" {self.BY}}}",
        )
        assert [(str(each.state), apart(each)) for each in found] == [
            ("differs", Decimal(-3)),
            ("differs", Decimal(-2)),
            ("differs", Decimal(3)),
        ]

    def test_a_total_that_its_own_years_do_not_give_is_explained_for_good(
        self, council: BookOnDisk
    ) -> None:
        stated = statements("figure: staff, values: {2018/19: 5, 2019/20: 6}, total: 12")
        found = recorded(council, stated, self.BLANKET % "all/staff")
        assert (str(found[2].state), apart(found[2])) == ("explained", Decimal(1))


def test_what_documents_state_of_a_scope_is_given_with_its_state(council: BookOnDisk) -> None:
    recorded(
        council,
        statements(
            "project: signs, period: 2018/19, value: 59k",
            "change_request: CR, figure: expected, value: 60k",
            "change_request: CR, project: signs, figure: revised, value: 41k",
            "portfolio: place, value: 1799700",
            "value: 1799700",
            "measure: hours, value: 7",
        ),
    )
    with council.views() as views:
        of_signs = statements_on(views, Scope(Kind.PROJECT, "signs"), as_at=LATER)
        of_place = statements_on(views, Scope(Kind.PORTFOLIO, "place"), as_at=LATER)
        of_all = statements_on(views, WHOLE, as_at=LATER)
        hours = statements_on(views, WHOLE, measure="hours", as_at=LATER)
        assert statements_on(views, Scope(Kind.PROJECT, "lights"), as_at=LATER) == []
    assert [each.figure for each in of_signs] == ["target", "expected", "revised"]
    first = of_signs[0]
    assert isinstance(first, Stated)
    assert (first.document, first.dated, first.page) == ("pack", "2018-11-05", "1")
    assert (first.period, str(first.value), str(first.book)) == ("2018/19", "59000", "60000")
    assert (str(first.state), first.difference) == ("differs", Decimal(-1000))
    assert [(str(each.value), str(each.state)) for each in (*of_place, *of_all)] == [
        ("1799700", "agrees")
    ] * 2
    assert [(str(each.state), each.difference) for each in hours] == [("differs", Decimal(7))]


def test_a_paper_that_knew_less_is_checked_as_known_then(council: BookOnDisk) -> None:
    recorded(council, statements("project: lights, period: 2018/19, value: 1239700"))
    then = council.position_at(IN_2018)
    council.record(
        "- correction: {project: lights, decided_on: 2018-10-08, corrects: EXT,"
        " change: {2018/19: 1000}, reason: Misread, source: Minutes}",
        IN_2019,
    )
    (now,) = checked(council)
    assert (str(now.state), codes(now)) == ("differs", ["not-yet-reflected"])
    (known_then,) = checked(council, LATER, then)
    assert str(known_then.state) == "agrees"
