"""What befalls a figure besides its movements, each told on its day in a sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from projections.lives.events import Event
from projections.lives.life import life
from projections.lives.moving import Asked
from projections.lives.speech import spoken
from projections.lives.story import explain
from projections.savings.scope import Kind, Scope
from tests.books import BookOnDisk
from tests.projections.changes.test_requests import DECISIONS, REQUEST
from tests.projections.savings.conftest import BASELINE, BODIES

LATER = date(2020, 1, 1)
DOCUMENT = """
- document: {ref: pack, title: Budget report, dated: 2018-06-01}
- statement: {document: pack, page: 7, project: reviews, values: {2018/19: 3000, 2019/20: 1900}}
"""
PUT_TO = "The write-off request “Take some off” was put to the Improvement and Change Sub-Committee"


@pytest.fixture
def book(tmp_path: Path) -> BookOnDisk:
    """A book with two bodies and a project; the stories look at shared books too."""
    opened = BookOnDisk(tmp_path)
    opened.record(BODIES)
    return opened


def events(book: BookOnDisk, *entries: str, what: str) -> list[Event]:
    """Record entries and return what is told of a kind."""
    for text in (BASELINE, *entries):
        book.record(text)
    with book.views() as views:
        asked = Asked(Scope(Kind.PROJECT, "reviews"), "cashable-benefit", LATER)
        return [event for event in life(views, asked).events if event.what == what]


def test_a_request_is_told_with_what_it_asks_and_who_asks(book: BookOnDisk) -> None:
    (raised,) = events(book, REQUEST, what="request")
    assert (raised.on, raised.happened, raised.reference) == ("2018-02-01", "request raised", "R-1")
    assert raised.said == f"{PUT_TO} by A. Officer: 2018/19 from £3,000 to £2,500."


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("rejected", "The Improvement and Change Sub-Committee rejected the request"),
        ("withdrawn", "The Improvement and Change Sub-Committee withdrew the request"),
        ("deferred", "deferred the request “Take some off” to its meeting of 1 May 2018."),
        ("referred", "referred the request “Take some off” to the Policy Committee."),
    ],
)
def test_what_became_of_a_request_is_told(book: BookOnDisk, outcome: str, said: str) -> None:
    told = events(book, REQUEST, DECISIONS[outcome], what="request")
    assert [event.happened for event in told] == ["request raised", f"request {outcome}"]
    assert said in told[1].said or "“Take some off” was withdrawn." in told[1].said


def test_an_approval_is_a_movement_and_not_told_twice(book: BookOnDisk) -> None:
    told = events(book, REQUEST, DECISIONS["approved"], what="request")
    assert [event.happened for event in told] == ["request raised"]


def test_a_breach_of_its_conditions_opens_a_request_again(book: BookOnDisk) -> None:
    breach = (
        "- condition-breach: {condition: R-1/1, breached_on: 2018-07-01, reason: No report came.}"
    )
    told = events(book, REQUEST, DECISIONS["approved"], breach, what="request")
    assert [event.happened for event in told] == ["request raised", "request reopened"]
    assert told[1].said == (
        "The request “Take some off” is open again: a condition of its approval was breached."
    )


def test_a_project_that_moved_and_was_closed_is_told_with_the_reasons(book: BookOnDisk) -> None:
    steps = """
- portfolio: {ref: place, name: Place}
- project-rescoping: {project: reviews, decided_on: 2018-03-01, portfolio: place, reason: Merged.}
- project-closure: {project: reviews, decided_on: 2018-09-01, reason: All is done}
"""
    told = events(book, steps, what="project")
    assert [(event.on, event.happened, event.said) for event in told] == [
        (
            "2018-03-01",
            "project moved",
            "Reviews was moved to the portfolio Place. The reason given: Merged.",
        ),
        (
            "2018-09-01",
            "project closed",
            "Reviews was closed; its figures stay. The reason given: All is done.",
        ),
    ]


def test_a_statement_is_told_on_its_documents_day_as_far_as_the_book_bears_it_out(
    book: BookOnDisk,
) -> None:
    (told,) = events(book, DOCUMENT, what="statement")
    assert (told.on, told.happened, told.project) == ("2018-06-01", "statement differs", "reviews")
    assert told.said.startswith(
        "“Budget report” of 1 June 2018 states, page 7, a target of £3,000 for 2018/19, as the book"
        " has it. The same document states, page 7, a target of £1,900 for 2019/20;"
        " the book has £2,000.50, £100.50 apart."
    )


def test_an_explained_difference_is_told_with_who_explained_it(book: BookOnDisk) -> None:
    explained = """
- statement-explanation: {statement: pack/reviews/target, period: 2019/20, reason: A digit slipped,
    explained_by: The accountant, explained_on: 2018-07-01}
"""
    (told,) = events(book, DOCUMENT, explained, what="statement")
    assert told.happened == "statement explained"
    assert told.said.endswith("The accountant explained on 1 July 2018: A digit slipped.")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("3010000", "£3.01 million"),
        ("1000000", "£1 million"),
        ("-2500000", "minus £2.5 million"),
        ("1967500", "£1,967,500"),
        ("0.50", "£0.50"),
        ("999990000", "£999.99 million"),
        ("12781570000", "£12,781,570,000"),
        ("1234567.89", "£1,234,567.89"),
    ],
)
def test_an_amount_is_said_as_people_say_it_and_never_rounded(amount: str, said: str) -> None:
    assert spoken(Decimal(amount), "cashable-benefit") == said


def test_an_amount_that_is_no_money_is_a_number_of_what_its_measure_says() -> None:
    assert spoken(Decimal(-1967500), "staff-hours") == "minus 1,967,500 staff hours"
    assert spoken(Decimal("70.50"), "places") == "70.5 places"


SIGNED = """
- document: {ref: pack, title: A very long title of a pack, dated: 2018-06-01}
- document: {ref: late, title: Another pack, dated: 2018-07-01}
- statement: {document: pack, page: 1, project: reviews, figure: at-risk, period: 2018/19,
    value: -5}
- statement: {document: late, page: 2, project: reviews, figure: at-risk, period: 2018/19,
    value: 0}
- statement: {document: pack, page: 3, project: reviews, figure: over-achievement, period: 2018/19,
    value: 6}
- statement: {document: pack, page: 4, change_request: R-1, project: reviews, figure: change,
    values: {2018/19: -500, 2019/20: 0}}
"""


def test_an_amount_below_nothing_is_told_by_what_it_is(book: BookOnDisk) -> None:
    told = " ".join(one.said for one in events(book, REQUEST, SIGNED, what="statement"))
    assert "states, page 1, an over-achievement of £5 for 2018/19" in told
    assert "states, page 2, nothing at risk for 2018/19" in told
    assert "that a change request would take off the target £500 for 2018/19" in told
    assert "that a change request would leave the target as it is for 2019/20" in told
    assert "minus" not in told
    assert "£0" not in told


def test_a_story_names_a_document_once_and_then_by_its_day(book: BookOnDisk) -> None:
    for text in (BASELINE, SIGNED.split("- statement: {document: pack, page: 4", 1)[0]):
        book.record(text)
    with book.views() as views:
        asked = Asked(Scope(Kind.PROJECT, "reviews"), "cashable-benefit", LATER, year="2018/19")
        (told,) = explain(views, asked).years
    stated = [one for one in told.sentences if " states, page" in one]
    assert [one.split(" states", 1)[0] for one in stated] == [
        "“A very long title of a pack” of 1 June 2018",
        "The same document",
        "“Another pack” of 1 July 2018",
    ]
