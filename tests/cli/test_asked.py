"""The two times of an answer: every table for people says which they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from cli.frame.asked import Asked
from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.cli.program import run

BOTH = "as at 2019-02-01, as known on 2019-01-31 10:30 UTC"
TIMES = ("--as-at", "2019-02-01", "--as-known", "2019-01-31T10:30")
READING = [
    ("body", "list"),
    ("body", "show", "ics"),
    ("body", "tree"),
    ("meeting", "list"),
    ("meeting", "show", "m"),
    ("resolution", "list"),
    ("resolution", "show", "2018/1"),
    ("gate", "list"),
    ("gate", "show", "go-live"),
    ("project", "list"),
    ("project", "show", "reviews"),
    ("portfolio",),
    ("saving", "history", "reviews"),
    ("saving", "explain", "reviews"),
    ("change", "list"),
    ("change", "show", "E1"),
    ("change", "impact"),
    ("log",),
]
BOOK = """
- body: {ref: ics, name: Improvement, kind: committee, terms_of_reference: {summary: All, decides: [baselines, extensions]}}
- meeting: {ref: m, body: ics, held_on: 2018-01-01, attendance: {present: 3}}
- resolution: {ref: 2018/1, meeting: m, title: Reviews, clauses: [{effect: agrees, text: Reviews to begin.}]}
- gate-sequence: {ref: go-live, name: Go live, body: ics, gates: [{number: 1, name: Begin}]}
- project: {ref: reviews, name: Reviews}
- baseline: {project: reviews, decided_on: 2018-01-01, authority: {body: ics}, profile: {2018/19: 3000000}}
- extension: {ref: E1, project: reviews, title: More, decided_on: 2018-02-01, authority: {body: ics}, change: {2018/19: 1}}
"""  # noqa: E501 - entries as a clerk writes them, a line each


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_every_answer_says_its_two_times_first(words: tuple[str, ...], book: BookOnDisk) -> None:
    book.record(BOOK, IN_2018)
    shown = run(*words, *TIMES, store=book.url)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.splitlines()[0].endswith(f", {BOTH}") or words == ("log",)
    assert BOTH in shown.stdout.splitlines()[0]


def test_where_no_moment_is_asked_for_the_last_position_is_said(book: BookOnDisk) -> None:
    book.record(BOOK, IN_2018)
    book.record("- body-renaming: {body: ics, name: New, decided_on: 2019-01-01}", IN_2019)
    first = run("body", "list", "--as-at", "2019-02-01", store=book.url).stdout.splitlines()[0]
    assert first == f"Bodies, as at 2019-02-01, as known at position 11 ({IN_2019:%Y-%m-%d})"
    log = run("log", store=book.url).stdout.splitlines()[0]
    assert log == f"Facts of every day, as known at position 11 ({IN_2019:%Y-%m-%d})"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2018, 10, 15, 10, 30, tzinfo=UTC), "as known on 2018-10-15 10:30 UTC"),
        (datetime(2018, 10, 15, 10, 30, 15, tzinfo=UTC), "as known on 2018-10-15 10:30:15 UTC"),
        (
            datetime(2018, 10, 15, 23, 59, 59, 999999, tzinfo=UTC),
            "as known on 2018-10-15 23:59 UTC",
        ),
        (
            datetime(2018, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1))),
            "as known on 2018-06-30 23:30 UTC",
        ),
        (None, "as known with nothing recorded"),
    ],
)
def test_a_moment_is_said_as_exactly_as_it_was_asked_for(
    moment: datetime | None, said: str, book: BookOnDisk
) -> None:
    with book.views() as views:
        assert Asked(views, date(2018, 10, 15), moment, 0, None).knowledge == said
