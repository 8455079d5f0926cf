"""A meeting decides when enough members of its body are there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain.bodies.body import Body
from domain.bodies.facts import MemberAppointed, TermsOfReferenceSet
from domain.bodies.terms import Membership, Role, TermsOfReference
from domain.errors import InterestBarsActing, NotQuorate
from domain.meetings.facts import AttendanceRecorded, InterestDeclared
from domain.meetings.meeting import Meeting
from domain.meetings.parts import Attendance, InterestKind, Substitution
from domain.meetings.quorum import check_enough, check_quorate, present_at
from tests.domain.council import body, meeting
from tests.domain.scenario import Said, day, fact

THREE = fact(TermsOfReferenceSet, "2018-01-01", terms=TermsOfReference(summary="Decides", quorum=3))


def present(*names: str) -> Said:
    return fact(AttendanceRecorded, "2018-11-05", attendance=Attendance(present=names))


def declared(person: str, item: str | None, kind: InterestKind) -> Said:
    return fact(
        InterestDeclared, "2018-11-05", person=person, kind=kind, interest="Owns it", item=item
    )


BARRED = declared("Ash", "4", InterestKind.DISCLOSABLE_PECUNIARY)


def test_with_the_quorum_present_a_meeting_decides() -> None:
    check_quorate(meeting("ics-2018-11-05", present("Ash", "Birch", "Cedar")), body("ics", THREE))


@pytest.mark.parametrize("check", [check_quorate, check_enough])
def test_with_fewer_it_does_not(check: Callable[[Meeting, Body], None]) -> None:
    with pytest.raises(NotQuorate, match="2 of the members present may decide, and ics needs 3"):
        check(meeting("ics-2018-11-05", present("Ash", "Birch")), body("ics", THREE))


def test_members_may_be_counted_instead_of_named() -> None:
    counted = fact(AttendanceRecorded, "2018-11-05", attendance=Attendance(present=2))
    with pytest.raises(NotQuorate):
        check_quorate(meeting("ics-2018-11-05", counted), body("ics", THREE))


def test_a_quorum_asks_for_the_attendance() -> None:
    with pytest.raises(NotQuorate, match="record its attendance first"):
        check_quorate(meeting(), body("ics", THREE))


def test_while_the_minutes_are_not_written_nobody_says_there_were_too_few() -> None:
    check_enough(meeting(), body("ics", THREE))


def test_a_body_without_a_quorum_meets_with_whom_it_has() -> None:
    check_quorate(meeting("ics-2018-11-05", present("Ash")), body())
    check_quorate(meeting(), body())


def test_the_quorum_of_the_day_counts() -> None:
    later = fact(
        TermsOfReferenceSet, "2018-11-06", terms=TermsOfReference(summary="Decides", quorum=9)
    )
    there = present("Ash", "Birch", "Cedar")
    check_quorate(meeting("ics-2018-11-05", there), body("ics", THREE, later))


def test_who_has_a_pecuniary_interest_in_the_item_is_not_counted_for_it() -> None:
    held = meeting("ics-2018-11-05", present("Ash", "Birch", "Cedar"), BARRED)
    with pytest.raises(NotQuorate):
        check_quorate(held, body("ics", THREE), "4")
    check_quorate(held, body("ics", THREE), "5")
    check_quorate(held, body("ics", THREE))


def test_who_has_a_pecuniary_interest_in_the_whole_business_is_never_counted() -> None:
    barred = declared("Ash", None, InterestKind.DISCLOSABLE_PECUNIARY)
    held = meeting("ics-2018-11-05", present("Ash", "Birch", "Cedar"), barred)
    for item in ("4", None):
        with pytest.raises(NotQuorate):
            check_quorate(held, body("ics", THREE), item)


def test_who_declared_a_pecuniary_interest_does_not_act_on_the_item() -> None:
    held = meeting("ics-2018-11-05", BARRED)
    with pytest.raises(InterestBarsActing, match=r"ash declared .* in item 4 at ics-2018-11-05"):
        held.check_may_act("ash", "4")
    with pytest.raises(InterestBarsActing, match="in its business"):
        held.check_may_act("Ash", None)


def test_but_on_other_items_and_with_other_interests_they_may() -> None:
    held = meeting("ics-2018-11-05", BARRED, declared("Birch", "4", InterestKind.PRIVATE))
    held.check_may_act("Ash", "5")
    held.check_may_act("Birch", "4")


def seat(person: str, role: Role = Role.MEMBER, ends_on: str | None = None) -> Said:
    held = Membership(
        person=person,
        role=role,
        voting=True,
        starts_on=day("2018-01-01"),
        ends_on=day(ends_on) if ends_on else None,
    )
    return fact(MemberAppointed, "2018-01-01", membership=held)


SEATED = (
    THREE,
    seat("Ash", Role.CHAIR),
    seat("Birch"),
    seat("Cedar"),
    seat("Elm", ends_on="2018-11-05"),
    seat("Fir", Role.OFFICER_IN_ATTENDANCE),
)


@pytest.mark.parametrize("other", ["Stranger", "Elm", "Fir"])
def test_who_holds_no_seat_is_not_counted_where_the_members_are_known(other: str) -> None:
    held = meeting("ics-2018-11-05", present("ash", "Birch", other))
    with pytest.raises(NotQuorate, match=f"2 of the members .* Not counted are {other}, who hold"):
        check_quorate(held, body("ics", *SEATED))
    check_quorate(held, body("ics", THREE))


@pytest.mark.parametrize(("member", "enough"), [("Cedar", True), ("Stranger", False)])
def test_who_sits_in_the_place_of_a_member_is_counted(member: str, enough: bool) -> None:  # noqa: FBT001
    there = Attendance(
        present=("Ash", "Birch", "Dale"),
        substitutes=(Substitution(member=member, substitute="Dale"),),
    )
    held = meeting(
        "ics-2018-11-05", fact(AttendanceRecorded, "2018-11-05", attendance=there), BARRED
    )
    assert present_at(held, body("ics", *SEATED)) == (3 if enough else 2)
    assert present_at(held, body("ics", *SEATED), "4") == (2 if enough else 1)


def test_who_is_counted_and_not_named_is_taken_for_a_member() -> None:
    counted = fact(AttendanceRecorded, "2018-11-05", attendance=Attendance(present=3))
    check_quorate(meeting("ics-2018-11-05", counted), body("ics", *SEATED))
