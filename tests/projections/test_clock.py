"""What time has caused and the book does not have, whatever database its views are kept in."""

from __future__ import annotations

from datetime import date

from projections.clock.causes import causes
from tests.books import BookOnDisk

BOOK = """
- body: {ref: cabinet, name: Cabinet, kind: cabinet,
    terms_of_reference: {summary: Decides., call_in: 5 working days}}
- meeting: {ref: m, body: cabinet, held_on: 2019-01-07}
- resolution: {ref: "1", meeting: m, title: Close, clauses: [
    {effect: approves, text: Closed.},
    {effect: delegates, text: Let it., delegate: Director, until: 2019-01-20},
    {effect: requests-report, text: A report., by: 2019-01-31}]}
- case: {route: committee-report, subject: r-1, opened_on: 2019-01-07, bodies: {deciding: cabinet}}
"""
TOOK_EFFECT = "- took-effect: {resolution: cabinet/1, on: 2019-01-15}\n"


def told(book: BookOnDisk, on: str) -> list[tuple[str, str]]:
    with book.views() as views:
        found = causes(views, date.fromisoformat(on))
    return [(each.on.isoformat(), each.told) for each in found]


def test_causes_come_in_the_order_of_their_days_and_none_before_its_own(book: BookOnDisk) -> None:
    book.record(BOOK)
    assert told(book, "2019-01-14") == []
    assert told(book, "2019-03-01") == [
        ("2019-01-15", "took-effect of cabinet/1"),
        ("2019-01-20", "delegation-lapse of cabinet/1/2"),
        ("2019-02-01", "action-overdue of cabinet/1/3"),
        ("2019-02-05", "case-overdue of committee-report/r-1, submit"),
        ("2019-02-05", "case-escalation of committee-report/r-1, submit"),
    ]


def test_what_is_recorded_is_caused_no_more(book: BookOnDisk) -> None:
    book.record(BOOK)
    book.record(TOOK_EFFECT)
    assert told(book, "2019-01-19") == []
