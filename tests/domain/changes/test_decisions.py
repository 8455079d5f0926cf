"""A request is decided once, by the body it lies with, never by who raised it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain.changes.facts import ChangeRequestRaised
from domain.changes.lines import ChangeKind
from domain.changes.parts import Outcome, Ruling
from domain.changes.request import ChangeRequest
from domain.errors import AlreadyDecided, DecidedByRaiser, OutsideRemit, RuleBroken
from tests.domain.changes.decisions import (
    APPROVED,
    DEFERRED,
    IN_PART,
    REFERRED,
    REJECTED,
    WITHDRAWN,
)
from tests.domain.council import ACCELERATE, DELIVER_OTHERWISE, WRITE_OFF, request, ruling
from tests.domain.scenario import BY, Said, fact, given

LINES = (ACCELERATE,)

Decision = Callable[[ChangeRequest, Ruling], None]


def _in_part(subject: ChangeRequest, how: Ruling) -> None:
    subject.approve_in_part(BY, how, LINES)


DECISIONS: dict[str, Decision] = {
    "approve": lambda subject, how: subject.approve(BY, how),
    "approve in part": _in_part,
    "reject": lambda subject, how: subject.reject(BY, how),
    "defer": lambda subject, how: subject.defer(BY, how, deferred_to="ics-2019-05-13"),
    "refer": lambda subject, how: subject.refer(BY, how, referred_to="council"),
}
EVERY_DECISION = pytest.mark.parametrize("decide", DECISIONS.values(), ids=DECISIONS)


def _request(*more: Said, raised_by: str | None = "Corporate Director") -> ChangeRequest:
    return request(
        ACCELERATE,
        WRITE_OFF,
        kind=ChangeKind.ALTERNATIVE_DELIVERY,
        raised_by=raised_by,
        more=more,
    )


def test_a_body_rejects_a_request() -> None:
    subject = _request()
    given(subject).when(lambda: subject.reject(BY, ruling())).then([REJECTED])
    assert subject.outcome is Outcome.REJECTED


def test_who_raised_a_request_may_withdraw_it() -> None:
    subject = _request()
    given(subject).when(lambda: subject.withdraw(BY, ruling())).then([WITHDRAWN])
    assert subject.outcome is Outcome.WITHDRAWN


def test_deferred_is_not_rejected() -> None:
    subject = _request()
    given(subject).when(lambda: subject.defer(BY, ruling(), deferred_to="ics-2019-03-11")).then(
        [DEFERRED]
    )
    assert subject.outcome is None
    subject.approve(BY, ruling("2019-03-11"))
    assert subject.outcome is Outcome.APPROVED


def test_a_referred_request_lies_with_the_other_body() -> None:
    subject = _request()
    given(subject).when(lambda: subject.refer(BY, ruling(), referred_to="policy")).then([REFERRED])
    given(subject).when(lambda: subject.reject(BY, ruling("2019-01-08"))).refused(
        OutsideRemit, "ICS-2019-A lies with policy: it is not for ics to decide"
    )
    subject.reject(BY, ruling("2019-01-08", of="policy"))
    assert subject.outcome is Outcome.REJECTED


def test_a_request_is_not_referred_to_the_body_it_lies_with() -> None:
    subject = _request()
    given(subject).when(lambda: subject.refer(BY, ruling(), referred_to="ics")).refused(
        RuleBroken, "lies with ics already"
    )


@EVERY_DECISION
@pytest.mark.parametrize(
    ("before", "word"),
    [
        (APPROVED, "approved"),
        (IN_PART, "approved in part"),
        (REJECTED, "rejected"),
        (WITHDRAWN, "withdrawn"),
    ],
)
def test_a_request_is_decided_once(decide: Decision, before: Said, word: str) -> None:
    subject = _request(before)
    given(subject).when(lambda: decide(subject, ruling("2019-03-11"))).refused(
        AlreadyDecided, f"was {word} on 2019-01-07: it cannot be decided any more"
    )
    given(subject).when(lambda: subject.withdraw(BY, ruling("2019-03-11"))).refused(
        AlreadyDecided, "it cannot be withdrawn any more"
    )


@EVERY_DECISION
def test_a_request_is_decided_by_the_body_it_lies_with(decide: Decision) -> None:
    subject = _request()
    given(subject).when(lambda: decide(subject, ruling(of="policy"))).refused(
        OutsideRemit, "ICS-2019-A lies with ics: it is not for policy to decide"
    )


@EVERY_DECISION
@pytest.mark.parametrize(
    ("raised_by", "decided_by"),
    [("ics", None), ("A. Director", "A. Director"), ("A. Director", "a.  DIRECTOR ")],
)
def test_who_raises_a_request_does_not_decide_it(
    decide: Decision, raised_by: str, decided_by: str | None
) -> None:
    subject = _request(raised_by=raised_by)
    given(subject).when(lambda: decide(subject, ruling(decided_by=decided_by))).refused(
        DecidedByRaiser, f"was raised by {raised_by}, who therefore cannot decide it"
    )


@pytest.mark.parametrize("raised_by", [None, "A. Director"])
def test_another_officer_decides_under_delegation(raised_by: str | None) -> None:
    subject = _request(raised_by=raised_by)
    subject.approve(BY, ruling(decided_by="B. Director"))
    assert subject.outcome is Outcome.APPROVED


@EVERY_DECISION
def test_a_request_is_not_decided_before_it_was_raised(decide: Decision) -> None:
    subject = _request()
    words = "was raised on 2018-12-20: it cannot be decided on 2018-12-19"
    given(subject).when(lambda: decide(subject, ruling("2018-12-19"))).refused(RuleBroken, words)
    given(subject).when(lambda: subject.withdraw(BY, ruling("2018-12-19"))).refused(
        RuleBroken, words
    )


@EVERY_DECISION
def test_a_request_may_be_decided_on_the_day_it_was_raised(decide: Decision) -> None:
    subject = _request()
    decide(subject, ruling("2018-12-20"))
    assert len(subject.pending) == 1


@EVERY_DECISION
@pytest.mark.parametrize(("before", "body"), [(DEFERRED, "ics"), (REFERRED, "policy")])
def test_a_request_is_not_decided_before_it_was_deferred_or_referred(
    decide: Decision, before: Said, body: str
) -> None:
    subject = _request(before)
    given(subject).when(lambda: decide(subject, ruling("2019-01-06", of=body))).refused(
        RuleBroken, "was deferred or referred on 2019-01-07"
    )


@EVERY_DECISION
def test_a_request_raised_on_an_unknown_day_can_be_decided(decide: Decision) -> None:
    subject = request(ACCELERATE, WRITE_OFF, kind=ChangeKind.ALTERNATIVE_DELIVERY, raised_on=None)
    decide(subject, ruling("2018-01-01"))
    assert len(subject.pending) == 1


def test_a_part_that_was_not_asked_for_cannot_be_approved() -> None:
    subject = _request()
    given(subject).when(
        lambda: subject.approve_in_part(BY, ruling(), (DELIVER_OTHERWISE,))
    ).refused(RuleBroken, "does not ask for what is approved")


def test_the_facts_of_a_request_begin_with_its_being_raised() -> None:
    raised = fact(
        ChangeRequestRaised,
        None,
        ref="R",
        title="R",
        kind=ChangeKind.RE_PROFILE,
        to="ics",
        lines=LINES,
    )
    subject = ChangeRequest("R").replay([raised.at(ChangeRequest("R"), 1)])
    assert (subject.raised_by, subject.raised_on, subject.lines) == (None, None, LINES)
