"""Each route that comes with the program can be travelled from its start to its end."""

from __future__ import annotations

import pytest

from domain.cases.case import Case
from domain.errors import (
    AttachmentMissing,
    GateNotMet,
    NotInForce,
    RoleMissing,
    StepNotAllowed,
)
from tests.engine.open_book import COUNCIL, PROJECT, OpenBook

PEOPLE = """
- role-grant: {person: S. Sponsor, role: sponsor, starts_on: 2018-01-01}
- role-grant: {person: P. Office, role: programme-office, starts_on: 2018-01-01}
- role-grant: {person: F. Nance, role: finance, starts_on: 2018-01-01}
- role-grant: {person: M. Officer, role: monitoring-officer, starts_on: 2018-01-01}
- role-grant: {person: I. Clerk, role: clerk, body: ics, starts_on: 2018-01-01}
"""
MEETINGS = """
- meeting: {ref: ics-04, body: ics, held_on: 2019-04-18}
- meeting: {ref: ics-06, body: ics, held_on: 2019-06-20}
"""
RESOLUTION = """
- resolution: {ref: 2019/003, meeting: ics-04, item: "4", title: Close it,
   clauses: [{effect: approves, text: Closed.}]}
"""
CALLED_IN = """
- call-in: {resolution: ics/2019/003, called_in_on: 2019-04-24, by: [A. Ash], reason: Too soon}
"""
OUTCOME = "- call-in-outcome: {resolution: ics/2019/003, decided_on: 2019-05-07, outcome: %s}"
CLERK, SPONSOR, OFFICE, FINANCE = "I. Clerk", "S. Sponsor", "P. Office", "F. Nance"
MONITORING = "M. Officer"


class Journey:
    """A case that is taken along its route, step by step."""

    def __init__(self, book: OpenBook, ref: str, opening: str) -> None:
        self.book = book.given(COUNCIL, PEOPLE, MEETINGS, opening)
        self.ref = ref

    def entry(self, name: str, actor: str, on: str, more: str = "", papers: str = "") -> str:
        """The entry of a step."""
        kinds = ", ".join(f"{{kind: {kind}, text: As written}}" for kind in papers.split())
        attached = f", attachments: [{kinds}]" if kinds else ""
        return (
            f"- case-step: {{case: {self.ref}, step: {name}, actor: {actor}, taken_on: {on}"
            f"{attached}{f', {more}' if more else ''}}}\n"
        )

    def take(self, name: str, actor: str, on: str, more: str = "", papers: str = "") -> str:
        """Take a step and return the state it leads to."""
        self.book.when(self.entry(name, actor, on, more, papers))
        return self.state

    @property
    def state(self) -> str:
        """Where the case stands."""
        return Case(self.ref).replay(self.book.history(f"case:{self.ref}")).state


@pytest.fixture
def report(book: OpenBook) -> Journey:
    """A report of a committee whose decisions may be called in within five working days."""
    book.given("""
- calendar: {country: GB, subdivision: ENG}
""")
    journey = Journey(
        book,
        "committee-report/library",
        """
- terms-of-reference: {body: ics, summary: Decides., call_in: 5 working days}
- case: {route: committee-report, subject: library, title: Close the library,
   bodies: {deciding: ics}, raised_by: S. Sponsor, opened_on: 2019-03-01}
""",
    )
    assert journey.take("submit", SPONSOR, "2019-03-04", papers="report") == "financial-comments"
    assert (
        journey.take("comment", FINANCE, "2019-03-06", papers="finance-comment")
        == "constitutional-comments"
    )
    assert (
        journey.take("advise", MONITORING, "2019-03-08", papers="constitutional-comment")
        == "pre-agenda"
    )
    return journey


def decided(report: Journey) -> Journey:
    assert report.take("publish", CLERK, "2019-04-10", "meeting: ics-04") == "published"
    report.book.given(RESOLUTION)
    assert (
        report.take("decide", CLERK, "2019-04-18", 'resolution: 2019/003, item: "4"') == "decided"
    )
    return report


class TestCommitteeReport:
    """Comments, five clear working days, decision, call-in window, effect."""

    def test_it_is_published_five_clear_working_days_before_the_meeting(
        self, report: Journey
    ) -> None:
        late = report.entry("publish", CLERK, "2019-04-11", "meeting: ics-04")
        report.book.refuses(late, StepNotAllowed, "5 working days clear", "there are 4")
        assert report.take("publish", CLERK, "2019-04-10", "meeting: ics-04") == "published"

    def test_it_is_decided_on_the_day_of_the_meeting_and_takes_effect_after_the_window(
        self, report: Journey
    ) -> None:
        decided(report)
        early = report.entry("take-effect", "the clock", "2019-04-29")
        # Good Friday and Easter Monday lie in the window.
        report.book.refuses(early, NotInForce, "takes effect on 2019-04-30")
        unrecorded = report.entry("take-effect", "the clock", "2019-04-30")
        report.book.refuses(unrecorded, NotInForce, "minutebook tick --on 2019-04-30")
        report.book.given("- took-effect: {resolution: ics/2019/003, on: 2019-04-30}")
        assert report.take("take-effect", "the clock", "2019-04-30") == "effective"

    def test_it_takes_effect_the_next_day_where_there_is_no_call_in(self, report: Journey) -> None:
        report.book.given("""
- terms-of-reference: {body: ics, summary: Decides at once., decided_on: 2019-03-15}
""")
        decided(report)
        same_day = report.entry("take-effect", "the clock", "2019-04-18")
        report.book.refuses(same_day, StepNotAllowed)
        assert report.take("take-effect", "the clock", "2019-04-19") == "effective"

    def test_a_decision_that_was_called_in_waits_for_the_outcome(self, report: Journey) -> None:
        decided(report).book.given(CALLED_IN)
        assert (
            report.take("call-in", MONITORING, "2019-04-24", papers="call-in-notice") == "called-in"
        )
        uphold = report.entry("uphold", MONITORING, "2019-05-07")
        report.book.refuses(uphold, NotInForce)
        report.book.given(OUTCOME % "upheld")
        assert report.take("uphold", MONITORING, "2019-05-07") == "effective"

    def test_a_report_waits_for_no_call_in_that_there_was_not(self, report: Journey) -> None:
        called_in = report.entry("call-in", MONITORING, "2019-04-24", papers="call-in-notice")
        decided(report).book.refuses(called_in, NotInForce, "was not called in by 2019-04-24")
        report.book.given(CALLED_IN, OUTCOME % "upheld")
        again = report.entry("call-in", MONITORING, "2019-05-08", papers="call-in-notice")
        report.book.refuses(again, NotInForce, "and upheld on")

    def test_a_decision_that_was_referred_back_is_made_again(self, report: Journey) -> None:
        decided(report).book.given(CALLED_IN)
        report.take("call-in", MONITORING, "2019-04-24", papers="call-in-notice")
        back = report.entry("refer-back", MONITORING, "2019-05-07", "note: Consult first")
        report.book.refuses(back, NotInForce, "was not referred back")
        report.book.given(OUTCOME % "referred-back")
        assert report.take("refer-back", MONITORING, "2019-05-07", "note: Ask") == "pre-agenda"
        assert report.take("publish", CLERK, "2019-06-10", "meeting: ics-06") == "published"
        old = report.entry("decide", CLERK, "2019-06-20", 'resolution: 2019/003, item: "4"')
        report.book.refuses(old, NotInForce, "referred back")

    def test_time_does_not_bring_into_effect_what_was_called_in(self, report: Journey) -> None:
        decided(report).book.given(CALLED_IN)
        effect = report.entry("take-effect", "the clock", "2019-05-01")
        report.book.refuses(effect, NotInForce)

    def test_nobody_publishes_without_the_comments(self, book: OpenBook) -> None:
        journey = Journey(
            book,
            "committee-report/library",
            """
- case: {route: committee-report, subject: library, bodies: {deciding: ics},
   opened_on: 2019-03-01}
""",
        )
        bare = journey.entry("submit", SPONSOR, "2019-03-04")
        book.refuses(bare, AttachmentMissing, "report")
        journey.take("submit", SPONSOR, "2019-03-04", papers="report")
        book.refuses(
            journey.entry("comment", SPONSOR, "2019-03-05", papers="finance-comment"), RoleMissing
        )


class TestGateReview:
    """Preparation, assessment, the board: no-go, recycle, go."""

    OPENING = """
- terms-of-reference: {body: ics, summary: Decides gates., decides: [gates]}
- gate-sequence: {ref: go-live, name: Going live, body: ics,
   gates: [{number: 1, name: Build}, {number: 2, name: Launch}],
   criteria: [{ref: data, text: Data is moved}], decided_on: 2018-12-01}
- case: {route: gate-review, subject: go-live/1, opened_on: 2019-03-01}
"""

    def test_a_gate_says_no_go_and_then_go(self, book: OpenBook) -> None:
        gate = Journey(book, "gate/go-live/1", self.OPENING)
        assert gate.take("assess", SPONSOR, "2019-03-04") == "assessment"
        present = gate.entry("present", OFFICE, "2019-03-18", papers="readiness-report")
        book.refuses(present, GateNotMet, "data")
        book.given(self.assessed("2019-03-15", "not-met"))
        assert gate.take("present", OFFICE, "2019-03-18", papers="readiness-report") == "board"
        no_go = "meeting: ics-04, must_change: [The data]"
        assert gate.take("no-go", CLERK, "2019-04-18", no_go) == "preparation"
        gate.take("assess", SPONSOR, "2019-05-02")
        book.given(self.assessed("2019-05-20", "met"))
        gate.take("present", OFFICE, "2019-05-21", papers="readiness-report")
        assert gate.take("go", CLERK, "2019-06-20", "meeting: ics-06") == "go"

    def assessed(self, on: str, result: str) -> str:
        return f"""
- gate-assessment: {{sequence: go-live, gate: 1, assessed_on: {on}, assessor: A. Ssessor,
   assessments: [{{criterion: data, result: {result}, evidence: A count}}]}}
"""


def test_a_proposal_becomes_a_project_with_its_baseline(book: OpenBook) -> None:
    journey = Journey(
        book,
        "savings-proposal/reviews",
        PROJECT
        + """
- terms-of-reference: {body: ics, summary: Sets baselines., decides: [baselines]}
- case: {route: savings-proposal, subject: reviews, title: Targeted reviews,
   bodies: {deciding: ics}, raised_by: S. Sponsor, opened_on: 2019-01-02}
"""
        + RESOLUTION,
    )
    journey.take("work-up", SPONSOR, "2019-01-10", papers="option-for-change")
    journey.take("appraise", FINANCE, "2019-01-20", papers="business-case finance-comment")
    papers = "consultation-report equality-impact-assessment"
    early = journey.entry("report-consultation", OFFICE, "2019-02-17", papers=papers)
    book.refuses(early, StepNotAllowed)
    assert journey.take("report-consultation", OFFICE, "2019-02-18", papers=papers) == "committee"
    more = 'resolution: 2019/003, item: "4", project: reviews, profile: {2019/20: 1000}'
    assert journey.take("approve", CLERK, "2019-04-18", more) == "project"
    facts = [fact.TOPIC for fact in book.history("project:reviews")]
    assert facts[-1] == "minutebook.baseline-set.1"


def test_a_plan_is_followed_up_as_often_as_it_takes(book: OpenBook) -> None:
    journey = Journey(
        book,
        "recovery-plan/delayed-transfers",
        """
- case: {route: recovery-plan, subject: delayed-transfers, bodies: {overseeing: ics},
   opened_on: 2019-03-01}
""",
    )
    plan = journey.take("agree-plan", CLERK, "2019-04-18", "meeting: ics-04", "recovery-plan")
    assert plan == "plan-agreed"
    for day in ("2019-05-01", "2019-06-01"):
        assert journey.take("follow-up", OFFICE, day, papers="progress-report") == "followed-up"
    assert journey.take("close", CLERK, "2019-06-20", "meeting: ics-06") == "closed"
