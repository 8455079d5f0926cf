"""What commands about call-in do, and rescinding and amending."""

from __future__ import annotations

from datetime import date

import pytest

from domain.errors import AlreadyDecided, AuthorityMissing, NotInForce, RuleBroken, UnknownReference
from domain.resolutions.afterwards import CallInOutcome
from domain.resolutions.resolution import Resolution
from engine.errors import ContradictoryCommand
from tests.domain.scenario import BY
from tests.engine.open_book import BASELINE, COUNCIL, PROJECT, REQUEST, OpenBook, fact_of, told

# Five working days after Thursday 18 April 2019, with Easter and a day of its own left out:
# the 23rd to the 25th, and the 29th and 30th.
CALENDAR = "- calendar: {country: GB, subdivision: ENG, closed: [2019-04-26]}"
RULE = "- terms-of-reference: {body: ics, summary: Decides., call_in: 5 working days}"
SCRUTINY = """
- body: {ref: scrutiny, name: Overview and Scrutiny Committee, kind: committee}
- meeting: {ref: scrutiny-1, body: scrutiny, held_on: 2019-05-07}
"""
MEETINGS = """
- meeting: {ref: ics-1, body: ics, held_on: 2019-04-18}
- meeting: {ref: ics-2, body: ics, held_on: 2019-05-20}
"""
PASSED = "- resolution: {ref: 2019/003, meeting: ics-1, title: Close it, clauses: [{CLAUSE}]%s}"
PASSED = PASSED.replace("{CLAUSE}", "{effect: approves, text: Closed.}")
LATER = "- resolution: {ref: 2019/009, meeting: ics-2, title: L, clauses: [{effect: agrees,"
LATER += " text: It.}]%s}"
CALLED_IN = (
    "- call-in: {resolution: ics/2019/003, called_in_on: 2019-04-24, by: [A. Ash, B. Birch],"
    " reason: No consultation}"
)
OUTCOME = "- call-in-outcome: {resolution: ics/2019/003, decided_on: 2019-05-07, outcome: %s}"
TOOK_EFFECT = "- took-effect: {resolution: ics/2019/003, on: 2019-05-01}"
APPROVED = "- decision: {change_request: ICS-2019-A, outcome: approved, resolution: 2019/003%s}"


def resolution(book: OpenBook, ref: str = "ics/2019/003") -> Resolution:
    return Resolution(ref).replay(book.history(f"resolution:{ref}"))


def carries(book: OpenBook, day: str, ref: str = "ics/2019/003") -> bool:
    try:
        resolution(book, ref).check_carries(date.fromisoformat(day))
    except NotInForce:
        return False
    return True


@pytest.fixture
def council(book: OpenBook) -> OpenBook:
    """A sub-committee whose decisions may be called in."""
    return book.given(COUNCIL, CALENDAR, RULE, SCRUTINY, MEETINGS)


class TestWindow:
    """A decision of a body with a call-in rule takes effect after the window."""

    def test_it_is_counted_in_working_days_when_it_is_adopted(self, council: OpenBook) -> None:
        passed = fact_of(council.when(PASSED % ""))
        assert passed.call_in_until == date(2019, 4, 30)
        assert passed.takes_effect_on == date(2019, 5, 1)

    def test_it_permits_nothing_until_it_is_over(self, council: OpenBook) -> None:
        council.given(PASSED % "")
        assert not carries(council, "2019-04-30")
        with pytest.raises(
            NotInForce, match=r"until 2019-04-30: .*`minutebook tick --on 2019-05-01"
        ):
            resolution(council).check_carries(date(2019, 5, 1))
        council.given(TOOK_EFFECT)
        assert not carries(council, "2019-04-30")
        assert carries(council, "2019-05-01")

    def test_a_body_without_the_rule_decides_at_once(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETINGS, PASSED % "")
        assert carries(book, "2019-04-18")
        book.refuses(CALLED_IN, RuleBroken, "may not be called in", "`call_in: 5 working days`")

    def test_an_urgent_decision_takes_effect_at_once_and_may_not_be_called_in(
        self, council: OpenBook
    ) -> None:
        council.given(PASSED % ", urgent: The roof is falling in")
        assert carries(council, "2019-04-18")
        council.refuses(CALLED_IN, RuleBroken, "or it was urgent")

    def test_nothing_is_urgent_where_nothing_can_be_called_in(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETINGS)
        book.refuses(PASSED % ", urgent: Yes", RuleBroken, "leave `urgent` out")

    def test_it_may_take_effect_later_but_not_sooner(self, council: OpenBook) -> None:
        council.refuses(
            PASSED % ", takes_effect_on: 2019-04-30", RuleBroken, "from 2019-05-01 on", "`urgent`"
        )
        council.given(PASSED % ", takes_effect_on: 2019-06-01")
        assert not carries(council, "2019-05-31")

    def test_a_lost_motion_is_not_urgent(self, council: OpenBook) -> None:
        council.cannot_read(PASSED % ", outcome: lost, urgent: Yes", "a lost motion")

    def test_that_it_closed_is_recorded_once_on_its_day(self, council: OpenBook) -> None:
        council.given(PASSED % "")
        took = "- took-effect: {resolution: ics/2019/003, on: 2019-%s}"
        council.refuses(took % "04-30", NotInForce, "takes effect on 2019-05-01")
        assert told(council.when(took % "05-01")) == [
            "resolution-took-effect resolution:ics/2019/003 on 2019-05-01"
        ]
        assert told(council.when(took % "05-01")) == []

    def test_what_took_effect_on_record_is_not_called_in_but_decided_again(
        self, council: OpenBook
    ) -> None:
        council.given(PASSED % "", TOOK_EFFECT)
        council.refuses(
            CALLED_IN, RuleBroken, "took effect on 2019-05-01", "`rescinds: [2019/003]`"
        )

    def test_what_took_effect_takes_effect_no_second_time(self, council: OpenBook) -> None:
        council.given(PASSED % "", TOOK_EFFECT)
        with pytest.raises(AlreadyDecided, match="took effect on 2019-05-01"):
            resolution(council).take_effect(BY, date(2019, 5, 1))

    def test_nothing_else_takes_effect_by_time(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETINGS, PASSED % "")
        book.refuses(
            "- took-effect: {resolution: ics/2019/003, on: 2019-04-18}",
            RuleBroken,
            "has no call-in window",
        )


class TestCallIn:
    """`call-in` and `call-in-outcome`."""

    def test_a_called_in_decision_is_suspended_until_that_is_decided(
        self, council: OpenBook
    ) -> None:
        receipt = council.given(PASSED % "").when(CALLED_IN)
        assert told(receipt) == ["resolution-called-in resolution:ics/2019/003 on 2019-04-24"]
        assert not carries(council, "2030-01-01")
        with pytest.raises(NotInForce, match="call-in-outcome ics/2019/003 upheld"):
            resolution(council).check_carries(date(2019, 5, 1))

    def test_upheld_it_takes_effect_then(self, council: OpenBook) -> None:
        council.given(PASSED % "", CALLED_IN)
        receipt = council.when(OUTCOME % "upheld, body: scrutiny, meeting: scrutiny-1")
        assert told(receipt) == ["call-in-decided resolution:ics/2019/003 on 2019-05-07"]
        assert not carries(council, "2019-05-06")
        assert carries(council, "2019-05-07")

    def test_upheld_it_takes_effect_on_the_later_day_that_was_resolved(
        self, council: OpenBook
    ) -> None:
        council.given(PASSED % ", takes_effect_on: 2019-06-01", CALLED_IN, OUTCOME % "upheld")
        assert not carries(council, "2019-05-31")
        assert carries(council, "2019-06-01")

    def test_referred_back_it_never_takes_effect(self, council: OpenBook) -> None:
        council.given(PASSED % "", CALLED_IN, OUTCOME % "referred-back")
        with pytest.raises(NotInForce, match="ics decides again by a new resolution"):
            resolution(council).check_carries(date(2030, 1, 1))

    def test_the_body_decides_again_by_a_resolution_that_supersedes_it(
        self, council: OpenBook
    ) -> None:
        council.given(PASSED % "", CALLED_IN, OUTCOME % "referred-back")
        receipt = council.when(LATER % ", supersedes: [2019/003]")
        assert told(receipt)[1] == "resolution-superseded resolution:ics/2019/003 on 2019-05-20"

    @pytest.mark.parametrize("day", ["2019-04-17", "2019-05-01"])
    def test_it_is_called_in_within_the_window_alone(self, council: OpenBook, day: str) -> None:
        council.given(PASSED % "")
        council.refuses(
            CALLED_IN.replace("2019-04-24", day),
            RuleBroken,
            "could be called in from 2019-04-18 to 2019-04-30",
        )

    def test_it_is_called_in_once_and_decided_once(self, council: OpenBook) -> None:
        council.given(PASSED % "", CALLED_IN)
        assert told(council.when(CALLED_IN)) == []
        council.given(OUTCOME % "upheld")
        with pytest.raises(AlreadyDecided, match="was decided: upheld"):
            resolution(council).decide_call_in(
                BY, date(2019, 5, 8), outcome=CallInOutcome.UPHELD, body=None, meeting=None
            )

    def test_a_second_call_in_is_told_what_came_of_the_first(self, council: OpenBook) -> None:
        again = CALLED_IN.replace("2019-04-24", "2019-04-25")
        council.given(PASSED % "", CALLED_IN)
        with pytest.raises(AlreadyDecided, match="call-in-outcome ics/2019/003`"):
            self.call_in_again(council)
        council.refuses(again, AlreadyDecided, "waits for what comes of that")
        council.given(OUTCOME % "upheld")
        with pytest.raises(AlreadyDecided, match="was upheld on 2019-05-07"):
            self.call_in_again(council)

    @staticmethod
    def call_in_again(council: OpenBook) -> None:
        resolution(council).call_in(
            BY, date(2019, 4, 25), called_in_by=("C. Cedar",), reason="Again"
        )

    def test_what_the_later_one_did_not_end_is_not_revived(self, council: OpenBook) -> None:
        council.given(PASSED % "")
        untouched = resolution(council)
        untouched.revive(BY, date(2019, 5, 7), instead_of="2019/009")
        assert untouched.pending == []

    def test_a_lost_motion_is_not_called_in(self, council: OpenBook) -> None:
        council.given(PASSED % ", outcome: lost")
        council.refuses(CALLED_IN, NotInForce, "was lost")

    def test_what_was_not_called_in_has_no_outcome(self, council: OpenBook) -> None:
        council.given(PASSED % "")
        council.refuses(OUTCOME % "upheld", NotInForce, "was not called in by 2019-05-07")
        council.given(CALLED_IN)
        early = (OUTCOME % "upheld").replace("2019-05-07", "2019-04-23")
        council.refuses(early, NotInForce, "was not called in by 2019-04-23")

    def test_the_clock_does_not_let_a_called_in_decision_take_effect(
        self, council: OpenBook
    ) -> None:
        council.given(PASSED % "", CALLED_IN)
        took = "- took-effect: {resolution: ics/2019/003, on: 2019-%s}"
        council.refuses(took % "05-01", NotInForce, "was called in on 2019-04-24")
        council.given(OUTCOME % "upheld")
        council.refuses(took % "05-07", RuleBroken, "no call-in window after which")

    def test_the_meeting_is_one_of_the_body_that_decided_and_of_that_day(
        self, council: OpenBook
    ) -> None:
        council.given(PASSED % "", CALLED_IN)
        council.refuses(
            OUTCOME % "upheld, body: asch, meeting: scrutiny-1", ContradictoryCommand, "not of asch"
        )
        council.refuses(
            (OUTCOME % "upheld, meeting: scrutiny-1").replace("2019-05-07", "2019-05-08"),
            ContradictoryCommand,
            "it decided nothing on 2019-05-08",
        )


class TestFigures:
    """What a resolution decides takes effect when the resolution does."""

    @pytest.fixture
    def asked(self, council: OpenBook) -> OpenBook:
        return council.given(PROJECT, BASELINE, REQUEST, PASSED % "")

    def test_an_approval_holds_from_the_day_the_resolution_takes_effect(
        self, asked: OpenBook
    ) -> None:
        receipt = asked.given(TOOK_EFFECT).when(APPROVED % ", meeting: ics-1")
        assert {fact.decided_on for fact in receipt.facts} == {date(2019, 5, 1)}

    def test_an_approval_cannot_take_effect_before(self, asked: OpenBook) -> None:
        asked.refuses(
            APPROVED % ", decided_on: 2019-04-18", NotInForce, "takes effect on 2019-05-01"
        )

    def test_nothing_rests_on_what_may_still_be_called_in(self, asked: OpenBook) -> None:
        """Else it would stand though the resolution is called in and referred back."""
        words = ("may be called in until 2019-04-30", "`minutebook tick --on 2019-05-01`")
        baseline = (
            "- baseline: {project: reviews, measure: other, profile: {2019/20: 1},"
            " authority: {body: ics, resolution: 2019/003}}"
        )
        for entry in (APPROVED % "", APPROVED % ", decided_on: 2019-05-01", baseline):
            asked.refuses(entry, NotInForce, *words)
        asked.given(CALLED_IN, OUTCOME % "referred-back")
        asked.refuses(APPROVED % "", NotInForce, "ics decides again by a new resolution")

    def test_nothing_is_approved_under_a_resolution_that_is_called_in(
        self, asked: OpenBook
    ) -> None:
        asked.given(CALLED_IN)
        asked.refuses(APPROVED % "", NotInForce, "was called in on 2019-04-24")

    def test_an_approval_holds_from_the_day_on_which_the_call_in_was_decided(
        self, asked: OpenBook
    ) -> None:
        asked.given(CALLED_IN, OUTCOME % "upheld")
        receipt = asked.when(APPROVED % "")
        assert {fact.decided_on for fact in receipt.facts} == {date(2019, 5, 7)}

    def test_nothing_is_approved_past_the_window_by_leaving_the_resolution_out(
        self, asked: OpenBook
    ) -> None:
        past = "- decision: {change_request: ICS-2019-A, outcome: approved, meeting: ics-1}"
        words = ("may be called in for 5 working days", "cite it")
        asked.refuses(past, AuthorityMissing, *words)
        unknown = past.replace("meeting: ics-1", "resolution: 2019/999, decided_on: 2019-05-20")
        asked.refuses(unknown, AuthorityMissing, *words)
        asked.refuses(
            "- baseline: {project: reviews, measure: other, profile: {2019/20: 1},"
            " authority: {body: ics, decided_on: 2019-05-20}}",
            AuthorityMissing,
            *words,
        )

    def test_no_gate_says_go_past_the_window(self, asked: OpenBook) -> None:
        asked.given(
            "- gate-sequence: {ref: live, name: L, body: ics, project: reviews,"
            " gates: [{number: 1, name: Build}]}"
        )
        go = "- gate-decision: {sequence: live, gate: 1, outcome: go, decided_on: 2019-%s%s}"
        by = ", authority: {body: ics, resolution: 2019/003}"
        asked.refuses(go % ("05-20", ""), AuthorityMissing, "may be called in for 5 working days")
        asked.refuses(go % ("04-18", by), NotInForce, "takes effect on 2019-05-01")
        asked.refuses(go % ("05-01", by), NotInForce, "may be called in until 2019-04-30")
        assert asked.given(TOOK_EFFECT).when(go % ("05-01", by)).facts

    def test_a_rejection_need_not_wait(self, asked: OpenBook) -> None:
        rejected = "- decision: {change_request: ICS-2019-A, outcome: rejected, meeting: ics-1}"
        assert asked.when(rejected).facts

    def test_an_approval_is_of_the_day_on_which_the_resolution_takes_effect(
        self, asked: OpenBook
    ) -> None:
        asked.given(TOOK_EFFECT)
        asked.refuses(
            APPROVED % ", decided_on: 2019-05-20",
            ContradictoryCommand,
            "but resolution 2019/003 takes effect on 2019-05-01",
        )


class TestRescindingAndAmending:
    """A later resolution undoes an earlier one, or gives a clause other words; both texts stay."""

    @pytest.fixture
    def resolved(self, book: OpenBook) -> OpenBook:
        return book.given(COUNCIL, MEETINGS, PASSED % "")

    def test_a_rescinded_resolution_is_no_authority_from_that_day_on(
        self, resolved: OpenBook
    ) -> None:
        receipt = resolved.when(LATER % ", rescinds: [2019/003]")
        assert told(receipt)[1] == "resolution-rescinded resolution:ics/2019/003 on 2019-05-20"
        assert carries(resolved, "2019-05-19")
        with pytest.raises(NotInForce, match="was rescinded by 2019/009 on 2019-05-20"):
            resolution(resolved).check_carries(date(2019, 5, 20))

    def test_what_is_rescinded_is_not_superseded_too(self, resolved: OpenBook) -> None:
        resolved.refuses(
            LATER % ", rescinds: [2019/003], supersedes: [2019/003]",
            NotInForce,
            "was superseded by 2019/009",
        )

    def test_an_amended_clause_keeps_both_texts(self, resolved: OpenBook) -> None:
        resolved.given(LATER % ", amends: [{ref: 2019/003, clause: 1, text: Open till May.}]")
        amended = resolution(resolved)
        [before] = amended.clauses_at(date(2019, 5, 19))
        [after] = amended.clauses_at(date(2019, 5, 20))
        assert (before.text, after.text) == ("Closed.", "Open till May.")
        assert amended.clauses[0].text == "Closed."
        assert carries(resolved, "2019-05-20")

    def test_a_resolution_gives_a_clause_other_words_once(self, resolved: OpenBook) -> None:
        amends = "{ref: 2019/003, clause: 1, text: %s}"
        resolved.refuses(
            LATER % f", amends: [{amends % 'A.'}, {amends % 'B.'}]",
            RuleBroken,
            "amends clause 1 of 2019/003 twice",
        )

    def test_only_a_clause_that_there_is_can_be_amended(self, resolved: OpenBook) -> None:
        resolved.refuses(
            LATER % ", amends: [{ref: 2019/003, clause: 2, text: T}]",
            UnknownReference,
            "has no clause 2: it has 1",
        )

    def test_a_resolution_does_not_undo_itself(self, resolved: OpenBook) -> None:
        resolved.refuses(LATER % ", rescinds: [2019/009]", RuleBroken, "cannot supersede itself")

    def test_an_earlier_resolution_does_not_undo_a_later_one(self, resolved: OpenBook) -> None:
        resolved.given(LATER % "")
        resolved.refuses(
            (LATER % ", rescinds: [2019/009]")
            .replace("ref: 2019/009", "ref: x", 1)
            .replace("ics-2", "ics-1"),
            RuleBroken,
            "cannot rescind it",
        )

    def test_what_was_rescinded_holds_again_when_that_is_called_in_and_referred_back(
        self, council: OpenBook
    ) -> None:
        amends = "amends: [{ref: 2019/004, clause: 1, text: Other.}]"
        council.given(
            "- meeting: {ref: ics-0, body: ics, held_on: 2019-03-04}",
            (PASSED % "").replace("ics-1", "ics-0").replace("2019/003", "2019/001"),
            (PASSED % "").replace("ics-1", "ics-0").replace("2019/003", "2019/004"),
            PASSED % f", rescinds: [2019/001], {amends}",
        )
        assert not carries(council, "2019-05-07", "ics/2019/001")
        receipt = council.given(CALLED_IN).when(OUTCOME % "referred-back")
        assert told(receipt)[1:] == [
            "resolution-revived resolution:ics/2019/001 on 2019-05-07",
            "resolution-revived resolution:ics/2019/004 on 2019-05-07",
        ]
        council.given("- took-effect: {resolution: ics/2019/001, on: 2019-03-12}")
        assert carries(council, "2019-05-07", "ics/2019/001")
        assert not carries(council, "2019-05-06", "ics/2019/001")
        amended = resolution(council, "ics/2019/004")
        days = (date(2019, 4, 17), date(2019, 4, 18), date(2019, 5, 7))
        texts = [amended.clauses_at(day)[0].text for day in days]
        assert texts == ["Closed.", "Other.", "Closed."]

    def test_what_was_superseded_in_its_window_takes_effect_when_that_is_referred_back(
        self, council: OpenBook
    ) -> None:
        first = (PASSED % "").replace("ics-1", "ics-0").replace("2019/003", "2019/001")
        council.given(
            "- meeting: {ref: ics-0, body: ics, held_on: 2019-04-17}",
            first,
            PASSED % ", supersedes: [2019/001]",
            CALLED_IN,
        )
        took = "- took-effect: {resolution: ics/2019/001, on: 2019-%s}"
        council.refuses(took % "04-30", NotInForce, "was superseded by 2019/003")
        council.given(OUTCOME % "referred-back")
        council.refuses(took % "04-30", NotInForce, "was superseded by 2019/003")
        council.given(took % "05-07")
        assert not carries(council, "2019-05-06", "ics/2019/001")
        assert carries(council, "2019-05-07", "ics/2019/001")

    def test_a_power_that_never_took_effect_does_not_run_out(self, council: OpenBook) -> None:
        delegates = "{effect: delegates, text: P, delegate: Head, until: 2019-05-06}"
        council.given((PASSED % "").replace("{effect: approves, text: Closed.}", delegates))
        lapse = "- delegation-lapse: {delegation: ics/2019/003/1, on: 2019-05-06}"
        council.given(CALLED_IN).refuses(lapse, NotInForce, "was called in on 2019-04-24")
        council.given(OUTCOME % "upheld")
        council.refuses(lapse, NotInForce, "takes effect on 2019-05-07")
