"""Whether the authority that is cited for a figure holds."""

from __future__ import annotations

import pytest

from domain.errors import AboveFinancialLimit, NotInForce, OutsideRemit, UnknownReference
from engine.errors import ContradictoryCommand
from tests.engine.open_book import COUNCIL, PROJECT, OpenBook, told

MEETINGS = """
- meeting: {ref: asch-1, body: asch, held_on: 2018-10-08}
- meeting: {ref: asch-2, body: asch, held_on: 2018-12-10}
"""
NOTES = "clauses: [{effect: approves, text: T}]"
SUPERSEDING = (
    "- resolution: {ref: 2018/9, meeting: asch-2, title: T, supersedes: [2018/7], " + NOTES + "}"
)
RESOLUTION = f"- resolution: {{ref: 2018/7, meeting: asch-1, title: T, {NOTES}}}\n"


def extension(cited: str, amount: str = "205000") -> str:
    return (
        f"- extension: {{project: reviews, change: {{2018/19: {amount}}},"
        f" authority: {{body: asch, decided_on: 2018-12-10{cited}}}}}"
    )


@pytest.fixture
def council(book: OpenBook) -> OpenBook:
    """Give a book with a committee, its meetings and a project."""
    return book.given(COUNCIL, MEETINGS, PROJECT)


class TestBody:
    """The body that is cited must be one that may decide it."""

    def test_it_must_be_in_the_book(self, council: OpenBook) -> None:
        council.refuses(
            extension("").replace("body: asch", "body: asc"), UnknownReference, "mean asch"
        )

    def test_it_must_be_established(self, council: OpenBook) -> None:
        council.given("- body-dissolution: {body: asch, decided_on: 2018-12-10}")
        council.refuses(extension(""), NotInForce)

    def test_a_body_without_terms_of_reference_decides_what_is_put_to_it(
        self, council: OpenBook
    ) -> None:
        assert told(council.when(extension(""))) == [
            "savings-extended project:reviews on 2018-12-10"
        ]

    @pytest.mark.parametrize(
        ("terms", "reason", "words"),
        [
            ("decides: [gates]", OutsideRemit, "asch does not decide extensions"),
            ("portfolios: [place]", OutsideRemit, "asch decides for place only, not for asch"),
            ("financial_limit: 204999", AboveFinancialLimit, "above the limit of £204,999"),
        ],
    )
    def test_its_remit_must_cover_the_matter(
        self, council: OpenBook, terms: str, reason: type[OutsideRemit], words: str
    ) -> None:
        council.given(f"- terms-of-reference: {{body: asch, summary: S, {terms}}}")
        council.refuses(extension(""), reason, words)

    @pytest.mark.parametrize(
        "terms",
        ["decides: [extensions, gates]", "portfolios: [asch]", "financial_limit: 205000"],
    )
    def test_within_its_remit_it_decides(self, council: OpenBook, terms: str) -> None:
        council.given(f"- terms-of-reference: {{body: asch, summary: S, {terms}}}")
        assert council.when(extension("")).facts

    def test_terms_that_came_later_do_not_count(self, council: OpenBook) -> None:
        council.given(
            "- terms-of-reference: {body: asch, summary: S, decides: [gates],"
            " decided_on: 2018-12-11}"
        )
        assert council.when(extension("")).facts

    def test_baselines_are_a_matter_of_their_own(self, council: OpenBook) -> None:
        council.given("- terms-of-reference: {body: asch, summary: S, decides: [extensions]}")
        council.refuses(
            "- baseline: {project: reviews, profile: {2018/19: 1},"
            " authority: {body: asch, decided_on: 2018-10-08}}",
            OutsideRemit,
            "asch does not decide baselines",
        )


class TestResolution:
    """The resolution that is cited must carry it, where the book has it."""

    def test_one_that_was_passed_carries_it(self, council: OpenBook) -> None:
        council.given(RESOLUTION)
        receipt = council.when(extension(", resolution: 2018/7"))
        assert (len(receipt.facts), receipt.notes) == (1, ())

    def test_one_that_is_not_in_the_book_is_noted(self, council: OpenBook) -> None:
        receipt = council.when(extension(", resolution: 2018/7"))
        assert len(receipt.facts) == 1
        assert receipt.notes == (
            (
                "resolution 2018/7 of asch is cited as authority but is not in the book: record it,"
                " so that the authority can be checked"
            ),
        )

    def test_one_that_was_lost_does_not(self, council: OpenBook) -> None:
        council.given(RESOLUTION.replace("title: T,", "title: T, outcome: lost,"))
        council.refuses(extension(", resolution: 2018/7"), NotInForce, "was lost")

    def test_one_that_is_not_yet_in_effect_does_not(self, council: OpenBook) -> None:
        council.given(RESOLUTION.replace("title: T,", "title: T, takes_effect_on: 2018-12-11,"))
        council.refuses(extension(", resolution: 2018/7"), NotInForce, "takes effect on 2018-12-11")

    def test_one_that_was_superseded_does_not(self, council: OpenBook) -> None:
        council.given(
            RESOLUTION,
            SUPERSEDING,
        )
        council.refuses(extension(", resolution: 2018/7"), NotInForce, "was superseded by 2018/9")

    def test_until_it_was_superseded_it_did(self, council: OpenBook) -> None:
        council.given(
            RESOLUTION,
            SUPERSEDING,
        )
        late = extension(", resolution: 2018/7").replace("2018-12-10", "2018-12-09")
        assert council.when(late).facts

    def test_it_is_the_named_bodys_own(self, council: OpenBook) -> None:
        council.given(
            "- meeting: {ref: ics-1, body: ics, held_on: 2018-10-08}",
            RESOLUTION.replace("asch-1", "ics-1").replace("title: T", "title: T, outcome: lost"),
        )
        [note] = council.when(extension(", resolution: 2018/7")).notes
        assert note.startswith("resolution 2018/7 of asch is cited")


class TestMeeting:
    """The meeting that is cited must be one of the body, and have been held."""

    def test_one_that_was_held_does(self, council: OpenBook) -> None:
        assert council.when(extension(", meeting: asch-2")).facts

    def test_it_must_be_in_the_book(self, council: OpenBook) -> None:
        council.refuses(
            extension(", meeting: asch-3"), UnknownReference, "did you mean asch-2 or asch-1?"
        )

    def test_it_must_be_of_the_body(self, council: OpenBook) -> None:
        council.given("- meeting: {ref: ics-1, body: ics, held_on: 2018-10-08}")
        council.refuses(
            extension(", meeting: ics-1"),
            ContradictoryCommand,
            "ics-1 is a meeting of ics, not of asch",
        )

    def test_it_must_have_been_held(self, council: OpenBook) -> None:
        council.given("- meeting: {ref: asch-3, body: asch, scheduled_for: 2018-12-10}")
        council.refuses(extension(", meeting: asch-3"), NotInForce)
