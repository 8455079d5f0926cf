"""Bodies are established once, renamed, dissolved, and act only while they are."""

from __future__ import annotations

import pytest

from domain.bodies.body import Body
from domain.bodies.facts import BodyDissolved, BodyEstablished, BodyRenamed, TermsOfReferenceSet
from domain.bodies.terms import BodyKind, Matter, TermsOfReference
from domain.errors import AlreadyDecided, NotInForce, ReferenceUsed, RuleBroken
from tests.domain.council import body, terms
from tests.domain.scenario import BY, day, fact, given

DISSOLVED = fact(BodyDissolved, "2018-11-05")


def _establish(ics: Body) -> None:
    ics.establish(
        BY,
        day("2017-05-25"),
        name="Improvement and Change Sub-Committee",
        kind=BodyKind.SUB_COMMITTEE,
        level="Members",
        department=None,
        purpose="Watches over savings",
    )


def test_a_body_is_established() -> None:
    ics = Body("ics")
    given(ics).when(lambda: _establish(ics)).then(
        [
            fact(
                BodyEstablished,
                "2017-05-25",
                ref="ics",
                name="Improvement and Change Sub-Committee",
                kind=BodyKind.SUB_COMMITTEE,
                level="Members",
                purpose="Watches over savings",
            )
        ]
    )
    assert ics.name == "Improvement and Change Sub-Committee"


def test_a_body_reference_is_used_once() -> None:
    ics = body("ics")
    given(ics).when(lambda: _establish(ics)).refused(ReferenceUsed, "ics is established already")


def test_a_body_reference_cannot_be_mistaken_for_that_of_a_resolution() -> None:
    ics = Body("ics/2018")
    given(ics).when(lambda: _establish(ics)).refused(RuleBroken, "has a /")


def test_a_body_is_renamed_from_a_day_on() -> None:
    ics = body()
    given(ics).when(lambda: ics.rename(BY, day("2018-11-05"), name="Improvement")).then(
        [fact(BodyRenamed, "2018-11-05", name="Improvement")]
    )
    assert ics.name == "Improvement"


def test_a_body_is_dissolved_and_may_have_a_successor() -> None:
    board = body("cloud-board")
    given(board).when(
        lambda: board.dissolve(BY, day("2018-11-05"), successor="swp-board", reason="Merged")
    ).then([fact(BodyDissolved, "2018-11-05", successor="swp-board", reason="Merged")])


@pytest.mark.parametrize("again", ["2018-01-01", "2018-11-05", "2019-01-01"])
def test_a_body_is_dissolved_once(again: str) -> None:
    board = body("cloud-board", DISSOLVED)
    given(board).when(lambda: board.dissolve(BY, day(again), successor=None, reason=None)).refused(
        AlreadyDecided, "cloud-board was dissolved on 2018-11-05"
    )


@pytest.mark.parametrize("on", ["2018-11-05", "2018-11-06"])
def test_a_dissolved_body_acts_no_more(on: str) -> None:
    board = body("cloud-board", DISSOLVED)
    given(board).when(lambda: board.rename(BY, day(on), name="Clouds")).refused(
        NotInForce, f"dissolved on 2018-11-05: it cannot act on {on}"
    )


def test_what_a_body_did_before_it_was_dissolved_can_be_recorded_later() -> None:
    board = body("cloud-board", DISSOLVED)
    given(board).when(lambda: board.rename(BY, day("2018-11-04"), name="Clouds")).then(
        [fact(BodyRenamed, "2018-11-04", name="Clouds")]
    )


def test_a_body_does_not_act_before_it_is_established() -> None:
    ics = body(established_on="2017-05-25")
    ics.check_in_force(day("2017-05-25"))
    ics.check_in_force(None)
    given(ics).when(
        lambda: ics.dissolve(BY, day("2017-05-24"), successor=None, reason=None)
    ).refused(NotInForce, "was established on 2017-05-25: it cannot act on 2017-05-24")


def test_terms_of_reference_hold_from_their_day_until_the_next() -> None:
    ics = body("ics", terms("2018-05-10", limit=2), terms("2017-05-25", limit=1))

    def limit(on: str) -> object:
        in_force = ics.terms_at(day(on))
        return in_force and in_force.financial_limit

    assert [limit(on) for on in ("2017-05-24", "2017-05-25", "2018-05-09", "2018-05-10")] == [
        None,
        1,
        1,
        2,
    ]


def test_terms_of_reference_without_a_day_hold_from_the_beginning() -> None:
    assert body("ics", terms(None, limit=1)).terms_at(day("0001-01-01")) is not None


def test_terms_of_reference_are_set_while_the_body_is_in_force() -> None:
    new = TermsOfReference(summary="Watches over gates", decides=(Matter.GATES,))
    ics = body()
    given(ics).when(lambda: ics.set_terms(BY, day("2018-05-10"), new)).then(
        [fact(TermsOfReferenceSet, "2018-05-10", terms=new)]
    )
    board = body("cloud-board", DISSOLVED)
    given(board).when(lambda: board.set_terms(BY, day("2018-12-01"), new)).refused(NotInForce)
