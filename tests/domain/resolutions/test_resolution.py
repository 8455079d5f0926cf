"""Resolutions: carried or lost by a meeting, in force until another takes their place."""

from __future__ import annotations

from typing import Any

import pytest

from domain.errors import (
    InterestBarsVote,
    NotInForce,
    ReferenceUsed,
    RuleBroken,
    VoteDoesNotCarry,
)
from domain.meetings.facts import AttendanceRecorded, InterestDeclared, MeetingScheduled
from domain.meetings.meeting import Meeting
from domain.meetings.parts import Attendance, InterestKind
from domain.resolutions.clauses import Clause, Effect
from domain.resolutions.facts import ResolutionLost, ResolutionPassed, ResolutionSuperseded
from domain.resolutions.resolution import Motion, Resolution
from domain.resolutions.votes import Votes
from tests.domain.council import meeting, votes
from tests.domain.scenario import BY, Said, day, fact, given, recorded

CLAUSES = (
    Clause(number=1, effect=Effect.NOTES, text="Progress noted"),
    Clause(number=2, effect=Effect.APPROVES, text="Governance agreed"),
)
SAID: dict[str, Any] = {
    "ref": "2018/019",
    "body": "ics",
    "meeting": "ics-2018-11-05",
    "item": "4",
    "title": "Smarter Working",
    "clauses": CLAUSES,
}
PASSED = fact(ResolutionPassed, "2018-11-05", **SAID)
LOST = fact(ResolutionLost, "2018-11-05", **SAID)
SEVEN_THERE = fact(AttendanceRecorded, "2018-11-05", attendance=Attendance(present=7))


def _motion(counted: Votes | None = None, seconded_by: str = "Bob") -> Motion:
    return Motion(
        item="4",
        title="Smarter Working",
        clauses=CLAUSES,
        moved_by="Ann",
        seconded_by=seconded_by,
        votes=counted,
    )


def _resolution(*history: Said) -> Resolution:
    return recorded(Resolution("ics/2018/019"), *history)


def test_a_meeting_passes_a_resolution() -> None:
    resolution, motion = _resolution(), _motion(votes(4, 3))
    given(resolution).when(
        lambda: resolution.adopt(BY, meeting("ics-2018-11-05", SEVEN_THERE), motion)
    ).then(
        [
            fact(
                ResolutionPassed,
                "2018-11-05",
                **SAID,
                moved_by="Ann",
                seconded_by="Bob",
                votes=motion.votes,
            )
        ]
    )
    assert (resolution.meeting, resolution.adopted_on) == ("ics-2018-11-05", day("2018-11-05"))


def test_a_meeting_may_lose_a_resolution() -> None:
    resolution, motion = _resolution(), _motion(votes(3, 4))
    given(resolution).when(lambda: resolution.lose(BY, meeting(), motion)).then(
        [
            fact(
                ResolutionLost,
                "2018-11-05",
                **SAID,
                moved_by="Ann",
                seconded_by="Bob",
                votes=motion.votes,
            )
        ]
    )
    assert (resolution.meeting, resolution.adopted_on) == ("ics-2018-11-05", day("2018-11-05"))


@pytest.mark.parametrize("before", [PASSED, LOST])
def test_a_resolution_reference_is_used_once_in_its_body(before: Said) -> None:
    resolution = _resolution(before)
    given(resolution).when(lambda: resolution.adopt(BY, meeting(), _motion())).refused(
        ReferenceUsed, "resolution 2018/019 of ics is in the book already"
    )
    given(resolution).when(lambda: resolution.lose(BY, meeting(), _motion())).refused(ReferenceUsed)


def test_another_body_may_use_the_same_resolution_reference() -> None:
    ours, theirs = _resolution(PASSED), Resolution("policy/2018/019")
    assert (theirs.body, theirs.number) == ("policy", "2018/019")
    assert ours.id != theirs.id
    theirs.adopt(BY, meeting("policy-2018-11-05", of="policy"), _motion())


def test_a_resolution_is_adopted_by_a_meeting_of_its_own_body() -> None:
    resolution = _resolution()
    theirs = meeting("policy-2018-11-05", of="policy")
    given(resolution).when(lambda: resolution.adopt(BY, theirs, _motion())).refused(
        RuleBroken, "is a meeting of policy: it adopts no resolution of ics"
    )


def test_only_a_meeting_that_was_held_resolves() -> None:
    resolution = _resolution()
    to_come = recorded(
        Meeting("m"),
        fact(MeetingScheduled, None, ref="m", body="ics", scheduled_for=day("2018-11-05")),
    )
    given(resolution).when(lambda: resolution.adopt(BY, to_come, _motion())).refused(NotInForce)
    given(resolution).when(lambda: resolution.lose(BY, to_come, _motion())).refused(NotInForce)


def test_nobody_seconds_their_own_motion() -> None:
    resolution = _resolution()
    given(resolution).when(
        lambda: resolution.adopt(BY, meeting(), _motion(seconded_by="Ann"))
    ).refused(RuleBroken, "Ann cannot second their own motion")


def test_a_resolution_passes_only_if_its_votes_carry_it() -> None:
    resolution = _resolution()
    tie = votes(3, 3, casting_vote="against")
    given(resolution).when(lambda: resolution.adopt(BY, meeting(), _motion(tie))).refused(
        VoteDoesNotCarry,
        "2018/019 is recorded as passed, but the votes are 3 for and 3 against,"
        " casting vote against",
    )


def test_a_resolution_is_lost_only_if_its_votes_do_not_carry_it() -> None:
    resolution, carried = _resolution(), votes(4, 3)
    given(resolution).when(lambda: resolution.lose(BY, meeting(), _motion(carried))).refused(
        VoteDoesNotCarry, "recorded as lost, but the votes are 4 for and 3 against"
    )


def test_no_more_vote_than_are_present() -> None:
    resolution, there = _resolution(), meeting("ics-2018-11-05", SEVEN_THERE)
    eight = votes(6, 1, 1)
    given(resolution).when(lambda: resolution.adopt(BY, there, _motion(eight))).refused(
        VoteDoesNotCarry, "8 votes are recorded for 2018/019 and 7 members were present"
    )


@pytest.mark.parametrize("side", ["for", "against", "abstained"])
def test_nobody_votes_on_what_they_have_a_disclosable_pecuniary_interest_in(
    side: str,
) -> None:
    declared = fact(
        InterestDeclared,
        "2018-11-05",
        person="Ann",
        kind=InterestKind.DISCLOSABLE_PECUNIARY,
        interest="Owns the land",
        item="4",
    )
    resolution, there = _resolution(), meeting("ics-2018-11-05", declared)
    named = {"for": ("Bob", "Cyd", "Dee"), "against": ("Eve", "Fay"), "abstained": ()}
    named[side] = (*named[side][1:], "Ann")
    barred = votes(3, 2, len(named["abstained"]), named=named)
    given(resolution).when(lambda: resolution.adopt(BY, there, _motion(barred))).refused(
        InterestBarsVote, "Ann declared a disclosable pecuniary interest", "cannot vote on 2018/019"
    )


def test_members_without_an_interest_vote_by_name() -> None:
    resolution = _resolution()
    two = votes(2, 0, named={"for": ("Ann", "Bob")})
    resolution.adopt(BY, meeting(), _motion(two))
    assert resolution.passed


def test_a_resolution_is_in_force_from_its_adoption() -> None:
    resolution = _resolution(PASSED)
    resolution.check_carries(day("2018-11-05"))
    given(resolution).when(lambda: resolution.check_carries(day("2018-11-04"))).refused(
        NotInForce, "takes effect on 2018-11-05: it permits nothing on 2018-11-04"
    )


def test_a_resolution_may_take_effect_later_than_its_adoption() -> None:
    resolution = _resolution()
    later = day("2019-04-01")
    given(resolution).when(
        lambda: resolution.adopt(BY, meeting(), _motion(), takes_effect_on=later)
    )
    resolution.check_carries(later)
    given(resolution).when(lambda: resolution.check_carries(day("2019-03-31"))).refused(NotInForce)


def test_a_resolution_does_not_take_effect_before_its_adoption() -> None:
    resolution = _resolution()
    given(resolution).when(
        lambda: resolution.adopt(BY, meeting(), _motion(), takes_effect_on=day("2018-11-04"))
    ).refused(RuleBroken, "it cannot take effect before, on 2018-11-04")


def test_a_resolution_may_name_the_day_of_its_adoption_and_be_superseded_on_it() -> None:
    resolution, same_day = _resolution(), day("2018-11-05")
    resolution.adopt(BY, meeting(), _motion(), takes_effect_on=same_day)
    resolution.supersede(BY, same_day, superseded_by="2018/020")
    given(resolution).when(lambda: resolution.check_carries(same_day)).refused(NotInForce)


def test_a_lost_resolution_permits_nothing() -> None:
    resolution = _resolution(LOST)
    given(resolution).when(lambda: resolution.check_carries(day("2018-11-05"))).refused(
        NotInForce, "resolution 2018/019 of ics was lost"
    )


SUPERSEDED = fact(ResolutionSuperseded, "2019-01-07", superseded_by="2019/003")


def test_a_superseding_resolution_takes_effect_when_it_is_adopted() -> None:
    resolution = _resolution(PASSED)
    given(resolution).when(
        lambda: resolution.supersede(BY, day("2019-01-07"), superseded_by="2019/003")
    ).then([SUPERSEDED])
    resolution.check_carries(day("2019-01-06"))
    given(resolution).when(lambda: resolution.check_carries(day("2019-01-07"))).refused(
        NotInForce, "was superseded by 2019/003 on 2019-01-07"
    )


def test_a_resolution_says_what_it_supersedes() -> None:
    resolution = Resolution("ics/2019/003")
    january = meeting("ics-2019-01-07")
    resolution.adopt(BY, january, _motion(), supersedes=("2018/019",))
    fact_made = resolution.pending[0]
    assert isinstance(fact_made, ResolutionPassed)
    assert fact_made.supersedes == ("2018/019",)


def test_a_resolution_does_not_supersede_itself() -> None:
    resolution = _resolution()
    given(resolution).when(
        lambda: resolution.adopt(BY, meeting(), _motion(), supersedes=("2018/019",))
    ).refused(RuleBroken, "2018/019 cannot supersede itself")


def test_a_resolution_is_superseded_once() -> None:
    resolution = _resolution(PASSED, SUPERSEDED)
    given(resolution).when(
        lambda: resolution.supersede(BY, day("2018-12-01"), superseded_by="2018/031")
    ).refused(NotInForce, "was superseded by 2019/003")


def test_a_lost_resolution_cannot_be_superseded() -> None:
    resolution = _resolution(LOST)
    given(resolution).when(
        lambda: resolution.supersede(BY, day("2019-01-07"), superseded_by="2019/003")
    ).refused(NotInForce, "was lost")


def test_an_earlier_resolution_does_not_supersede_a_later_one() -> None:
    resolution = _resolution(PASSED)
    given(resolution).when(
        lambda: resolution.supersede(BY, day("2018-09-04"), superseded_by="2018/015")
    ).refused(RuleBroken, "2018/015, adopted on 2018-09-04, cannot supersede it")


def test_a_resolution_can_be_superseded_before_it_takes_effect() -> None:
    postponed = fact(ResolutionPassed, "2018-11-05", **SAID, takes_effect_on=day("2019-04-01"))
    resolution = _resolution(postponed)
    given(resolution).when(
        lambda: resolution.supersede(BY, day("2019-01-07"), superseded_by="2019/003")
    ).then([SUPERSEDED])
    given(resolution).when(lambda: resolution.check_carries(day("2019-04-01"))).refused(NotInForce)
