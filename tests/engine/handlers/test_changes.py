"""What the commands that raise a change request and comment on it do."""

from __future__ import annotations

from domain.errors import DoesNotAddUp, NotInForce, ReferenceUsed, RuleBroken, UnknownReference
from engine.errors import ChangedEntry
from tests.engine.open_book import BASELINE, COUNCIL, PROJECT, REQUEST, OpenBook, fact_of, told

COMMENT = "- comment: {change_request: ICS-2019-A, by: finance, text: Neutral}"


class TestRaising:
    """`change-request`."""

    def test_it_is_put_to_a_body_with_its_comments(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, PROJECT, BASELINE).when(
            REQUEST
            + "    reasons: Faster reviews\n"
            + "    lessons: [{description: D, learning: L}]\n"
            + "    comments: [{by: finance, text: Neutral, made_on: 2018-12-21}]\n"
        )
        assert told(receipt) == [
            "change-request-raised change-request:ICS-2019-A on 2018-12-20",
            "change-request-commented change-request:ICS-2019-A on 2018-12-21",
        ]
        raised = fact_of(receipt, 0)
        assert (raised.to, raised.raised_by, raised.reasons) == (
            "ics",
            "P. Officer",
            "Faster reviews",
        )
        assert raised.lines[0].change.stored() == {
            "2018/19": "0",
            "2019/20": "1000000",
            "2020/21": "-1000000",
        }

    def test_the_day_it_was_raised_may_be_unknown(self, book: OpenBook) -> None:
        entry = REQUEST.replace("    raised_on: 2018-12-20\n", "")
        receipt = book.given(COUNCIL, PROJECT, BASELINE).when(entry)
        assert told(receipt) == ["change-request-raised change-request:ICS-2019-A"]
        assert receipt.notes == ()

    def test_it_is_compared_with_the_profile_of_the_day_it_was_raised(self, book: OpenBook) -> None:
        book.given(
            COUNCIL,
            PROJECT,
            BASELINE,
            "- extension: {project: reviews, change: {2018/19: 5},"
            " authority: {body: asch, decided_on: 2018-12-21}}",
        )
        assert book.when(REQUEST).notes == ()

    def test_its_body_must_be_in_the_book_and_established(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE)
        book.refuses(REQUEST.replace("to: ics", "to: isc"), UnknownReference, "did you mean ics")
        book.given("- body-dissolution: {body: ics, decided_on: 2018-12-01}")
        book.refuses(REQUEST, NotInForce)

    def test_its_projects_must_be_in_the_book(self, book: OpenBook) -> None:
        book.given(COUNCIL).refuses(REQUEST, UnknownReference, "no project 'reviews'")

    def test_its_figures_must_be_what_its_kind_says(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE).refuses(
            REQUEST.replace("2020/21: 0", "2020/21: 5"), RuleBroken, "is a re-profile"
        )

    def test_a_printed_change_must_be_revised_less_expected(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE).refuses(
            REQUEST + "        change: {2019/20: 1000001}\n", DoesNotAddUp, "in 2019/20 is printed"
        )

    def test_printed_totals_must_add_up(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE).refuses(
            REQUEST + "        total: {expected: 6010000, revised: 6010001}\n",
            DoesNotAddUp,
            "the revised total of reviews",
        )

    def test_printed_figures_that_add_up_are_accepted(self, book: OpenBook) -> None:
        printed = (
            "        change: {2019/20: 1000000}\n"
            "        total: {expected: 6010000, revised: 6010000, change: 0}\n"
        )
        assert book.given(COUNCIL, PROJECT, BASELINE).when(REQUEST + printed).facts

    def test_its_reference_is_used_once(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE, REQUEST).refuses(
            REQUEST.replace("revised: {2018/19: 3010000", "revised: {2018/19: 3010001").replace(
                "2020/21: 0", "2020/21: -1"
            ),
            ChangedEntry,
            "lines[1].revised.2018/19: the book has '3010000', this says '3010001'",
        )
        assert issubclass(ChangedEntry, ReferenceUsed)


class TestCommenting:
    """`comment`."""

    def test_advice_is_added(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, PROJECT, BASELINE, REQUEST).when(
            COMMENT.replace("Neutral", "Neutral, author: F. Partner, made_on: 2018-12-21")
        )
        assert told(receipt) == ["change-request-commented change-request:ICS-2019-A on 2018-12-21"]
        assert fact_of(receipt).comment.author == "F. Partner"

    def test_another_comment_of_the_same_adviser_is_another(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, BASELINE, REQUEST, COMMENT)
        assert book.when(COMMENT).facts == ()
        assert book.when(COMMENT.replace("Neutral", "Still neutral")).facts

    def test_the_request_must_be_in_the_book(self, book: OpenBook) -> None:
        book.refuses(COMMENT, UnknownReference, "no change request 'ICS-2019-A' is in the book")
