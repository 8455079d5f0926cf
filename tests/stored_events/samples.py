"""One fact of every kind, with every field filled, as the first release writes it.

A kind of fact that is new gets its sample here; ``pytest --update-golden`` then creates its file.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from domain.actions import facts as actions
from domain.authority import facts as authority
from domain.authority.roles import OfficeRole
from domain.bodies import facts as bodies
from domain.bodies.terms import BodyKind, LineKind, Matter, Membership, Role, TermsOfReference
from domain.calendar import facts as calendar
from domain.cases import facts as cases
from domain.cases.parts import Attachment
from domain.changes import facts as changes
from domain.changes.lines import ChangeKind, ChangeLine
from domain.changes.parts import Comment, Lesson, Ruling
from domain.conditions import facts as conditions
from domain.conditions.parts import Condition
from domain.explanations import facts as explanations
from domain.facts import Fact
from domain.gates import facts as gates
from domain.gates.parts import Assessment, Criterion, Gate, GateOutcome, Result
from domain.meetings import facts as meetings
from domain.meetings.parts import AgendaItem, Attendance, Correction, InterestKind, Substitution
from domain.provenance import Authority, Source
from domain.resolutions import delegation_facts as delegations
from domain.resolutions import facts as resolutions
from domain.resolutions.afterwards import CallInOutcome
from domain.resolutions.clauses import Clause, Effect
from domain.resolutions.votes import Votes
from domain.routes import facts as routes
from domain.routes.route import Route, Timed
from domain.savings import facts as savings
from domain.savings.status import ProjectStatus
from domain.statements import facts as statements
from domain.values.profiles import SavingsProfile
from domain.values.years import FinancialYear
from domain.work_programme import facts as work_programme
from domain.work_programme.parts import Matter as Considered

_DAY = date(2018, 11, 5)
_LATER = date(2019, 1, 7)
_EXPECTED = SavingsProfile.parse({"2018/19": 2010000, "2019/20": 2000000, "2020/21": "2000000.50"})
_REVISED = SavingsProfile.parse({"2018/19": 2010000, "2019/20": "4000000.5", "2020/21": "-0.05"})
_LINE = ChangeLine(
    project="targeted-reviews", measure="cost-avoidance", expected=_EXPECTED, revised=_REVISED
)
_RULING = Ruling(
    body="ics",
    decided_on=_LATER,
    meeting="ics-2019-01-07",
    resolution="2019/003",
    decided_by="Corporate Director",
    conditions=(
        Condition(
            text="Report on the effect in a year",
            owner="Programme Office",
            due=date(2020, 1, 13),
            evidence="A report to the sub-committee",
        ),
    ),
    commentary="Members welcomed the earlier saving – “well done”",
)
_ROUTE: dict[str, Any] = {
    "route": "committee-report",
    "version": 2,
    "title": "Report to a committee",
    "subject": "committee-report",
    "bodies": [{"part": "deciding", "title": "The committee", "body": "ics", "addressed": True}],
    "start": "draft",
    "states": [{"name": "draft", "title": "Being drafted", "final": True}],
    "steps": [
        {
            "name": "publish",
            "title": "Publish",
            "from": ["draft"],
            "to": "published",
            "by": [{"role": "clerk", "part": "deciding"}],
            "guards": [{"rule": "clear-days", "period": "5 working days"}],
            "attachments": ["finance-comment"],
            "needs": ["meeting"],
            "assigns": "deciding",
            "opens_after": "2 calendar days",
            "deadline": "10 working days",
            "deadline_at_meeting": True,
            "overdue": {
                "escalate_to": {"role": "chair", "part": "deciding"},
                "take": "withdraw",
            },
            "automatic": True,
            "consequence": {
                "does": "comment-on-change-request",
                "outcome": "approved",
                "by": "finance",
            },
        }
    ],
}
_TIMED = Timed(step="approve", opens_on=_DAY, due_on=_LATER)
_MOTION: dict[str, Any] = {
    "ref": "2018/019",
    "body": "ics",
    "meeting": "ics-2018-11-05",
    "item": "4",
    "title": "Smarter Working Programme update",
    "clauses": (
        Clause(
            number=1,
            effect=Effect.DELEGATES,
            text="The Director may award the contract",
            to="finance",
            delegate="Corporate Director, Place",
            in_consultation_with=("the Chair", "the Vice-Chair"),
            by=_LATER,
            at="ics-2019-01-07",
        ),
    ),
    "moved_by": "Councillor Ash",
    "seconded_by": "Councillor Birch",
    "votes": Votes.model_validate(
        {
            "for": 1,
            "against": 1,
            "abstained": 1,
            "casting_vote": "for",
            "named": {"for": ["Ash"], "against": ["Birch"], "abstained": ["Cedar"]},
        }
    ),
}


def _fact(kind: type[Fact], /, **said: Any) -> Fact:
    return kind(
        originator_id="sample:of-a-fact",
        originator_version=1,
        decided_on=_DAY,
        actor="clerk",
        authority=Authority(
            body="ics",
            decided_on=_DAY,
            meeting="ics-2018-11-05",
            resolution="2018/019",
            officer="Corporate Director",
            note="under the scheme of delegation",
        ),
        source=Source(document="Agenda pack, 5 November 2018", page="7", item="4", paragraph="12"),
        command_id="an-entry of a-file#0a1b2c",
        **said,
    )


_ALL = (
    _fact(
        authority.RoleGranted,
        person="Sue Milburn",
        role=OfficeRole.PROGRAMME_OFFICE,
        body="ics",
        ends_on=_LATER,
    ),
    _fact(
        authority.RoleEnded,
        person="Sue Milburn",
        role=OfficeRole.CLERK,
        body="ics",
        reason="Moved to another post",
    ),
    _fact(
        bodies.BodyEstablished,
        ref="ics",
        name="Improvement and Change Sub-Committee",
        kind=BodyKind.SUB_COMMITTEE,
        level="Members",
        department="Chief Executive's",
        purpose="Watches over the delivery of savings",
    ),
    _fact(bodies.BodyRenamed, name="Improvement Sub-Committee"),
    _fact(bodies.BodyDissolved, successor="policy", reason="Merged into its parent"),
    _fact(
        bodies.ReportingLineAdded,
        to="policy",
        kind=LineKind.REPORTS_TO,
        cadence="quarterly",
        ends_on=_LATER,
    ),
    _fact(bodies.ReportingLineEnded, to="policy", kind=LineKind.SUPPORTED_BY),
    _fact(
        bodies.TermsOfReferenceSet,
        terms=TermsOfReference(
            summary="Decides changes to savings",
            decides=(Matter.SAVINGS_CHANGES, Matter.GATES),
            portfolios=("adult-social-care-and-health", "place"),
            financial_limit=Decimal("2500000.10"),
        ),
    ),
    _fact(
        bodies.MemberAppointed,
        membership=Membership(
            person="Councillor Ash",
            role=Role.VICE_CHAIR,
            voting=True,
            starts_on=_DAY,
            ends_on=_LATER,
        ),
    ),
    _fact(calendar.WorkingCalendarSet, country="GB", subdivision="ENG", closed=(_DAY, _LATER)),
    _fact(bodies.MemberStoodDown, person="Councillor Ash", reason="Retired"),
    _fact(
        meetings.MeetingScheduled,
        ref="ics-2018-11-05",
        body="ics",
        scheduled_for=_DAY,
        starts_at="14:00",
        place="County Hall",
    ),
    _fact(
        meetings.AgendaPublished,
        items=(
            AgendaItem(
                item="4", title="Smarter Working", report_by="Service Director", purpose="To note"
            ),
        ),
    ),
    _fact(meetings.MeetingHeld, closed_at="15:34"),
    _fact(
        meetings.AttendanceRecorded,
        attendance=Attendance(
            present=("Ash", "Birch"),
            absent=("Cedar",),
            apologies=("Cedar",),
            substitutes=(Substitution(member="Dogwood", substitute="Birch"),),
            officers=("Elm",),
            guests=("Fir",),
        ),
    ),
    _fact(
        meetings.AttendanceCorrected,
        attendance=Attendance(
            present=("Ash", "Birch", "Cedar"),
            absent=("Gorse",),
            apologies=("Gorse",),
            substitutes=(Substitution(member="Dogwood", substitute="Birch"),),
            officers=("Elm",),
            guests=("Fir",),
        ),
        reason="Cedar came late and was left out",
        corrected_on=_LATER,
    ),
    _fact(
        meetings.InterestDeclared,
        person="Ash",
        kind=InterestKind.DISCLOSABLE_PECUNIARY,
        interest="Owns the land",
        item="4",
    ),
    _fact(meetings.MeetingAdjourned, resumes_on=_LATER, reason="Fire alarm"),
    _fact(meetings.MeetingCancelled, reason="Not quorate"),
    _fact(
        meetings.MinutesCorrected,
        corrected_at="ics-2019-01-07",
        correction=Correction(minute="4", text="Eight members were present"),
    ),
    _fact(meetings.MinutesConfirmed, confirmed_at="ics-2019-01-07"),
    _fact(
        resolutions.ResolutionPassed, **_MOTION, takes_effect_on=_LATER, supersedes=("2018/015",)
    ),
    _fact(resolutions.ResolutionLost, **_MOTION),
    _fact(resolutions.ResolutionRescinded, rescinded_by="2019/001"),
    _fact(resolutions.ResolutionAmended, amended_by="2019/001", clause=2, text="Other words"),
    _fact(resolutions.ResolutionRevived, instead_of="2019/001"),
    _fact(
        resolutions.ResolutionCalledIn, by=("Councillor Ash", "Councillor Birch"), reason="Too soon"
    ),
    _fact(
        resolutions.CallInDecided,
        outcome=CallInOutcome.REFERRED_BACK,
        body="scrutiny",
        meeting="scrutiny-2018-11-12",
    ),
    _fact(resolutions.ResolutionTookEffect),
    _fact(resolutions.ResolutionSuperseded, superseded_by="2019/003"),
    _fact(
        delegations.DelegationUsed,
        clause=2,
        officer="Corporate Director",
        used_for="change-request:ICS-2019-A",
        amount=Decimal("2000000.50"),
        consulted=("the Chair", "the Vice-Chair"),
    ),
    _fact(delegations.DelegationEnded, clause=2, reason="The contract is awarded"),
    _fact(delegations.DelegationLapsed, clause=2),
    _fact(
        savings.PortfolioStarted,
        ref="place",
        name="Place",
        department="Place Department",
        sponsor="Corporate Director",
    ),
    _fact(
        savings.ProgrammeStarted,
        ref="swp",
        name="Smarter Working",
        portfolio="place",
        department="Place Department",
        sponsor="Service Director",
    ),
    _fact(
        savings.ProjectStarted,
        ref="targeted-reviews",
        name="Targeted Reviews",
        references=("C07", "ASC604"),
        portfolio="adult-social-care-and-health",
        programme="care-act",
        department="ASCH",
        sponsor="Service Director",
    ),
    _fact(
        savings.ProjectRescoped,
        name="Reviews",
        portfolio="place",
        programme="swp",
        department="Place Department",
        reason="Reorganised",
    ),
    _fact(savings.ProjectClosed, reason="Completed"),
    _fact(
        savings.BaselineSet, measure="cost-avoidance", profile=_EXPECTED, reason="Budget 2018/19"
    ),
    _fact(
        savings.OpeningBalanceBroughtForward,
        measure="cost-avoidance",
        profile=_EXPECTED,
        reason="As the status report states it",
    ),
    _fact(
        savings.SavingsExtended,
        ref="transitions-2018",
        title="Transitions",
        measure="cost-avoidance",
        change=_REVISED,
        reason="More young people",
    ),
    _fact(
        savings.SavingsRebaselined,
        change_request="ICS-2019-A",
        kind="re-profile",
        measure="cost-avoidance",
        expected=_EXPECTED,
        revised=_REVISED,
        reason="Ahead of plan",
    ),
    _fact(
        savings.SavingsCorrected,
        corrects="transitions-2018",
        measure="cost-avoidance",
        change=_REVISED,
        reason="Misread",
    ),
    _fact(
        savings.StatusReported,
        project="targeted-reviews",
        period="2018-09",
        status=ProjectStatus.EXPERIENCING_OBSTACLES,
        measure="cost-avoidance",
        target=_EXPECTED,
        at_risk=_REVISED,
        slippage=_EXPECTED,
        over_achievement=_EXPECTED,
        delivered_alternatively=Decimal("22000.50"),
        narrative="Ahead of plan",
        restated_on=_LATER,
    ),
    _fact(
        statements.DocumentPublished,
        ref="status-2018-09",
        title="Status report, September 2018",
        figures_as_at=date(2018, 9, 30),
        body="ics",
        meeting="ics-2018-11-05",
    ),
    _fact(
        statements.StatementMade,
        ref="status-2018-09/targeted-reviews/target",
        document="status-2018-09",
        figure="target",
        measure="cost-avoidance",
        project="targeted-reviews",
        programme="care-act",
        portfolio="adult-social-care-and-health",
        department="Adult Social Care & Health",
        change_request="ICS-2019-A",
        values=_EXPECTED,
        total=Decimal("6010000.50"),
        first_year=FinancialYear("2018/19"),
        last_year=FinancialYear("2020/21"),
        rounded_to=Decimal(1000),
        as_at=date(2018, 9, 30),
    ),
    _fact(
        statements.StatementExplained,
        period="2018/19",
        differences=_EXPECTED,
        total=Decimal("-0.50"),
        reason="The table was made a week earlier",
        explained_by="Programme Office",
    ),
    _fact(statements.StatementWithdrawn, reason="Read from the wrong row"),
    _fact(
        explanations.MovementExplained,
        position=4711,
        rule="stale",
        projects=("targeted-reviews",),
        reason="The extension was found in the minutes a year later",
        explained_by="Internal Audit",
    ),
    _fact(
        changes.ChangeRequestRaised,
        ref="ICS-2019-A",
        title="Accelerate Targeted Reviews",
        kind=ChangeKind.RE_PROFILE,
        to="ics",
        lines=(_LINE,),
        raised_by="Service Director",
        reasons="Ahead of plan",
        mitigation="None needed",
        wider_impact="Staff move on sooner",
        lessons=(Lesson(description="Reviews were quicker", learning="Plan them shorter"),),
    ),
    _fact(
        changes.ChangeRequestCommented,
        comment=Comment(
            by="finance", text="No effect on the budget", author="A. Accountant", made_on=_DAY
        ),
    ),
    _fact(changes.ChangeRequestApproved, ruling=_RULING),
    _fact(changes.ChangeRequestPartApproved, ruling=_RULING, lines=(_LINE,)),
    _fact(changes.ChangeRequestRejected, ruling=_RULING),
    _fact(changes.ChangeRequestDeferred, ruling=_RULING, deferred_to="ics-2019-03-11"),
    _fact(changes.ChangeRequestReferred, ruling=_RULING, referred_to="policy"),
    _fact(changes.ChangeRequestWithdrawn, ruling=_RULING),
    _fact(
        gates.GateSequenceDefined,
        ref="social-care-system",
        name="Social care system",
        body="programme-board",
        programme="care-act",
        project="social-care-system",
        summary="Five gates to going live",
        gates=(Gate(number=1, name="Build", planned_for=_LATER),),
        criteria=(Criterion(ref="data", text="Data is migrated", mandatory=True),),
    ),
    _fact(
        gates.CriterionAssessed,
        gate=1,
        assessment=Assessment(
            criterion="data",
            result=Result.WAIVED,
            evidence="Reconciliation of 4 May",
            waived_by="programme-board",
        ),
    ),
    _fact(
        gates.GateDecided,
        gate=1,
        outcome=GateOutcome.CONDITIONAL_GO,
        conditions=(Condition(text="Train the last team"),),
        must_change=("The data",),
    ),
    _fact(routes.RouteAdopted, definition=Route.model_validate(_ROUTE)),
    _fact(
        cases.CaseOpened,
        ref="change-request/ICS-2019-A",
        subject_kind="change-request",
        subject="ICS-2019-A",
        title="Accelerate Targeted Reviews",
        route="change-request",
        version=1,
        state="draft",
        bodies={"leadership": "clt", "deciding": "ics"},
        raised_by="Corporate Director",
        timetable=(_TIMED,),
    ),
    _fact(
        cases.CaseStepped,
        step="defer",
        from_state="sub-committee",
        to_state="deferred",
        closes=True,
        role=OfficeRole.CLERK,
        body="ics",
        attachments=(
            Attachment(
                kind="finance-comment",
                text="No effect on the total",
                document="Agenda pack",
                page="7",
                by="A. Accountant",
            ),
        ),
        meeting="ics-2018-11-05",
        item="4",
        resolution="2018/019",
        delegation="ics/2018/019/2",
        consulted=("the Chair",),
        note="Members asked for the effect on carers",
        bodies={"policy": "policy-committee"},
        deferred_to="ics-2019-01-07",
        back_on=_LATER,
        timetable=(_TIMED,),
    ),
    _fact(cases.CaseOverdue, step="approve", due_on=_LATER),
    _fact(cases.CaseEscalated, step="approve", due_on=_LATER, role=OfficeRole.CHAIR, body="ics"),
    _fact(
        cases.CaseReopened,
        from_state="approved",
        to_state="sub-committee",
        reason="A condition was breached",
        timetable=(_TIMED,),
    ),
    _fact(
        cases.CaseMigrated,
        from_version=1,
        version=2,
        from_state="finance",
        state="finance-partner",
        bodies={"scrutiny": "audit"},
        timetable=(_TIMED,),
    ),
    _fact(
        actions.ActionSet,
        ref="A-7",
        text="Publish the plan",
        owner="Programme Office",
        asked_by="ics",
        asked_at="ics-2018-11-05",
        due_on=_LATER,
        due_at="ics-2019-01-07",
    ),
    _fact(actions.ActionProgressed, note="Half of it is written"),
    _fact(actions.ActionCompleted, evidence="The plan, as published on 2 January 2019"),
    _fact(
        actions.ActionClosed,
        body="ics",
        meeting="ics-2019-01-07",
        resolution="2019/003",
        delegation="ics/2018/019/2",
        officer="Corporate Director",
        note="Well done",
    ),
    _fact(
        actions.ActionReopened,
        body="ics",
        meeting="ics-2019-03-04",
        resolution="2019/011",
        delegation="ics/2018/019/2",
        officer="Corporate Director",
        reason="Two departments are missing",
    ),
    _fact(actions.ActionOverdue, due_on=_LATER),
    _fact(
        work_programme.WorkProgrammeItemAdded,
        item="shared-lives",
        title="Shared Lives Scheme",
        meeting="ics-2019-01-07",
        expected_on=_LATER,
        owner="Ainsley Macdonnell",
        purpose="To hear how it goes",
    ),
    _fact(
        work_programme.WorkProgrammeItemMoved,
        item="shared-lives",
        meeting="ics-2019-03-04",
        expected_on=_LATER,
        reason="The figures come later",
    ),
    _fact(
        work_programme.WorkProgrammeItemLinked,
        item="shared-lives",
        answers=("ics/2018/020/2",),
    ),
    _fact(work_programme.WorkProgrammeItemRemoved, item="shared-lives", reason="Went elsewhere"),
    _fact(
        work_programme.WorkProgrammeItemConsidered,
        item="shared-lives",
        matter=Considered.ITEM,
        meeting="ics-2019-01-07",
        resolution="2019/004",
    ),
    _fact(
        gates.CriterionWaived,
        criterion="data",
        granted_by="Chair of the board",
        reason="The old system stays readable",
        expires_on=_LATER,
    ),
    _fact(gates.WaiverLapsed, criterion="data", reason="The old system goes"),
    _fact(gates.GateRecycled, gate=3, recycle_to=2, must_change=("The interfaces",)),
    _fact(
        gates.GateImposed,
        sequence="social-care-system",
        gate=1,
        blocks=("project-live", "project-closure"),
    ),
    _fact(savings.ProjectWentLive),
    _fact(
        conditions.ConditionDischarged,
        condition="ICS-2019-A/1",
        evidence="The report of 13 January 2020",
        discharged_by="Programme Office",
    ),
    _fact(conditions.ConditionBreached, condition="ICS-2019-A/1", reason="No report came"),
    _fact(conditions.ConditionOverdue, condition="ICS-2019-A/1", due=_LATER),
)

SAMPLES = {sample.TOPIC: sample for sample in _ALL}
