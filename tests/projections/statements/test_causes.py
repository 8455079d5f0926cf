"""Why a statement and the book are likely to differ: every cause, in a paper that shows it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from projections.statements.checking import Checked
from tests.books import IN_2019, BookOnDisk
from tests.projections.statements.checks import (
    COUNCIL,
    LATER,
    checked,
    codes,
    recorded,
    says,
    statements,
)

SECOND = "extension EXT-2 of 22 October 2018 (£700, position 9)"
EARLY = datetime(2018, 10, 25, 12, tzinfo=UTC)


@pytest.fixture
def council(tmp_path: Path) -> BookOnDisk:
    """A book of the council that was kept from day to day."""
    found = BookOnDisk(tmp_path)
    found.record(COUNCIL, EARLY)
    return found


def _one(book: BookOnDisk, *said: str, document: str = "pack") -> Checked:
    """Record what a document states; return how its first amount stands."""
    return recorded(book, statements(*said, document=document))[0]


def test_a_movement_that_was_recorded_later(council: BookOnDisk) -> None:
    recorded(council, statements("project: lights, period: 2018/19, value: 1239700"))
    council.record(
        "- correction: {project: lights, decided_on: 2018-10-30, corrects: baseline,"
        " change: {2018/19: 1000}, reason: Misread, source: Minutes}",
        IN_2019,
    )
    (each,) = checked(council)
    assert says(each, "recorded-later") == (
        "The book said £1,239,700 when the document appeared, and learnt later of the correction"
        " of lights of 30 October 2018 (£1,000, position 15)"
    )
    (cause,) = [cause for cause in each.causes if cause.code == "recorded-later"]
    assert (cause.refs, cause.position) == (("lights",), 15)


@pytest.mark.parametrize(
    ("stated", "named"),
    [
        ("1239000", SECOND),
        (
            "1234000",
            f"{SECOND} and extension EXT of 8 October 2018 (£5,000, position 8)",
        ),
    ],
)
def test_decisions_that_the_paper_does_not_yet_reflect(
    stated: str, named: str, council: BookOnDisk
) -> None:
    each = _one(council, f"project: lights, period: 2018/19, value: {stated}")
    assert says(each, "not-yet-reflected") == f"The statement does not yet reflect {named}"


def test_papers_contradict_each_other_of_all_years_and_of_those_there_are(
    council: BookOnDisk,
) -> None:
    all_years, named, wider, two, one = recorded(
        council,
        statements(
            "project: lights, value: 1739800",
            "project: lights, period: 2018/19 to 2019/20, value: 1739700",
            "project: lights, period: 2016/17 to 2020/21, value: 1739900",
            "project: lights, period: 2019/20 to 2020/21, value: 500000",
            "project: lights, period: 2019/20, value: 500100",
        ),
    )
    assert says(all_years, "contradicts") == (
        "pack, page 2, states the target of lights for 2018/19 to 2019/20 as £1,739,700, and pack,"
        " page 1, has £1,739,800: £100 apart | pack, page 3, states the target of lights for"
        " 2016/17 to 2020/21 as £1,739,900, and pack, page 1, has £1,739,800: £100 apart"
    )
    assert (str(named.state), str(two.state)) == ("agrees", "agrees")
    assert "pack, page 2" in says(wider, "contradicts")
    assert "2019/20 to 2020/21 as £500,000, and pack, page 5" in says(one, "contradicts")


def test_a_paper_of_all_years_does_not_contradict_one_of_fewer_where_the_book_has_more(
    council: BookOnDisk,
) -> None:
    all_years, _ = recorded(
        council,
        statements(
            "project: lights, value: 1739800", "project: lights, period: 2018/19, value: 1239700"
        ),
    )
    assert "contradicts" not in codes(all_years)


def test_a_decision_that_the_paper_counts_before_it_was_taken(council: BookOnDisk) -> None:
    each = _one(council, "project: lights, period: 2018/19, value: 1239k", document="older")
    assert says(each, "recorded-later") == (
        "The statement counts already what was decided later: extension EXT of 8 October 2018"
        " (£5,000, position 8)"
    )


def test_a_request_that_the_paper_counts_as_if_it_were_approved(council: BookOnDisk) -> None:
    each = _one(council, "portfolio: place, period: 2018/19, value: 1280700")
    assert says(each, "not-yet-reflected") == (
        "The statement counts change request CR (-£19,000), which is open and not approved, as if"
        " it were"
    )


def test_two_documents_that_contradict_each_other(council: BookOnDisk) -> None:
    recorded(council, statements("project: signs, period: 2018/19, value: 60k", document="older"))
    found = recorded(council, statements("project: signs, period: 2018/19, value: 59k"))
    assert says(found[1], "contradicts") == (
        "older, page 1, states the target of signs for 2018/19 as £60,000, and pack, page 1, has"
        " £59,000: £1,000 apart"
    )


def test_what_moved_between_two_documents_contradicts_nothing(council: BookOnDisk) -> None:
    recorded(
        council,
        statements("project: lights, period: 2018/19, value: 1234k", document="older"),
        statements("figure: staff, value: 12", document="older"),
    )
    found = recorded(
        council,
        statements("project: lights, period: 2018/19, value: 1239k", "figure: staff, value: 13"),
        statements("figure: at-risk, period: 2018/19, value: 80k"),
        statements("figure: at-risk, period: 2018/19, value: 70k", document="older"),
    )
    assert not any("contradicts" in codes(each) for each in found)


def test_a_request_that_expects_what_a_document_does_not_state(council: BookOnDisk) -> None:
    """The figures of the Contracts Review: what it changes in another year is the difference."""
    council.record(
        "- change-request: {ref: B, title: Less, kind: write-off, to: ics, raised_on: 2018-11-01,"
        " projects: [{project: signs, expected: {2017/18: 10000, 2018/19: 66000},"
        " revised: {2017/18: 16000, 2018/19: 40000}}]}"
    )
    each = _one(
        council,
        "change_request: B, figure: expected, period: 2018/19, value: 66k",
        "project: signs, period: 2018/19, value: 60k",
        "change_request: B, figure: expected, period: 2017/18, value: 11k",
    )
    assert codes(each)[:2] == ["contradicts", "same-request"]
    assert "states the target of signs for 2018/19 as £60,000" in says(each, "contradicts")
    assert says(each, "same-request") == (
        "£6,000 is what B itself changes in 2017/18 (£10,000 to £16,000)"
    )
    misread = checked(council, LATER)[2]
    assert says(misread, "misread") == "As it was recorded, B expects £10,000"
    assert says(misread, "no-figure") == "The book has nothing of 2017/18"


def test_a_total_that_its_own_years_do_not_give(council: BookOnDisk) -> None:
    found = recorded(
        council,
        statements(
            "project: lights, values: {2018/19: 1239700, 2019/20: 500000}, total: 1739000",
            "figure: staff, values: {2018/19: 3, 2019/20: 4}, total: 8",
        ),
    )
    assert says(found[2], "rows-do-not-add-up") == (
        "The statement's years add up to £1,739,700, its total is £1,739,000: £700 apart"
    )
    assert (str(found[5].state), str(found[5].difference)) == ("differs", "1")
    assert found[5].book is None
    assert codes(found[5]) == ["rows-do-not-add-up"]
    assert [str(each.state) for each in found[3:5]] == ["not-comparable"] * 2


def test_a_total_that_the_parts_in_its_document_do_not_give(council: BookOnDisk) -> None:
    each = _one(
        council,
        "portfolio: place, period: 2018/19, value: 1300k",
        "project: lights, period: 2018/19, value: 1240k",
        "project: signs, period: 2018/19, value: 60k",
    )
    assert str(each.state) == "rounded"
    found = recorded(council, statements("value: 1300k, period: 2018/19, item: A"))
    assert found[-1].state == "rounded"
    found = recorded(council, statements("value: 1302k, period: 2018/19, item: B"))
    assert says(found[-1], "rows-do-not-add-up") == (
        "The 2 projects of this total in pack add up to £1,300,000, £2,000 apart from the total of"
        " £1,302,000"
    )


def test_a_total_that_differs_as_its_years_do(council: BookOnDisk) -> None:
    found = recorded(
        council,
        statements("project: lights, values: {2018/19: 1239600, 2019/20: 500050}, total: 1739650"),
    )
    assert says(found[2], "years-differ") == (
        "It differs as its years do: by -£100 in 2018/19 and £50 in 2019/20"
    )


@pytest.mark.parametrize(
    ("stated", "code", "sentence"),
    [
        ("value: -1239700", "sign-turned", "The sign is turned: the book has £1,239,700"),
        ("value: 500000", "year-shifted", "The book has £500,000 in 2019/20: the figure may stand"),
        ("value: 1239.70", "unit", "The book has 1,000 times the other"),
        ("value: 1239700000", "unit", "The statement has 1,000 times the other"),
        ("value: £1.24k", "unit", "The book has 1,000 times the other"),
        ("value: 1293700", "digits-swapped", "Two digits are swapped: 93 for 39"),
        ("value: 1239k", "rounding", "They are no more than the last printed digit (£1,000) apart"),
        ("value: 1240000", "rounding", "record it with `rounded_to: 1000`"),
    ],
)
def test_a_slip_of_the_pen(stated: str, code: str, sentence: str, council: BookOnDisk) -> None:
    each = _one(council, f"project: lights, period: 2018/19, {stated}")
    assert sentence in says(each, code)


def test_figures_that_the_book_does_not_keep_are_compared_within_a_month(
    council: BookOnDisk,
) -> None:
    recorded(
        council,
        "- document: {ref: next, title: Next, dated: 2018-11-07, figures_as_at: 2018-11-02}",
        statements("project: signs, figure: staff, value: 2", document="next"),
    )
    found = recorded(council, statements("project: signs, figure: staff, value: 3"))
    assert [codes(each) for each in found] == [[], []]
    found = recorded(
        council,
        statements("project: signs, item: A, period: 2018/19, value: 60k", document="next"),
        statements("project: signs, item: A, period: 2018/19, value: 61k"),
    )
    assert [codes(each)[:1] for each in found if each.unexplained] == [["contradicts"]]


def test_a_year_shifted_beside_the_page_that_has_it_right(council: BookOnDisk) -> None:
    each = _one(
        council,
        "project: lights, period: 2020/21, value: 500k",
        "project: lights, values: {2019/20: 500k}",
    )
    assert "has £500,000 in 2019/20, as has pack, page 2: the" in says(each, "year-shifted")


@pytest.mark.parametrize(
    ("stated", "how"),
    [("1239700", "is left out"), ("1359700", "counts twice"), ("1179700", "has its sign turned")],
)
def test_a_project_that_a_total_leaves_out_or_counts_wrongly(
    stated: str, how: str, council: BookOnDisk
) -> None:
    each = _one(council, f"department: Roads, period: 2018/19, value: {stated}")
    assert says(each, "part-left-out") == (
        f"The difference would be as it is if signs, £60,000, {how}"
    )


def test_a_figure_of_reports_that_are_older_than_the_statement(council: BookOnDisk) -> None:
    each = _one(council, "project: lights, figure: at-risk, period: 2018/19, value: 80k")
    assert says(each, "older-report") == (
        "The book's last status report is on September 2018, and the figure is stated as at"
        " 31 October 2018: a later report may not be recorded"
    )


def test_a_difference_without_any_likely_cause(council: BookOnDisk) -> None:
    each = _one(council, "project: lights, period: 2018/19, value: 777777")
    assert (str(each.state), each.causes) == ("differs", ())


def test_a_department_that_no_project_is_of(council: BookOnDisk) -> None:
    target, at_risk, known = recorded(
        council,
        statements(
            "department: Road, value: 7k",
            "department: Schools, figure: at-risk, value: 7k",
            "department: Roads, value: 7k",
        ),
    )
    said = "was of the department %s on 31 October 2018; the book has Roads"
    assert codes(target)[0] == "no-department"
    assert said % "Road" in says(target, "no-department")
    assert str(at_risk.state) == "not-comparable"
    assert said % "Schools" in says(at_risk, "no-department")
    assert "no-department" not in codes(known)
