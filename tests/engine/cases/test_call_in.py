"""Cases before a body whose decisions may be called in."""

from __future__ import annotations

from datetime import date

from domain.errors import NotInForce
from tests.engine.cases.journey import APPROVING, DECIDED, before_committee, step
from tests.engine.open_book import OpenBook


class TestCallIn:
    """A body whose decisions may be called in decides a case when its resolution takes effect."""

    RULE = "- terms-of-reference: {body: ics, summary: Decides., call_in: 5 working days}\n"

    def test_figures_and_case_move_on_the_day_after_the_window(self, book: OpenBook) -> None:
        before_committee(book, self.RULE, APPROVING)
        receipt = book.when(step("approve", "I. Clerk", more=DECIDED))
        assert {fact.decided_on for fact in receipt.facts} == {date(2019, 1, 29)}

    def test_neither_moves_before(self, book: OpenBook) -> None:
        before_committee(book, self.RULE, APPROVING)
        book.refuses(
            step("approve", "I. Clerk", "2019-01-21", more=DECIDED),
            NotInForce,
            "takes effect on 2019-01-29",
        )
