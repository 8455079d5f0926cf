"""What a person is told of a decision: the figures that moved, before and after."""

from __future__ import annotations

from tests.books import BookOnDisk
from tests.cli.program import run

BOOK = """
- body: {ref: ics, name: Improvement, kind: sub-committee, terms_of_reference: {summary: All, decides: [savings-changes, baselines]}}
- project: {ref: reviews, name: Reviews}
- project: {ref: visits, name: Visits}
- baseline: {project: reviews, decided_on: 2018-01-01, authority: {body: ics}, profile: {2018/19: 3000000}}
- baseline: {project: visits, decided_on: 2018-01-01, authority: {body: ics}, profile: {2019/20: 12.50}}
- change-request:
    ref: A
    title: Both
    kind: re-profile
    to: ics
    projects:
      - {project: reviews, expected: {2018/19: 3000000}, revised: {2018/19: 2000000, 2019/20: 1000000}}
      - {project: visits, expected: {2019/20: 12.50}, revised: {2019/20: 10, 2020/21: 2.50}}
"""  # noqa: E501 - entries as a clerk writes them, a line each
DECIDE = ("change", "decide", "A", "--outcome", "approved", "--decided-on", "2018-06-01")


def test_every_project_has_a_table_of_what_moved(book: BookOnDisk) -> None:
    book.record(BOOK)
    told = run(*DECIDE, "--unit", "£", store=book.url)
    assert told.exit_code == 0, told.stderr
    assert told.stdout.splitlines() == [
        "A is approved.",
        "",
        "reviews, cashable benefit, £",
        "Year        Before      After      Change",
        "───────  ─────────  ─────────  ──────────",
        "2018/19  3,000,000  2,000,000  -1,000,000",
        "2019/20          0  1,000,000   1,000,000",
        "───────  ─────────  ─────────  ──────────",
        "Total    3,000,000  3,000,000           0",
        "",
        "visits, cashable benefit, £",
        "Year     Before  After  Change",
        "───────  ──────  ─────  ──────",
        "2019/20   12.50  10.00   -2.50",
        "2020/21    0.00   2.50    2.50",
        "───────  ──────  ─────  ──────",
        "Total     12.50  12.50    0.00",
    ]


def test_a_decision_that_moves_nothing_shows_no_figures(book: BookOnDisk) -> None:
    book.record(BOOK)
    words = [*DECIDE[:4], "rejected", *DECIDE[5:]]
    assert run(*words, store=book.url).stdout == "A is rejected.\n"
