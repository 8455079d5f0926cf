"""What the model found that the engine let through, each in the fewest words; it stays closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import StepNotAllowed
from engine.book import Book
from engine.errors import ContradictoryCommand
from engine.routes.library import RouteLibrary
from tests.engine.cases.journey import (
    APPROVING,
    CASE,
    DECIDED,
    SUBMIT,
    before_committee,
    in_draft,
    resolution,
    step,
)
from tests.engine.open_book import OpenBook
from tests.workflow.council import second_version


@pytest.fixture
def book(tmp_path: Path) -> Iterator[OpenBook]:
    with OpenBook(tmp_path) as opened:
        yield opened


def test_an_interest_in_the_item_is_not_evaded_by_naming_another_item(book: OpenBook) -> None:
    interest = "kind: disclosable-pecuniary, interest: Owns the land"
    before_committee(
        book,
        f"- declaration: {{meeting: ics-2019-01-21, person: I. Clerk, item: '4', {interest}}}\n",
        APPROVING,
    ).refuses(
        step("approve", "I. Clerk", more="resolution: 2019/003, item: '5'"),
        ContradictoryCommand,
        "is on item 4, not on item 5",
    )


def test_nothing_is_dated_before_the_version_of_the_route_that_a_case_is_on(
    book: OpenBook,
) -> None:
    in_draft(book)
    routes = RouteLibrary([second_version(book.folder / "routes")])
    book.book = Book(book.store, "clerk", routes=routes)
    book.given(
        f"- case-migration: {{case: {CASE}, version: 2, decided_on: 2019-01-10, actor: P. Office}}"
    )
    book.refuses(SUBMIT, StepNotAllowed, "is on change-request/2 since 2019-01-10")
    book.refuses(
        f"- case-migration: {{case: {CASE}, version: 1, decided_on: 2019-01-09, actor: P. Office}}",
        StepNotAllowed,
        "nothing moves it on 2019-01-09",
    )


@pytest.mark.parametrize(
    "dropped",
    [
        "conditions: [{text: Report}]",
        "assessments: [{criterion: hosting, result: met}]",
        "must_change: [Everything]",
        "profile: {2019/20: 1}",
    ],
)
def test_a_step_says_nothing_that_would_be_dropped(book: OpenBook, dropped: str) -> None:
    in_draft(book).refuses(
        step("submit", "S. Sponsor", "2018-12-21", more=dropped),
        ContradictoryCommand,
        f"does nothing with `{dropped.partition(':')[0]}`",
    )


def test_what_was_approved_in_part_is_confirmed_within_the_limit_for_that_part(
    book: OpenBook,
) -> None:
    expected = "2018/19: 3010000, 2019/20: 2000000, 2020/21: 1000000"
    revised = "2018/19: 3010000, 2019/20: 2500000, 2020/21: 500000"
    part = f"[{{project: reviews, expected: {{{expected}}}, revised: {{{revised}}}}}]"
    before_committee(
        book,
        "- terms-of-reference: {body: ics, summary: Decides, financial_limit: 600000,"
        " decided_on: 2018-01-01}\n",
        APPROVING,
        step(
            "approve-in-part",
            "I. Clerk",
            more=f"{DECIDED}, projects: {part}, conditions: [{{text: Report}}]",
        ),
        "- condition-breach: {condition: ICS-2019-A/1, breached_on: 2019-02-01, reason: None}\n",
        "- meeting: {ref: again, body: ics, held_on: 2019-02-11}\n",
        resolution("2019/9", "again", "approves"),
    )
    receipt = book.when(step("approve", "I. Clerk", more="resolution: 2019/9"))
    assert [fact.TOPIC for fact in receipt.facts] == [
        "minutebook.change-request-approved.1",
        "minutebook.case-stepped.1",
    ]
