"""A meeting decides when enough members of its body are there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain.bodies.body import Body
from domain.bodies.facts import TermsOfReferenceSet
from domain.bodies.terms import TermsOfReference
from domain.errors import InterestBarsActing, NotQuorate
from domain.meetings.facts import AttendanceRecorded, InterestDeclared
from domain.meetings.meeting import Meeting
from domain.meetings.parts import Attendance, InterestKind
from domain.meetings.quorum import check_enough, check_quorate
from tests.domain.council import body, meeting
from tests.domain.scenario import Said, fact

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
