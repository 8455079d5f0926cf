"""A case goes by the steps of its route, and by no other way."""

from __future__ import annotations

from typing import Any

import pytest

from domain.authority.roles import OfficeRole
from domain.cases.case import Case
from domain.cases.facts import (
    CaseEscalated,
    CaseMigrated,
    CaseOverdue,
    CaseReopened,
)
from domain.cases.parts import Attachment, Taken
from domain.errors import (
    AlreadyDecided,
    AttachmentMissing,
    NotInForce,
    ReferenceUsed,
    RuleBroken,
    StepNotAllowed,
)
from domain.routes.route import Timed
from domain.values.working_days import WEEKDAYS
from tests.domain.cases.journeys import (
    ACKNOWLEDGED,
    APPROVED,
    COMMENTED,
    REF,
    ROUTE,
    TITLE,
    case,
    opened,
    route,
    stepped,
)
from tests.domain.scenario import BY, Upshot, day, fact, given, recorded

PAPER = Attachment(kind="finance-comment", text="No effect on the total")


def _open(played: dict[str, str], subject: Case | None = None, **otherwise: Any) -> Upshot:
    travels = subject or Case(REF)
    return given(travels).when(
        lambda: travels.set_out(
            BY,
            day("2018-12-03"),
            route(**otherwise),
            WEEKDAYS,
            title=TITLE,
            bodies=played,
            raised_by="Corporate Director",
        )
    )


def _take(travels: Case, name: str, on: str, **more: Any) -> Upshot:
    return given(travels).when(
        lambda: travels.take(BY, ROUTE, name, Taken(day(on), **more), WEEKDAYS)
    )


class TestSettingOut:
    """A case begins where its route does."""

    def test_it_begins_in_the_first_state_with_the_days_of_its_steps(self) -> None:
        _open({"deciding": "ics"}).then([opened()])
        assert case().timetable == {"acknowledge": Timed(step="acknowledge", due_on="2018-12-10")}  # type: ignore[arg-type]  # read as stored

    def test_a_subject_travels_as_one_case(self) -> None:
        _open({"deciding": "ics"}, case()).refused(ReferenceUsed, "minutebook case show")

    def test_every_part_that_no_step_assigns_needs_a_body(self) -> None:
        _open({}).refused(RuleBroken, "which body is deciding", "--body deciding REF")

    def test_a_part_that_the_route_does_not_have_is_refused(self) -> None:
        _open({"deciding": "ics", "jury": "x"}).refused(RuleBroken, "has no part jury")

    def test_a_body_that_the_route_names_cannot_be_another(self) -> None:
        fixed = [{"part": "deciding", "title": "Who decides", "body": "policy"}]
        steps = [each.model_dump(by_alias=True) for each in ROUTE.steps if not each.assigns]
        _open({"deciding": "ics"}, bodies=fixed, steps=steps).refused(RuleBroken, "is policy")
        _open({}, bodies=fixed, steps=steps).then([opened(bodies={"deciding": "policy"})])


class TestTakingASTep:
    """A step leaves the state in which the case stands, in its time and with its papers."""

    def test_a_step_moves_the_case(self) -> None:
        subject = case()
        _take(subject, "acknowledge", "2018-12-05").then([ACKNOWLEDGED])
        assert (subject.state, subject.entered_on) == ("finance", day("2018-12-05"))
        assert subject.open

    def test_a_step_from_another_state_is_refused_and_those_possible_named(self) -> None:
        _take(case(), "approve", "2018-12-05").refused(
            StepNotAllowed,
            "stands at office (With the office)",
            "has no step approve from there, but acknowledge",
            "minutebook case step change-request/ICS-2019-A acknowledge",
        )

    def test_a_step_without_its_paper_is_refused(self) -> None:
        _take(case(ACKNOWLEDGED), "comment", "2018-12-10").refused(
            AttachmentMissing, "needs finance-comment", "--attach finance-comment TEXT"
        )

    def test_a_paper_attached_to_an_earlier_step_is_there(self) -> None:
        subject = recorded(
            Case(REF),
            opened(),
            stepped(
                "acknowledge", "office", "finance", "2018-12-05", attachments=(PAPER.model_dump(),)
            ),
        )
        _take(subject, "comment", "2018-12-10").then(
            [stepped("comment", "finance", "committee", "2018-12-10")]
        )

    def test_nobody_acts_before_the_case_came_to_them(self) -> None:
        _take(case(), "acknowledge", "2018-12-02").refused(StepNotAllowed, "since 2018-12-03")

    def test_a_step_that_opens_later_is_refused_before(self) -> None:
        subject = case(ACKNOWLEDGED, COMMENTED)
        _take(subject, "approve", "2018-12-12").refused(
            StepNotAllowed, "can be taken from 2018-12-13 on", "2 calendar days"
        )
        _take(subject, "approve", "2018-12-13").then(
            [stepped("approve", "committee", "approved", "2018-12-13", closes=True)]
        )

    def test_the_journey_ends_in_a_final_state(self) -> None:
        subject = case(ACKNOWLEDGED, COMMENTED, APPROVED)
        assert (subject.open, subject.decided_in) == (False, "committee")
        _take(subject, "approve", "2019-01-08").refused(
            StepNotAllowed, "is over since 2019-01-07", "approved (Approved)"
        )

    def test_a_case_that_was_put_off_is_due_at_the_meeting_named(self) -> None:
        subject = case(ACKNOWLEDGED, COMMENTED)
        back = {"deferred_to": "ics-2019-03-04", "back_on": day("2019-03-04")}
        _take(subject, "defer", "2019-01-07", **back).then(
            [stepped("defer", "committee", "deferred", "2019-01-07", **back)]
        )
        assert subject.timetable["bring-back"].due_on == day("2019-03-04")
        assert subject.deferred_to == "ics-2019-03-04"

    def test_a_step_can_give_a_part_to_a_body(self) -> None:
        subject = case(ACKNOWLEDGED, COMMENTED)
        _take(subject, "refer", "2019-01-07", assigned={"policy": "council"})
        assert subject.bodies == {"deciding": "ics", "policy": "council"}


class TestTime:
    """What time itself brings about."""

    def test_a_step_is_overdue_on_the_day_after_its_last_day(self) -> None:
        subject = case()
        late = fact(CaseOverdue, "2018-12-11", step="acknowledge", due_on=day("2018-12-10"))
        given(subject).when(
            lambda: subject.find_overdue(BY, "acknowledge", day("2018-12-20"))
        ).then([late])
        given(subject).when(
            lambda: subject.find_overdue(BY, "acknowledge", day("2018-12-20"))
        ).refused(AlreadyDecided, "since 2018-12-10")

    def test_a_step_in_time_is_not_overdue(self) -> None:
        subject = case()
        given(subject).when(
            lambda: subject.find_overdue(BY, "acknowledge", day("2018-12-10"))
        ).refused(NotInForce, "in time until 2018-12-10")

    def test_a_step_without_a_deadline_is_never_overdue(self) -> None:
        subject = case(ACKNOWLEDGED)
        given(subject).when(lambda: subject.find_overdue(BY, "comment", day("2019-12-10"))).refused(
            NotInForce, "has no deadline"
        )

    def test_what_is_overdue_is_escalated_once(self) -> None:
        subject = case()

        def escalate() -> None:
            subject.escalate(
                BY, "acknowledge", day("2018-12-20"), role=OfficeRole.CHAIR, body="ics"
            )

        told = fact(
            CaseEscalated,
            "2018-12-11",
            step="acknowledge",
            due_on=day("2018-12-10"),
            role=OfficeRole.CHAIR,
            body="ics",
        )
        given(subject).when(escalate).then([told])
        given(subject).when(escalate).refused(AlreadyDecided, "was escalated already")

    def test_time_takes_steps_that_are_automatic_or_follow_a_missed_deadline(self) -> None:
        steps = [each.model_dump(by_alias=True) for each in ROUTE.steps]
        steps[0]["overdue"] = {"take": "pass-on"}
        by_time = {"title": "Pass on", "from": ["office"], "to": "finance"}
        steps += [
            {"name": "pass-on", **by_time},
            {"name": "lapse", "automatic": True, **by_time},
        ]
        altered, subject = route(steps=steps), case()

        def for_time(name: str, on: str) -> bool:
            return subject.is_for_time(altered, subject.step_called(altered, name), day(on))

        assert for_time("lapse", "2018-12-03")
        assert not for_time("pass-on", "2018-12-10")
        assert for_time("pass-on", "2018-12-11")
        assert not for_time("acknowledge", "2018-12-11")


class TestReopening:
    """A closed case is taken up where it was decided."""

    def _reopen(self, subject: Case, on: str) -> Upshot:
        return given(subject).when(
            lambda: subject.reopen(BY, day(on), ROUTE, WEEKDAYS, reason="A condition was breached")
        )

    def test_it_stands_again_where_it_was_decided(self) -> None:
        subject = case(ACKNOWLEDGED, COMMENTED, APPROVED)
        self._reopen(subject, "2019-06-03").then(
            [
                fact(
                    CaseReopened,
                    "2019-06-03",
                    from_state="approved",
                    to_state="committee",
                    reason="A condition was breached",
                    timetable=ROUTE.timetable("committee", day("2019-06-03"), WEEKDAYS),
                )
            ]
        )
        assert subject.open

    def test_a_running_case_cannot_be_reopened(self) -> None:
        self._reopen(case(), "2019-06-03").refused(StepNotAllowed, "is on its way")

    def test_it_is_not_reopened_before_it_was_closed(self) -> None:
        self._reopen(case(ACKNOWLEDGED, COMMENTED, APPROVED), "2019-01-06").refused(
            StepNotAllowed, "was closed on 2019-01-07"
        )


class TestMigration:
    """A running case can be put on another version of its route."""

    def _migrate(self, subject: Case, state: str | None = None, **otherwise: Any) -> Upshot:
        version = otherwise.pop("version", 2)
        bodies = otherwise.pop("given", None)
        onto = route(version, **otherwise)
        return given(subject).when(
            lambda: subject.migrate(
                BY, day("2019-01-02"), ROUTE, onto, WEEKDAYS, state=state, bodies=bodies
            )
        )

    def _without(self, gone: str, instead: str) -> dict[str, Any]:
        """The parts of a route in which a state has another name."""
        states = [each.model_dump() for each in ROUTE.states]
        steps = [each.model_dump(by_alias=True) for each in ROUTE.steps]
        for state in states:
            state["name"] = instead if state["name"] == gone else state["name"]
        for step in steps:
            step["from"] = [instead if origin == gone else origin for origin in step["from"]]
            step["to"] = instead if step["to"] == gone else step["to"]
        return {"states": states, "steps": steps}

    def test_it_stays_where_it_stands_and_its_days_are_counted_anew(self) -> None:
        subject = case()
        steps = [each.model_dump(by_alias=True) for each in ROUTE.steps]
        steps[0]["deadline"] = "10 working days"
        self._migrate(subject, steps=steps).then(
            [
                fact(
                    CaseMigrated,
                    "2019-01-02",
                    from_version=1,
                    version=2,
                    from_state="office",
                    state="office",
                    timetable=(Timed(step="acknowledge", due_on=day("2018-12-17")),),
                )
            ]
        )
        assert (subject.route.version, subject.entered_on) == (2, day("2018-12-03"))

    def test_a_state_that_is_gone_needs_one_that_stands_for_it(self) -> None:
        altered = self._without("finance", "finance-partner")
        self._migrate(case(ACKNOWLEDGED), **altered).refused(
            StepNotAllowed, "has no state finance", "--map finance=STATE"
        )
        subject = case(ACKNOWLEDGED)
        self._migrate(subject, "finance-partner", **altered)
        assert subject.state == "finance-partner"

    def test_nobody_passes_a_step_by_way_of_a_new_version(self) -> None:
        self._migrate(case(), "committee").refused(StepNotAllowed, "it stays there")
        altered = self._without("office", "desk")
        self._migrate(case(), "approved", **altered).refused(StepNotAllowed, "no journey ends")
        self._migrate(case(), "committee", **altered).refused(
            StepNotAllowed,
            "committee of change-request/2 does not stand for office",
            "; desk would",
        )

    def test_a_state_that_is_new_stands_for_one_only_where_it_is_no_nearer_a_decision(self) -> None:
        shorter = self._without("committee", "board")
        states = [each for each in shorter["states"] if each["name"] != "finance"]
        steps = [each for each in shorter["steps"] if each["name"] != "comment"]
        steps[0]["to"] = "board"
        for step in steps:
            if step["name"] == "approve":
                step["consequence"] = {"does": "decide-change-request", "outcome": "approved"}
        shorter = {"states": states, "steps": steps}
        self._migrate(case(ACKNOWLEDGED), "board", **shorter).refused(
            StepNotAllowed,
            "board of change-request/2 does not stand for finance",
            "office would do",
        )

    def test_a_state_in_which_it_stood_before_stands_for_one_that_is_gone(self) -> None:
        gone = "finance"
        states = [each for each in self._without("", "")["states"] if each["name"] != gone]
        steps = [each for each in self._without("", "")["steps"] if each["name"] != "comment"]
        steps[0]["to"] = "committee"
        subject = case(ACKNOWLEDGED)
        self._migrate(subject, "office", states=states, steps=steps)
        assert (subject.state, subject.way) == ("office", ["office"])

    def test_a_new_part_needs_a_body(self) -> None:
        parts = [*({"part": p.part, "title": p.title} for p in ROUTE.parts)]
        parts.append({"part": "scrutiny", "title": "Who scrutinises"})
        self._migrate(case(), bodies=parts).refused(RuleBroken, "which body is scrutiny")
        subject = case()
        self._migrate(subject, bodies=parts, given={"scrutiny": "audit"})
        assert subject.bodies == {"deciding": "ics", "scrutiny": "audit"}

    def test_a_body_does_not_change_by_a_new_version(self) -> None:
        self._migrate(case(), given={"deciding": "council"}).refused(RuleBroken, "is ics")

    @pytest.mark.parametrize("otherwise", [{"version": 1}, {"route": "other"}])
    def test_it_stays_on_its_own_route(self, otherwise: dict[str, Any]) -> None:
        self._migrate(case(), **otherwise).refused(RuleBroken, "no other version")

    def test_a_closed_case_stays_as_it_was(self) -> None:
        self._migrate(case(ACKNOWLEDGED, COMMENTED, APPROVED)).refused(StepNotAllowed, "is over")

    def test_it_is_not_moved_before_it_came_to_where_it_stands(self) -> None:
        late = stepped("acknowledge", "office", "finance", "2019-01-05")
        self._migrate(case(late)).refused(StepNotAllowed, "after 2019-01-02")


class TestPapers:
    """What is attached says something."""

    def test_a_paper_is_a_text_or_a_document(self) -> None:
        with pytest.raises(ValueError, match="needs its `text`, or its `document`"):
            Attachment(kind="finance-comment")
        assert PAPER.wording == "No effect on the total"
        paper = Attachment(kind="finance-comment", document="Agenda pack", page="7")
        assert paper.wording == "See Agenda pack, page 7"
