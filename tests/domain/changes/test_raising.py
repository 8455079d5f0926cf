"""A change request states what it expects and what it asks; the figures are what its kind says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.changes.facts import ChangeRequestCommented, ChangeRequestRaised
from domain.changes.lines import (
    ChangeKind,
    ChangeLine,
    PrintedTotal,
    check_kind,
    check_printed,
    money_moved,
)
from domain.changes.parts import Comment, Lesson
from domain.changes.request import ChangeRequest
from domain.errors import AlreadyDecided, DoesNotAddUp, ReferenceUsed, RuleBroken
from domain.values.profiles import SavingsProfile, summed
from tests.domain.changes.decisions import APPROVED, WITHDRAWN
from tests.domain.council import (
    ACCELERATE,
    ACCELERATED_PROFILE,
    DELIVER_OTHERWISE,
    MOVED_PROFILE,
    WRITE_OFF,
    line,
    request,
    thousands,
)
from tests.domain.scenario import BY, Said, day, fact, given

LESSONS = (Lesson(description="Reviews were quicker", learning="Plan them shorter"),)


def _raise(subject: ChangeRequest, kind: ChangeKind = ChangeKind.RE_PROFILE) -> None:
    subject.raise_to(
        BY,
        day("2018-12-20"),
        to="ics",
        title="Accelerate Targeted Reviews",
        kind=kind,
        lines=(ACCELERATE,),
        raised_by="Corporate Director",
        reasons="Ahead of plan",
        mitigation="None needed",
        wider_impact="Staff move on sooner",
        lessons=LESSONS,
    )


def _between(*changes: tuple[str, SavingsProfile]) -> tuple[ChangeLine, ...]:
    """Lines by which projects gain or lose."""
    return tuple(line(SavingsProfile(), change, of=project) for project, change in changes)


def test_a_request_is_raised() -> None:
    subject = ChangeRequest("ICS-2019-A")
    given(subject).when(lambda: _raise(subject)).then(
        [
            fact(
                ChangeRequestRaised,
                "2018-12-20",
                ref="ICS-2019-A",
                to="ics",
                title="Accelerate Targeted Reviews",
                kind=ChangeKind.RE_PROFILE,
                lines=(ACCELERATE,),
                raised_by="Corporate Director",
                reasons="Ahead of plan",
                mitigation="None needed",
                wider_impact="Staff move on sooner",
                lessons=LESSONS,
            )
        ]
    )
    assert (subject.title, subject.to) == ("Accelerate Targeted Reviews", "ics")


def test_a_request_reference_is_used_once() -> None:
    subject = request(ACCELERATE)
    given(subject).when(lambda: _raise(subject)).refused(
        ReferenceUsed, "ICS-2019-A is in the book already"
    )


def test_a_request_whose_figures_are_not_of_its_kind_is_not_raised() -> None:
    subject = ChangeRequest("ICS-2019-A")
    given(subject).when(lambda: _raise(subject, ChangeKind.WRITE_OFF)).refused(RuleBroken)


def test_change_is_revised_less_expected_in_every_year_and_in_total() -> None:
    assert ACCELERATE.change == thousands(y2019=2000, y2020=-2000)
    assert WRITE_OFF.change == thousands(y2017=150, y2018=-310)
    assert DELIVER_OTHERWISE.change == thousands(y2018=-686, y2019=719, y2020=80, y2021=-210)
    assert WRITE_OFF.change.total == WRITE_OFF.revised.total - WRITE_OFF.expected.total


def test_the_net_impact_of_the_three_requests_is_that_of_the_papers() -> None:
    requests = summed(each.change for each in (ACCELERATE, WRITE_OFF, DELIVER_OTHERWISE))
    extensions = summed(
        [
            thousands(y2019=1199, y2020=868),
            thousands(y2019=50, y2020=50),
            thousands(y2019=12, y2020=28, y2021=331),
        ]
    )
    folded = requests - thousands(y2017=150) + thousands(y2018=150)
    assert folded == thousands(y2018=-846, y2019=2719, y2020=-1920, y2021=-210)
    assert requests.total == Decimal(-257_000)
    assert extensions == thousands(y2019=1261, y2020=946, y2021=331)
    assert folded + extensions == thousands(y2018=-846, y2019=3980, y2020=-974, y2021=121)
    assert (requests + extensions).total == Decimal(2_281_000)


@pytest.mark.parametrize(
    ("change", "total"),
    [
        (None, None),
        (thousands(y2019=2000, y2020=-2000, y2018=0), None),
        (None, PrintedTotal()),
        (
            None,
            PrintedTotal(
                expected=Decimal(6_010_000), revised=Decimal(6_010_000), change=Decimal(0)
            ),
        ),
    ],
)
def test_what_a_paper_prints_beside_its_rows_adds_up(
    change: SavingsProfile | None, total: PrintedTotal | None
) -> None:
    check_printed(ACCELERATE, change, total)


def test_a_printed_change_that_is_not_revised_less_expected_is_refused() -> None:
    with pytest.raises(DoesNotAddUp, match=r"in 2019/20 is printed as £1,999,000, .* £2,000,000"):
        check_printed(ACCELERATE, thousands(y2019=1999), None)


@pytest.mark.parametrize(
    ("field", "words"),
    [("expected", "the expected total"), ("revised", "the revised total"), ("change", "change in")],
)
def test_a_printed_total_that_does_not_add_up_is_refused(field: str, words: str) -> None:
    with pytest.raises(DoesNotAddUp, match=words):
        check_printed(ACCELERATE, None, PrintedTotal.model_validate({field: 1}))


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (ChangeKind.RE_PROFILE, (ACCELERATE,)),
        (ChangeKind.WRITE_OFF, (WRITE_OFF,)),
        (ChangeKind.ALTERNATIVE_DELIVERY, (DELIVER_OTHERWISE,)),
        (ChangeKind.EXTENSION, _between(("a", thousands(y2019=1)))),
        (ChangeKind.RE_SCOPE, (line(MOVED_PROFILE, MOVED_PROFILE),)),
        (ChangeKind.TRANSFER, _between(("a", thousands(y2019=1)), ("b", thousands(y2020=-1)))),
    ],
)
def test_each_kind_of_request_takes_its_own_figures(
    kind: ChangeKind, lines: tuple[ChangeLine, ...]
) -> None:
    check_kind("ICS-2019-A", kind, lines)


@pytest.mark.parametrize(
    ("kind", "lines", "words"),
    [
        (
            ChangeKind.RE_PROFILE,
            (WRITE_OFF,),
            "keeps totals as they are, but alters them by -£160",
        ),
        (
            ChangeKind.RE_PROFILE,
            _between(("a", thousands(y2019=1)), ("b", thousands(y2019=-1))),
            "keeps totals as they are",
        ),
        (ChangeKind.WRITE_OFF, (ACCELERATE,), "takes nothing away in total"),
        (ChangeKind.WRITE_OFF, _between(("a", thousands(y2019=1))), "takes nothing away"),
        (ChangeKind.EXTENSION, (ACCELERATE,), "adds nothing in total"),
        (ChangeKind.EXTENSION, (WRITE_OFF,), "adds nothing in total (-£160,000)"),
        (
            ChangeKind.TRANSFER,
            _between(("a", thousands(y2019=2)), ("b", thousands(y2019=-1))),
            "leaves their sum as it is",
        ),
        (ChangeKind.TRANSFER, (ACCELERATE,), "moves savings between projects"),
        (
            ChangeKind.TRANSFER,
            (
                *_between(("a", thousands(y2019=1))),
                line(SavingsProfile(), thousands(y2019=-1), of="a").model_copy(
                    update={"measure": "cost-avoidance"}
                ),
            ),
            "moves savings between projects",
        ),
        (ChangeKind.ALTERNATIVE_DELIVERY, (line(MOVED_PROFILE, MOVED_PROFILE),), "changes no"),
        (ChangeKind.ALTERNATIVE_DELIVERY, (DELIVER_OTHERWISE,) * 2, "names a project twice"),
    ],
)
def test_a_request_whose_figures_are_not_what_its_kind_says_is_refused(
    kind: ChangeKind, lines: tuple[ChangeLine, ...], words: str
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        check_kind("ICS-2019-A", kind, lines)
    assert words in str(refusal.value)


def test_a_request_moves_the_larger_of_what_it_adds_and_what_it_takes() -> None:
    assert money_moved([ACCELERATE]) == Decimal(2_000_000)
    assert money_moved([WRITE_OFF]) == Decimal(310_000)
    assert money_moved([ACCELERATE, WRITE_OFF, DELIVER_OTHERWISE]) == Decimal(3_206_000)
    assert money_moved([line(MOVED_PROFILE, ACCELERATED_PROFILE + thousands(y2021=7))]) == Decimal(
        2_007_000
    )
    assert money_moved([]) == Decimal(0)


def _comment(made_on: str | None) -> Comment:
    return Comment(
        by="finance",
        text="No effect on the budget",
        author="A. Accountant",
        made_on=day(made_on) if made_on else None,
    )


@pytest.mark.parametrize("made_on", [None, "2018-12-21"])
def test_advisers_comment_on_an_open_request(made_on: str | None) -> None:
    subject = request(ACCELERATE)
    given(subject).when(lambda: subject.comment(BY, _comment(made_on))).then(
        [fact(ChangeRequestCommented, made_on, comment=_comment(made_on))]
    )
    assert subject.outcome is None


@pytest.mark.parametrize("decided", [APPROVED, WITHDRAWN])
@pytest.mark.parametrize("made_on", [None, "2019-01-08"])
def test_advice_comes_before_the_decision(decided: Said, made_on: str | None) -> None:
    subject = request(ACCELERATE, more=(decided,))
    given(subject).when(lambda: subject.comment(BY, _comment(made_on))).refused(
        AlreadyDecided, "it cannot be commented on any more"
    )


def test_advice_given_before_the_decision_can_be_recorded_after_it() -> None:
    subject = request(ACCELERATE, more=(APPROVED,))
    given(subject).when(lambda: subject.comment(BY, _comment("2019-01-07"))).then(
        [fact(ChangeRequestCommented, "2019-01-07", comment=_comment("2019-01-07"))]
    )
