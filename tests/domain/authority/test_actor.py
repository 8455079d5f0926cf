"""A person has roles from one day to another, for one body or for all."""

from __future__ import annotations

from datetime import date

import pytest

from domain.authority.actor import Actor, Held, actor_ref
from domain.authority.facts import RoleEnded, RoleGranted
from domain.authority.raiser import check_not_raiser
from domain.authority.roles import OfficeRole
from domain.errors import DecidedByRaiser, NotInForce, RuleBroken
from tests.domain.scenario import BY, Said, day, fact, given, recorded

CLERK = Held(OfficeRole.CLERK, "ics")
SUE = "Sue Milburn"
GRANTED = fact(
    RoleGranted, "2018-01-01", person=SUE, role=OfficeRole.CLERK, body="ics", ends_on=None
)
ENDED = fact(RoleEnded, "2019-01-01", person=SUE, role=OfficeRole.CLERK, body="ics", reason="Moved")


def sue(*history: Said) -> Actor:
    return recorded(Actor(actor_ref(SUE)), *history)


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Sue Milburn", "sue-milburn"),
        ("  sue   MILBURN ", "sue-milburn"),
        ("Councillor O'Hara-Vane", "councillor-o-hara-vane"),
        ("Zoë Nunn", "zoe-nunn"),
        ("А. Ли", "person-cfc436071a07"),
    ],
)
def test_a_person_is_known_by_their_name(name: str, ref: str) -> None:
    assert actor_ref(name) == ref


def test_a_name_of_any_length_makes_a_reference() -> None:
    assert len(actor_ref("Aa " * 100)) <= 80


def test_a_role_is_granted_from_a_day() -> None:
    subject = sue()
    given(subject).when(lambda: subject.grant(BY, day("2018-01-01"), SUE, CLERK, None)).then(
        [GRANTED]
    )


def test_a_role_is_held_from_its_first_day_to_the_day_before_its_last() -> None:
    subject = sue(GRANTED, ENDED)
    held = {on: [*subject.roles_on("sue milburn", date.fromisoformat(on))] for on in DAYS}
    assert held == dict(zip(DAYS, ([], [CLERK], [CLERK], []), strict=True))


DAYS = ("2017-12-31", "2018-01-01", "2018-12-31", "2019-01-01")


def test_a_role_of_another_whose_name_folds_alike_is_not_theirs() -> None:
    subject = recorded(
        Actor("a-birch"),
        fact(RoleGranted, None, person="A-Birch", role=OfficeRole.FINANCE, body=None),
    )
    assert [*subject.roles_on("A Birch", day("2018-01-01"))] == []
    assert [*subject.roles_on("a-birch ", day("2018-01-01"))] == [Held(OfficeRole.FINANCE, None)]


def test_a_role_is_not_granted_twice_for_the_same_days() -> None:
    subject = sue(GRANTED)
    given(subject).when(lambda: subject.grant(BY, day("2018-06-01"), SUE, CLERK, None)).refused(
        RuleBroken, "is clerk of ics already"
    )


def test_a_role_that_ended_may_be_granted_again() -> None:
    subject = sue(GRANTED, ENDED)
    subject.grant(BY, day("2019-06-01"), SUE, CLERK, None)
    assert [*subject.roles_on(SUE, day("2019-06-01"))] == [CLERK]
    subject.end(BY, day("2019-07-01"), SUE, CLERK, None)
    assert [*subject.roles_on(SUE, day("2018-06-01"))] == [CLERK]


def test_a_role_ends_after_it_starts() -> None:
    subject = sue()
    given(subject).when(
        lambda: subject.grant(BY, day("2018-06-01"), SUE, CLERK, day("2018-06-01"))
    ).refused(RuleBroken, "ends before it starts")


def test_a_role_ends_on_a_day() -> None:
    subject = sue(GRANTED)
    given(subject).when(lambda: subject.end(BY, day("2019-01-01"), SUE, CLERK, "Moved")).then(
        [ENDED]
    )


@pytest.mark.parametrize("history", [(), (GRANTED, ENDED)])
def test_a_role_that_is_not_held_cannot_end(history: tuple[Said, ...]) -> None:
    subject = sue(*history)
    given(subject).when(lambda: subject.end(BY, day("2019-02-01"), SUE, CLERK, None)).refused(
        NotInForce, "is not clerk of ics up to 2019-02-01"
    )


@pytest.mark.parametrize("deciding", ["P. Officer", " p.  officer"])
def test_who_raised_a_request_does_not_decide_it(deciding: str) -> None:
    with pytest.raises(DecidedByRaiser, match=r"was raised by P\. Officer"):
        check_not_raiser("R", "P. Officer", None, deciding)


@pytest.mark.parametrize("raised_by", [None, "Another"])
def test_anybody_else_may(raised_by: str | None) -> None:
    check_not_raiser("R", raised_by, None, "P. Officer")
