"""Whatever is decided in whatever order: the facts alone give the state, and a refusal nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.aggregate import Aggregate
from domain.bodies.body import Body
from domain.bodies.terms import BodyKind, LineKind, Matter, Membership, Role, TermsOfReference
from domain.changes.approval import approve
from domain.changes.lines import ChangeKind, ChangeLine
from domain.changes.parts import Comment, Ruling
from domain.changes.request import ChangeRequest
from domain.conditions.parts import Condition
from domain.errors import DomainError
from domain.facts import Fact
from domain.gates.outcome import Verdict
from domain.gates.parts import Assessment, Criterion, Gate, GateOutcome, Result
from domain.gates.sequence import GateSequence
from domain.meetings.meeting import Meeting
from domain.meetings.parts import AgendaItem, Attendance, Correction, InterestKind
from domain.resolutions.afterwards import Amendment, CallInOutcome
from domain.resolutions.clauses import Clause, Effect
from domain.resolutions.resolution import Motion, Resolution
from domain.savings.groups import Portfolio, Programme
from domain.savings.project import Project
from domain.savings.report import StatusReport
from domain.savings.status import CASHABLE_BENEFIT, ProjectStatus
from domain.values.profiles import SavingsProfile
from tests.domain.council import thousands, votes
from tests.domain.scenario import BY, day

Choice = TypeVar("Choice")

DAYS = [day(f"2018-{month:02d}-05") for month in range(1, 7)]
PROFILES = [SavingsProfile(), thousands(y2018=10), thousands(y2018=10, y2019=-10)]
MEASURES = [CASHABLE_BENEFIT, "cost-avoidance"]
ITEMS = [None, "4", "5"]
PEOPLE = ["Ann", "Bob"]


class Council:
    """A small council, and chance to decide what it does next."""

    def __init__(self, draw: Callable[[st.SearchStrategy[object]], object]) -> None:
        self._draw = draw
        self.bodies = [Body("ics"), Body("policy")]
        self.meetings = [Meeting("m1"), Meeting("m2")]
        self.resolutions = [Resolution("ics/1"), Resolution("ics/2")]
        self.projects = [Project("p1"), Project("p2")]
        self.requests = [ChangeRequest("r1"), ChangeRequest("r2")]
        self.reports = [StatusReport("p1/2018-09")]
        self.sequences = [GateSequence("s")]
        self.groups = (Portfolio("care"), Programme("swp"))
        self.facts: list[Fact] = []
        for each in self.everything:
            each.pending = self.facts

    @property
    def everything(self) -> list[Aggregate]:
        """Every aggregate there is."""
        return [
            *self.bodies,
            *self.meetings,
            *self.resolutions,
            *self.projects,
            *self.requests,
            *self.reports,
            *self.sequences,
            *self.groups,
        ]

    @property
    def state(self) -> str:
        """All that the aggregates know."""
        return repr([_known(each) for each in self.everything])

    def any(self, *choices: Choice) -> Choice:
        """One of several."""
        return choices[self._draw(st.integers(0, len(choices) - 1))]  # type: ignore[call-overload,no-any-return]  # an int is drawn

    def day(self) -> date:
        """Some day."""
        return self.any(*DAYS)

    def profile(self) -> SavingsProfile:
        """Some profile."""
        return self.any(*PROFILES)

    def ruling(self) -> Ruling:
        """Some decision."""
        conditions = self.any((), (Condition(text="Report", due=DAYS[2]), Condition(text="Tell")))
        return Ruling(body=self.any("ics", "policy"), decided_on=self.day(), conditions=conditions)


def _in_session(at: Council) -> None:
    """Let there be a meeting that can resolve, figures that can change, a request to decide."""
    for meeting, on in zip(at.meetings, DAYS[1:], strict=False):
        meeting.schedule(BY, body="ics", scheduled_for=on, starts_at=None, place=None)
        meeting.hold(BY, on, closed_at=None)
    for project in at.projects:
        project.set_baseline(
            BY, DAYS[0], measure=CASHABLE_BENEFIT, profile=PROFILES[1], reason=None
        )
    lines = tuple(
        ChangeLine(project=project.ref, expected=PROFILES[1], revised=PROFILES[2])
        for project in at.projects
    )
    at.requests[0].raise_to(
        BY,
        None,
        to="ics",
        title="A change",
        kind=ChangeKind.WRITE_OFF,
        lines=lines,
        raised_by=None,
        reasons=None,
        mitigation=None,
        wider_impact=None,
        lessons=(),
    )


def _known(subject: Aggregate) -> dict[str, object]:
    return {name: value for name, value in vars(subject).items() if name != "pending"}


def _establish(at: Council) -> None:
    at.any(*at.bodies).establish(
        BY,
        at.any(None, at.day()),
        name="A body",
        kind=BodyKind.COMMITTEE,
        level=None,
        department=None,
        purpose=None,
    )


def _rename(at: Council) -> None:
    at.any(*at.bodies).rename(BY, at.day(), name="Another name")


def _dissolve(at: Council) -> None:
    at.any(*at.bodies).dissolve(BY, at.day(), successor=None, reason=None)


def _add_line(at: Council) -> None:
    at.any(*at.bodies).add_line(
        BY,
        at.any(None, at.day()),
        to=at.any("ics", "policy"),
        kind=at.any(*LineKind),
        cadence=None,
        ends_on=at.any(None, at.day()),
    )


def _end_line(at: Council) -> None:
    at.any(*at.bodies).end_line(BY, at.day(), to=at.any("ics", "policy"), kind=at.any(*LineKind))


def _set_terms(at: Council) -> None:
    terms = TermsOfReference(
        summary="Savings",
        decides=at.any((), (Matter.SAVINGS_CHANGES,), (Matter.GATES,)),
        financial_limit=at.any(None, thousands(y2018=5).total),
    )
    at.any(*at.bodies).set_terms(BY, at.any(None, at.day()), terms)


def _appoint(at: Council) -> None:
    seat = Membership(
        person=at.any(*PEOPLE),
        role=Role.MEMBER,
        voting=True,
        starts_on=at.any(None, at.day()),
        ends_on=at.any(None, at.day()),
    )
    at.any(*at.bodies).appoint(BY, seat)


def _stand_down(at: Council) -> None:
    at.any(*at.bodies).stand_down(BY, at.day(), person=at.any(*PEOPLE), reason=None)


def _schedule(at: Council) -> None:
    at.any(*at.meetings).schedule(
        BY, body="ics", scheduled_for=at.day(), starts_at=None, place=None
    )


def _publish(at: Council) -> None:
    items = [AgendaItem(item=at.any("4", "5"), title="Business") for _ in range(2)]
    at.any(*at.meetings).publish_agenda(BY, items)


def _hold(at: Council) -> None:
    at.any(*at.meetings).hold(BY, at.day(), closed_at=None)


def _attend(at: Council) -> None:
    attendances: tuple[int | tuple[str, ...], ...] = (2, ("Ann", "Bob"), ("Ann", "Ann"))
    present = at.any(*attendances)
    at.any(*at.meetings).record_attendance(
        BY, Attendance(present=present, apologies=at.any((), ("Bob",)))
    )


def _declare(at: Council) -> None:
    at.any(*at.meetings).declare_interest(
        BY,
        person=at.any(*PEOPLE),
        kind=at.any(*InterestKind),
        interest="Land",
        item=at.any(*ITEMS),
    )


def _adjourn(at: Council) -> None:
    at.any(*at.meetings).adjourn(BY, at.day(), resumes_on=at.any(None, at.day()), reason=None)


def _cancel(at: Council) -> None:
    at.any(*at.meetings).cancel(BY, at.day(), reason="Snow")


def _confirm(at: Council) -> None:
    corrections = at.any((), (Correction(minute="4", text="Eight"),))
    at.any(*at.meetings).confirm_minutes(BY, at.any(*at.meetings), corrections=corrections)


def _motion(at: Council) -> Motion:
    counted = at.any(None, votes(2, 0), votes(0, 1), votes(1, 0, named={"for": ("Ann",)}))
    return Motion(
        item=at.any(*ITEMS),
        title="Business",
        clauses=(Clause(number=1, effect=Effect.NOTES, text="Noted"),),
        moved_by=at.any(None, *PEOPLE),
        seconded_by=at.any(None, *PEOPLE),
        votes=counted,
    )


def _adopt(at: Council) -> None:
    at.any(*at.resolutions).adopt(
        BY,
        at.any(*at.meetings),
        _motion(at),
        takes_effect_on=at.any(None, at.day()),
        call_in_until=at.any(None, at.day()),
        supersedes=at.any((), ("1",)),
        rescinds=at.any((), ("2",)),
        amends=at.any((), (Amendment(ref="3", clause=1, text="Other"),)),
    )


def _lose(at: Council) -> None:
    at.any(*at.resolutions).lose(BY, at.any(*at.meetings), _motion(at))


def _supersede(at: Council) -> None:
    resolution, on, other = at.any(*at.resolutions), at.day(), at.any("2", "3")
    acts: tuple[Callable[[], None], ...] = (
        lambda: resolution.supersede(BY, on, superseded_by=other),
        lambda: resolution.rescind(BY, on, rescinded_by=other),
        lambda: resolution.amend(BY, on, amended_by=other, clause=at.any(1, 2), text="Other"),
        lambda: resolution.revive(BY, on, instead_of=other),
        lambda: resolution.call_in(BY, on, called_in_by=("Ann",), reason="Too soon"),
        lambda: resolution.decide_call_in(
            BY, on, outcome=at.any(*CallInOutcome), body=None, meeting=None
        ),
        lambda: resolution.take_effect(BY, on),
    )
    at.any(*acts)()


def _start_group(at: Council) -> None:
    portfolio, programme = at.groups
    if at.any(True, False):  # noqa: FBT003 - a coin
        portfolio.start(BY, at.day(), name="Care", department=None, sponsor=None)
    else:
        programme.start(BY, None, name="SWP", portfolio=None, department=None, sponsor=None)


def _start_project(at: Council) -> None:
    at.any(*at.projects).start(
        BY,
        at.any(None, at.day()),
        name="A project",
        references=(),
        portfolio=at.any(None, "care"),
        programme=None,
        department=None,
        sponsor=None,
    )


def _rescope(at: Council) -> None:
    at.any(*at.projects).rescope(
        BY,
        at.day(),
        name=at.any(None, "Another"),
        portfolio=at.any(None, "place"),
        programme=None,
        department=None,
        reason="Reorganised",
    )


def _close(at: Council) -> None:
    at.any(*at.projects).close(BY, at.day(), reason="Completed")


def _set_baseline(at: Council) -> None:
    at.any(*at.projects).set_baseline(
        BY, at.day(), measure=at.any(*MEASURES), profile=at.profile(), reason=None
    )


def _bring_forward(at: Council) -> None:
    at.any(*at.projects).bring_forward(
        BY, at.day(), measure=at.any(*MEASURES), profile=at.profile(), reason=None
    )


def _extend(at: Council) -> None:
    at.any(*at.projects).extend(
        BY,
        at.day(),
        ref=at.any("e1", "e2"),
        title=None,
        measure=at.any(*MEASURES),
        change=at.profile(),
        reason=None,
    )


def _correct(at: Council) -> None:
    at.any(*at.projects).correct(
        BY,
        at.day(),
        measure=at.any(*MEASURES),
        corrects=at.any("baseline", "e1", "r1"),
        change=at.profile(),
        reason="Misread",
    )


def _report(at: Council) -> None:
    at.any(*at.reports).report(
        BY,
        at.day(),
        at.projects[0],
        period="2018-09",
        status=at.any(*ProjectStatus),
        restated_on=at.any(None, at.day()),
        measure=CASHABLE_BENEFIT,
        target=at.any(None, at.profile()),
        at_risk=at.profile(),
    )


def _line(at: Council) -> ChangeLine:
    return ChangeLine(project=at.any("p1", "p2"), expected=at.profile(), revised=at.profile())


def _raise(at: Council) -> None:
    at.any(*at.requests).raise_to(
        BY,
        at.any(None, at.day()),
        to="ics",
        title="A change",
        kind=at.any(*ChangeKind),
        lines=at.any((_line(at),), (_line(at), _line(at))),
        raised_by=at.any(None, "ics", "Ann"),
        reasons=None,
        mitigation=None,
        wider_impact=None,
        lessons=(),
    )


def _comment(at: Council) -> None:
    comment = Comment(by="finance", text="Agreed", made_on=at.any(None, at.day()))
    at.any(*at.requests).comment(BY, comment)


def _approve(at: Council) -> None:
    request = at.any(*at.requests)
    approve(
        request,
        at.any(*at.bodies),
        {project.ref: project for project in at.projects},
        BY,
        at.ruling(),
        at.any(None, request.lines[:1], (_line(at),)),
    )


def _decide_otherwise(at: Council) -> None:
    request, ruling = at.any(*at.requests), at.ruling()
    decisions: tuple[Callable[[], None], ...] = (
        lambda: request.reject(BY, ruling),
        lambda: request.defer(BY, ruling, deferred_to="m2"),
        lambda: request.refer(BY, ruling, referred_to="policy"),
        lambda: request.withdraw(BY, ruling),
    )
    at.any(*decisions)()


def _define_gates(at: Council) -> None:
    at.any(*at.sequences).define(
        BY,
        at.day(),
        name="Gates",
        body="ics",
        gates=(Gate(number=1, name="Build"), Gate(number=2, name="Go live")),
        criteria=(Criterion(ref="c", text="Ready"),),
        programme=None,
        project=None,
        summary=None,
    )


def _decide_gate(at: Council) -> None:
    result = at.any(Result.MET, Result.NOT_MET)
    at.any(*at.sequences).decide(
        BY,
        at.any(*at.bodies),
        at.day(),
        gate=at.any(1, 2),
        verdict=Verdict(
            at.any(*GateOutcome),
            at.any((), (Assessment(criterion="c", result=result),)),
            at.any((), (Condition(text="Train"), Condition(text="Tell", owner="Ann", due=DAYS[3]))),
            at.any((), ("Staff",)),
            at.any(None, 1),
        ),
    )


def _assess_gate(at: Council) -> None:
    found = Assessment(criterion="c", result=at.any(Result.MET, Result.PARTLY_MET))
    at.any(*at.sequences).assess(BY, at.day(), gate=at.any(1, 2), assessments=(found,))


def _waive(at: Council) -> None:
    sequence, on = at.any(*at.sequences), at.day()
    acts: tuple[Callable[[], None], ...] = (
        lambda: sequence.waive(
            BY,
            on,
            criterion="c",
            granted_by="Ann",
            reason="Small",
            expires_on=at.any(None, at.day()),
        ),
        lambda: sequence.end_waiver(BY, on, criterion="c", reason="Large"),
        lambda: sequence.lapse_waiver(BY, on, criterion="c"),
    )
    at.any(*acts)()


def _follow_up(at: Council) -> None:
    owners: tuple[ChangeRequest | GateSequence, ...] = (*at.requests, *at.sequences)
    owner = at.any(*owners)
    gate = "" if isinstance(owner, ChangeRequest) else f"/{at.any(1, 2)}"
    condition, on = f"{owner.ref}{gate}/{at.any(1, 2)}", at.day()
    acts: tuple[Callable[[], None], ...] = (
        lambda: owner.discharge_condition(
            BY, on, condition, evidence="Seen", discharged_by=at.any(None, "Ann")
        ),
        lambda: owner.breach_condition(BY, on, condition, reason="Not done"),
        lambda: owner.note_overdue(BY, on, condition),
    )
    at.any(*acts)()


def _go_live(at: Council) -> None:
    project = at.any(*at.projects)
    acts: tuple[Callable[[], None], ...] = (
        lambda: project.go_live(BY, at.day()),
        lambda: project.impose(BY, at.day(), sequence="s", gate=1, blocks=("project-live",)),
    )
    at.any(*acts)()


ACTS = (
    _establish,
    _rename,
    _dissolve,
    _add_line,
    _end_line,
    _set_terms,
    _appoint,
    _stand_down,
    _schedule,
    _publish,
    _hold,
    _attend,
    _declare,
    _adjourn,
    _cancel,
    _confirm,
    _adopt,
    _lose,
    _supersede,
    _start_group,
    _start_project,
    _rescope,
    _close,
    _set_baseline,
    _bring_forward,
    _extend,
    _correct,
    _report,
    _raise,
    _comment,
    _approve,
    _decide_otherwise,
    _define_gates,
    _decide_gate,
    _assess_gate,
    _waive,
    _follow_up,
    _go_live,
)
SUBJECTS = {
    "bodies": ACTS[:8],
    "meetings": ACTS[8:16],
    "resolutions": (_declare, _attend, _adopt, _lose, _supersede),
    "savings": ACTS[19:28],
    "changes": (
        _set_baseline,
        _bring_forward,
        _raise,
        _comment,
        _approve,
        _decide_otherwise,
        _follow_up,
    ),
    "gates": ACTS[32:],
    "everything": ACTS,
}


def _live(at: Council, acts: tuple[Callable[[Council], None], ...], number: int) -> None:
    for _ in range(number):
        before = at.state
        try:
            at.any(*acts)(at)
        except DomainError:
            assert at.state == before, "a refusal changed something"


@pytest.mark.parametrize("acts", SUBJECTS.values(), ids=SUBJECTS)
@given(data=st.data(), number=st.integers(min_value=1, max_value=25))
def test_replay_of_the_recorded_facts_equals_the_live_state(
    acts: tuple[Callable[[Council], None], ...], data: st.DataObject, number: int
) -> None:
    council = Council(data.draw)
    if data.draw(st.booleans(), label="in session"):
        _in_session(council)
    _live(council, acts, number)
    for live in council.everything:
        facts = [fact for fact in council.facts if fact.originator_id == live.id]
        stored = [type(fact).model_validate_json(fact.model_dump_json()) for fact in facts]
        assert stored == facts
        assert _known(type(live)(live.ref).replay(stored)) == _known(live)
        assert [fact.originator_version for fact in facts] == list(range(1, len(facts) + 1))


def test_a_fact_that_was_tampered_with_is_not_read() -> None:
    council = Council(lambda _: 0)
    _establish(council)
    stored = council.facts[0].model_dump_json()
    with pytest.raises(ValidationError):
        Fact.BY_TOPIC[council.facts[0].TOPIC].model_validate_json(
            stored.replace('"committee"', '"junta"')
        )
