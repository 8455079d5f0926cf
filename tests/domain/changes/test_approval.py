"""Approval: within remit, against the profile in the book, every project at once."""

from __future__ import annotations

import pytest

from domain.bodies.body import Body
from domain.bodies.facts import BodyDissolved
from domain.bodies.terms import Matter
from domain.changes.approval import approve
from domain.changes.facts import ChangeRequestApproved, ChangeRequestPartApproved
from domain.changes.lines import ChangeKind, ChangeLine
from domain.changes.parts import Outcome, Ruling
from domain.changes.request import ChangeRequest
from domain.errors import (
    AboveFinancialLimit,
    AlreadyDecided,
    DecidedByRaiser,
    NoBaseline,
    NotInForce,
    OutsideRemit,
    RuleBroken,
    StaleChangeRequest,
)
from domain.savings.facts import ProjectClosed, SavingsExtended, SavingsRebaselined
from domain.savings.project import Project
from tests.domain.changes.decisions import APPROVED
from tests.domain.council import (
    ACCELERATE,
    ACCELERATED_PROFILE,
    ADULT_CARE,
    DELIVER_OTHERWISE,
    FIRST_PROFILE,
    MOVED_PROFILE,
    WRITE_OFF,
    balance,
    baseline,
    body,
    line,
    project,
    request,
    ruling,
    terms,
    thousands,
)
from tests.domain.scenario import BY, Said, Upshot, day, fact, given

BENEFIT = "cashable-benefit"
REASON = "Reviews run ahead of plan"
ALTERNATIVE = ChangeKind.ALTERNATIVE_DELIVERY


def _reviews(*more: Said) -> Project:
    return project("targeted-reviews", balance(MOVED_PROFILE), *more)


def _contracts(*more: Said) -> Project:
    return project("contracts-review", balance(WRITE_OFF.expected), *more)


def _approve(
    subject: ChangeRequest,
    *projects: Project,
    by_body: Body | None = None,
    how: Ruling | None = None,
    agreed: tuple[ChangeLine, ...] | None = None,
) -> Upshot:
    """Let the sub-committee approve a request on 7 January 2019."""
    return given(subject, *projects).when(
        lambda: approve(
            subject,
            by_body or body(),
            {each.ref: each for each in projects},
            BY,
            how or ruling(),
            agreed,
        )
    )


def _rebaselined(project_: Project, asked: ChangeLine, kind: ChangeKind) -> Said:
    return fact(
        SavingsRebaselined,
        "2019-01-07",
        of=project_,
        change_request="ICS-2019-A",
        kind=kind,
        expected=asked.expected,
        revised=asked.revised,
        reason=REASON,
    )


def test_an_approved_request_rebaselines_its_project() -> None:
    subject, reviews = request(ACCELERATE), _reviews()
    _approve(subject, reviews).then(
        [APPROVED, _rebaselined(reviews, ACCELERATE, ChangeKind.RE_PROFILE)]
    )
    assert subject.outcome is Outcome.APPROVED
    assert reviews.profile_at(day("2019-01-06"), BENEFIT) == MOVED_PROFILE
    assert reviews.profile_at(day("2019-01-07"), BENEFIT) == ACCELERATED_PROFILE


def test_approval_rebaselines_every_project_of_the_request_together() -> None:
    subject = request(ACCELERATE, WRITE_OFF, kind=ALTERNATIVE)
    reviews, contracts = _reviews(), _contracts()
    _approve(subject, reviews, contracts).then(
        [
            APPROVED,
            _rebaselined(reviews, ACCELERATE, ALTERNATIVE),
            _rebaselined(contracts, WRITE_OFF, ALTERNATIVE),
        ]
    )
    assert contracts.profile_at(day("2019-01-07"), BENEFIT) == WRITE_OFF.revised


def test_approval_is_refused_when_the_profile_has_moved() -> None:
    moved = fact(SavingsExtended, "2018-12-10", ref="more", change=thousands(y2019=1))
    _approve(request(ACCELERATE), _reviews(moved)).refused(
        StaleChangeRequest,
        "targeted-reviews it expects 2018/19: £2,010,000, 2019/20: £2,000,000, 2020/21: £2,000,000",
        "the book has 2018/19: £2,010,000, 2019/20: £2,001,000, 2020/21: £2,000,000 on 2019-01-07",
    )


def test_one_stale_profile_leaves_every_project_of_the_request_as_it_was() -> None:
    contracts = project("contracts-review", balance(thousands(y2018=680)))
    subject, reviews = request(ACCELERATE, WRITE_OFF, kind=ALTERNATIVE), _reviews()
    _approve(subject, reviews, contracts).refused(StaleChangeRequest, "contracts-review")
    assert subject.outcome is None
    assert reviews.profile_at(day("2019-01-07"), BENEFIT) == MOVED_PROFILE


def test_one_closed_project_leaves_every_project_of_the_request_as_it_was() -> None:
    closed = fact(ProjectClosed, "2018-12-31", reason="Completed")
    subject = request(ACCELERATE, WRITE_OFF, kind=ALTERNATIVE)
    _approve(subject, _reviews(), _contracts(closed)).refused(
        NotInForce, "contracts-review was closed on 2018-12-31"
    )
    assert subject.outcome is None


def test_two_requests_against_the_same_profile_cannot_both_be_approved() -> None:
    first, second = request(ACCELERATE), request(ACCELERATE, ref="ICS-2019-D")
    reviews = _reviews()
    _approve(first, reviews)
    _approve(second, reviews).refused(StaleChangeRequest, "ICS-2019-D is stale")


def test_what_the_book_says_on_the_day_of_the_decision_counts() -> None:
    later = fact(SavingsExtended, "2019-01-08", ref="later", change=thousands(y2019=1))
    reviews = _reviews(later)
    _approve(request(ACCELERATE), reviews).then(
        [APPROVED, _rebaselined(reviews, ACCELERATE, ChangeKind.RE_PROFILE)]
    )
    assert reviews.profile_at(day("2019-01-08"), BENEFIT) == ACCELERATED_PROFILE + thousands(
        y2019=1
    )


def test_nil_years_do_not_make_a_request_stale() -> None:
    asked = line(MOVED_PROFILE + thousands(y2021=0), ACCELERATED_PROFILE)
    subject = request(asked)
    _approve(subject, _reviews())
    assert subject.outcome is Outcome.APPROVED


def test_a_figure_that_was_never_set_cannot_be_changed() -> None:
    _approve(request(ACCELERATE), project()).refused(
        NoBaseline,
        "ICS-2019-A changes the cashable-benefit of targeted-reviews, which was never set",
    )


def test_the_move_of_march_2018_gives_the_profile_that_september_states() -> None:
    moved = line(FIRST_PROFILE, MOVED_PROFILE)
    subject = request(moved, ref="ICS-2018-A", raised_on="2018-03-01")
    reviews = project("targeted-reviews", baseline(FIRST_PROFILE))
    _approve(subject, reviews, how=ruling("2018-03-12"))
    assert reviews.profile_at(day("2018-03-11"), BENEFIT) == FIRST_PROFILE
    assert reviews.profile_at(day("2018-09-30"), BENEFIT) == MOVED_PROFILE


def test_a_body_approves_only_within_its_remit() -> None:
    gates_only = body("ics", terms(decides=(Matter.GATES,)))
    _approve(request(ACCELERATE), _reviews(), by_body=gates_only).refused(
        OutsideRemit, "ics does not decide savings changes"
    )


def test_a_body_approves_only_for_its_portfolios() -> None:
    place_only = body("ics", terms(portfolios=("place",)))
    _approve(request(ACCELERATE), _reviews(), by_body=place_only).refused(
        OutsideRemit, f"ics decides for place only, not for {ADULT_CARE}"
    )


def test_above_the_financial_limit_the_request_is_referred() -> None:
    limited = body("ics", terms(limit=1_999_999))
    subject = request(ACCELERATE)
    _approve(subject, _reviews(), by_body=limited).refused(
        AboveFinancialLimit, "moves £2,000,000, above the limit of £1,999,999 of ics: refer it"
    )
    subject.refer(BY, ruling(), referred_to="policy")
    reviews = _reviews()
    _approve(subject, reviews, by_body=body("policy"), how=ruling("2019-02-13", of="policy"))
    assert reviews.profile_at(day("2019-02-13"), BENEFIT) == ACCELERATED_PROFILE


def test_up_to_its_financial_limit_a_body_approves() -> None:
    subject = request(ACCELERATE)
    _approve(subject, _reviews(), by_body=body("ics", terms(limit=2_000_000)))
    assert subject.outcome is Outcome.APPROVED


def test_a_dissolved_body_approves_nothing() -> None:
    gone = body("ics", fact(BodyDissolved, "2018-12-31"))
    _approve(request(ACCELERATE), _reviews(), by_body=gone).refused(NotInForce, "was dissolved")


def test_a_request_is_approved_once_by_the_body_it_lies_with_and_not_by_who_raised_it() -> None:
    _approve(request(ACCELERATE, more=(APPROVED,)), _reviews()).refused(AlreadyDecided)
    _approve(request(ACCELERATE), _reviews(), how=ruling(of="policy")).refused(OutsideRemit)
    _approve(request(ACCELERATE, raised_by="ics"), _reviews()).refused(DecidedByRaiser)


def test_the_body_whose_remit_counts_is_the_one_that_decides() -> None:
    _approve(request(ACCELERATE), _reviews(), by_body=body("policy")).refused(
        OutsideRemit, "decided by ics, not by policy"
    )


def test_conditions_are_part_of_the_approval() -> None:
    conditional = ruling().model_copy(update={"commentary": "With a report in a year"})
    subject, reviews = request(ACCELERATE), _reviews()
    _approve(subject, reviews, how=conditional).then(
        [
            fact(ChangeRequestApproved, "2019-01-07", ruling=conditional),
            _rebaselined(reviews, ACCELERATE, ChangeKind.RE_PROFILE),
        ]
    )


BOTH = (ACCELERATE, WRITE_OFF)


def test_a_part_of_a_request_is_approved_and_only_its_projects_are_rebaselined() -> None:
    subject = request(*BOTH, kind=ALTERNATIVE)
    reviews, contracts = _reviews(), _contracts()
    _approve(subject, reviews, contracts, agreed=(ACCELERATE,)).then(
        [
            fact(ChangeRequestPartApproved, "2019-01-07", ruling=ruling(), lines=(ACCELERATE,)),
            _rebaselined(reviews, ACCELERATE, ALTERNATIVE),
        ]
    )
    assert subject.outcome is Outcome.APPROVED_IN_PART
    assert contracts.profile_at(day("2019-01-07"), BENEFIT) == WRITE_OFF.expected


def test_less_than_was_asked_can_be_approved() -> None:
    less = line(MOVED_PROFILE, thousands(y2018=2010, y2019=3000, y2020=1000))
    subject, reviews = request(ACCELERATE), _reviews()
    _approve(subject, reviews, agreed=(less,))
    assert reviews.profile_at(day("2019-01-07"), BENEFIT) == less.revised


@pytest.mark.parametrize(
    ("agreed", "words"),
    [
        ((), "says in `projects` what part is approved"),
        (BOTH, "says in `projects` what part is approved"),
        (BOTH[::-1], "says in `projects` what part is approved"),
        ((DELIVER_OTHERWISE,), "does not ask for what is approved of statutory-school-transport"),
        (
            (line(FIRST_PROFILE, ACCELERATED_PROFILE),),
            "does not ask for what is approved of targeted-reviews",
        ),
        ((ACCELERATE, ACCELERATE), "names a project twice"),
    ],
)
def test_what_is_approved_in_part_is_a_part_of_what_was_asked(
    agreed: tuple[ChangeLine, ...], words: str
) -> None:
    subject = request(*BOTH, kind=ALTERNATIVE)
    _approve(subject, _reviews(), _contracts(), agreed=agreed).refused(RuleBroken, words)


def test_a_part_is_of_the_kind_that_was_asked() -> None:
    more = line(MOVED_PROFILE, ACCELERATED_PROFILE - thousands(y2018=1))
    _approve(request(ACCELERATE), _reviews(), agreed=(more,)).refused(
        RuleBroken, "is a re-profile, which keeps totals as they are"
    )


def test_only_the_part_that_is_approved_counts_towards_the_financial_limit() -> None:
    subject = request(*BOTH, kind=ALTERNATIVE)
    limited = body("ics", terms(limit=310_000))
    _approve(subject, _reviews(), _contracts(), by_body=limited, agreed=(WRITE_OFF,))
    assert subject.outcome is Outcome.APPROVED_IN_PART


def test_a_part_against_a_profile_that_has_moved_is_refused() -> None:
    stale = project("contracts-review", balance(thousands(y2018=680)))
    subject = request(*BOTH, kind=ALTERNATIVE)
    _approve(subject, _reviews(), stale, agreed=(WRITE_OFF,)).refused(StaleChangeRequest)
