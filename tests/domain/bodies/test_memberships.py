"""A person has one seat on a body at a time."""

from __future__ import annotations

import pytest

from domain.bodies.body import Body
from domain.bodies.facts import BodyDissolved, MemberAppointed, MemberStoodDown
from domain.bodies.terms import Membership, Role
from domain.errors import NotInForce, RuleBroken
from tests.domain.council import body
from tests.domain.scenario import BY, Said, day, fact, given


def _seat(starts_on: str | None, ends_on: str | None = None, person: str = "Ann") -> Membership:
    return Membership(
        person=person,
        role=Role.VICE_CHAIR,
        voting=True,
        starts_on=day(starts_on) if starts_on else None,
        ends_on=day(ends_on) if ends_on else None,
    )


def _held(starts_on: str | None, ends_on: str | None = None) -> Said:
    return fact(MemberAppointed, starts_on, membership=_seat(starts_on, ends_on))


def _leave(ics: Body, on: str, person: str = "Ann") -> None:
    ics.stand_down(BY, day(on), person=person, reason="Retired")


def test_a_member_is_appointed() -> None:
    ics = body()
    given(ics).when(lambda: ics.appoint(BY, _seat("2018-05-10"))).then([_held("2018-05-10")])


@pytest.mark.parametrize(
    ("held", "seat"),
    [
        (_held(None), _seat("2018-05-10")),
        (_held("2018-05-10"), _seat(None)),
        (_held("2017-05-25", "2018-05-10"), _seat("2018-05-09")),
        (_held("2017-05-25", "2018-05-10"), _seat(None)),
        (_held("2017-05-25", "2018-05-10"), _seat("2016-05-25", "2017-05-26")),
    ],
)
def test_a_person_has_one_seat_on_a_body_at_a_time(held: Said, seat: Membership) -> None:
    ics = body("ics", held)
    given(ics).when(lambda: ics.appoint(BY, seat)).refused(
        RuleBroken, "Ann is a vice-chair of ics already"
    )


@pytest.mark.parametrize(
    "seat",
    [_seat("2018-05-10"), _seat("2016-01-01", "2017-05-25"), _seat("2018-01-01", person="Bob")],
)
def test_a_person_may_return_and_an_older_seat_be_recorded_late(seat: Membership) -> None:
    ics = body("ics", _held("2017-05-25", "2018-05-10"))
    given(ics).when(lambda: ics.appoint(BY, seat)).then(
        [fact(MemberAppointed, str(seat.starts_on), membership=seat)]
    )


@pytest.mark.parametrize("ends_on", ["2018-05-09", "2018-05-10"])
def test_a_seat_does_not_end_before_it_starts(ends_on: str) -> None:
    ics = body()
    given(ics).when(lambda: ics.appoint(BY, _seat("2018-05-10", ends_on))).refused(
        RuleBroken, "the seat of Ann on ics ends before it starts"
    )


def test_a_dissolved_body_appoints_nobody() -> None:
    board = body("cloud-board", fact(BodyDissolved, "2018-11-05"))
    given(board).when(lambda: board.appoint(BY, _seat("2018-11-05"))).refused(NotInForce)


@pytest.mark.parametrize(
    "held", [_held(None), _held("2018-05-10"), _held("2018-05-10", "2019-05-10")]
)
def test_a_member_stands_down_and_may_be_appointed_again(held: Said) -> None:
    ics = body("ics", held)
    given(ics).when(lambda: _leave(ics, "2018-11-05")).then(
        [fact(MemberStoodDown, "2018-11-05", person="Ann", reason="Retired")]
    )
    ics.appoint(BY, _seat("2018-11-05"))


@pytest.mark.parametrize(
    ("person", "on"),
    [
        ("Ann", "2018-05-09"),
        ("Ann", "2018-05-10"),
        ("Ann", "2019-05-10"),
        ("Ann", "2020-01-01"),
        ("Bob", "2018-11-05"),
    ],
)
def test_only_who_has_a_seat_can_leave_it(person: str, on: str) -> None:
    ics = body("ics", _held("2018-05-10", "2019-05-10"))
    given(ics).when(lambda: _leave(ics, on, person)).refused(
        NotInForce, f"{person} has no seat on ics to leave on {on}"
    )


def test_leaving_one_seat_leaves_an_earlier_one_as_it_was() -> None:
    ics = body("ics", _held("2015-01-01", "2016-01-01"), _held("2018-05-10"))
    _leave(ics, "2018-11-05")
    assert [seat.ends_on for seat in ics.members["Ann"]] == [day("2016-01-01"), day("2018-11-05")]
