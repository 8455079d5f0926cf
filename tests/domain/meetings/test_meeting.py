"""A meeting is scheduled, held or cancelled, and its record kept."""

from __future__ import annotations

import pytest

from domain.errors import AlreadyDecided, NotInForce, ReferenceUsed, RuleBroken
from domain.meetings.facts import (
    AgendaPublished,
    InterestDeclared,
    MeetingAdjourned,
    MeetingCancelled,
    MeetingHeld,
    MeetingScheduled,
)
from domain.meetings.meeting import Meeting
from domain.meetings.parts import AgendaItem, Attendance, InterestKind
from tests.domain.council import meeting
from tests.domain.scenario import BY, Said, day, fact, given, recorded

SCHEDULED = fact(
    MeetingScheduled, None, ref="ics-2018-11-05", body="ics", scheduled_for=day("2018-11-05")
)
CANCELLED = fact(MeetingCancelled, "2018-11-01", reason="Not quorate")


def _to_come(*more: Said) -> Meeting:
    return recorded(Meeting("ics-2018-11-05"), SCHEDULED, *more)


def _schedule(subject: Meeting) -> None:
    subject.schedule(
        BY, body="ics", scheduled_for=day("2018-11-05"), starts_at="14:00", place="County Hall"
    )


def test_a_meeting_is_scheduled() -> None:
    subject = Meeting("ics-2018-11-05")
    given(subject).when(lambda: _schedule(subject)).then(
        [
            fact(
                MeetingScheduled,
                None,
                ref="ics-2018-11-05",
                body="ics",
                scheduled_for=day("2018-11-05"),
                starts_at="14:00",
                place="County Hall",
            )
        ]
    )
    assert (subject.body, subject.scheduled_for) == ("ics", day("2018-11-05"))


def test_a_meeting_reference_is_used_once() -> None:
    subject = _to_come()
    given(subject).when(lambda: _schedule(subject)).refused(ReferenceUsed, "in the book already")


def test_an_agenda_is_published() -> None:
    subject = _to_come()
    items = (AgendaItem(item="4", title="Smarter Working"), AgendaItem(item="4a", title="Clouds"))
    given(subject).when(lambda: subject.publish_agenda(BY, items)).then(
        [fact(AgendaPublished, None, items=items)]
    )
    assert subject.agenda == items


def test_an_agenda_has_each_item_number_once() -> None:
    subject = _to_come()
    items = (AgendaItem(item="4", title="Smarter Working"), AgendaItem(item="4", title="Clouds"))
    given(subject).when(lambda: subject.publish_agenda(BY, items)).refused(
        RuleBroken, "has item 4 twice"
    )


def test_a_meeting_is_held() -> None:
    subject = _to_come()
    given(subject).when(lambda: subject.hold(BY, day("2018-11-05"), closed_at="15:34")).then(
        [fact(MeetingHeld, "2018-11-05", closed_at="15:34")]
    )
    assert subject.check_held() == day("2018-11-05")


def test_a_meeting_is_held_once() -> None:
    subject = meeting()
    given(subject).when(lambda: subject.hold(BY, day("2018-11-06"), closed_at=None)).refused(
        AlreadyDecided, "was held on 2018-11-05"
    )


def test_a_meeting_to_come_has_decided_nothing() -> None:
    subject = _to_come()
    given(subject).when(subject.check_held).refused(NotInForce, "is not recorded as held")


def test_a_meeting_is_cancelled_and_then_has_no_record() -> None:
    subject = _to_come()
    given(subject).when(lambda: subject.cancel(BY, day("2018-11-01"), reason="Not quorate")).then(
        [CANCELLED]
    )
    for attempt in (
        subject.check_held,
        lambda: subject.publish_agenda(BY, ()),
        lambda: subject.hold(BY, day("2018-11-05"), closed_at=None),
        lambda: subject.record_attendance(BY, Attendance(present=7)),
        lambda: subject.declare_interest(
            BY, person="Ann", kind=InterestKind.OTHER, interest="Friend", item=None
        ),
        lambda: subject.adjourn(BY, day("2018-11-05"), resumes_on=None, reason=None),
        lambda: subject.cancel(BY, day("2018-11-02"), reason="Again"),
        lambda: subject.confirm_minutes(BY, meeting("ics-2019-01-07"), corrections=()),
    ):
        given(subject).when(attempt).refused(NotInForce, "ics-2018-11-05 was cancelled")


def test_a_meeting_that_was_held_cannot_be_cancelled() -> None:
    subject = meeting()
    given(subject).when(lambda: subject.cancel(BY, day("2018-11-06"), reason="Regret")).refused(
        AlreadyDecided, "was held on 2018-11-05"
    )


def test_a_meeting_is_adjourned_to_another_day() -> None:
    subject = _to_come()
    given(subject).when(
        lambda: subject.adjourn(
            BY, day("2018-11-05"), resumes_on=day("2018-11-12"), reason="Fire alarm"
        )
    ).then(
        [fact(MeetingAdjourned, "2018-11-05", resumes_on=day("2018-11-12"), reason="Fire alarm")]
    )
    assert subject.scheduled_for == day("2018-11-12")


def test_a_meeting_may_resume_on_the_day_it_was_adjourned() -> None:
    subject = _to_come()
    subject.adjourn(BY, day("2018-11-05"), resumes_on=day("2018-11-05"), reason="Lunch")
    assert len(subject.pending) == 1


def test_a_meeting_adjourned_without_a_day_keeps_the_one_it_had() -> None:
    subject = _to_come()
    subject.adjourn(BY, day("2018-11-05"), resumes_on=None, reason=None)
    assert subject.scheduled_for == day("2018-11-05")


def test_a_meeting_does_not_resume_before_it_was_adjourned() -> None:
    subject = _to_come()
    given(subject).when(
        lambda: subject.adjourn(BY, day("2018-11-05"), resumes_on=day("2018-11-04"), reason=None)
    ).refused(RuleBroken, "cannot resume before it was adjourned")


@pytest.mark.parametrize(
    ("kind", "item", "barred_from"),
    [
        (InterestKind.DISCLOSABLE_PECUNIARY, "4", {"4", None}),
        (InterestKind.DISCLOSABLE_PECUNIARY, None, {"4", "5", None}),
        (InterestKind.PRIVATE, "4", set()),
        (InterestKind.OTHER, None, set()),
    ],
)
def test_a_disclosable_pecuniary_interest_bars_from_voting(
    kind: InterestKind, item: str | None, barred_from: set[str | None]
) -> None:
    subject = meeting()
    given(subject).when(
        lambda: subject.declare_interest(
            BY, person="Ann", kind=kind, interest="Owns the land", item=item
        )
    ).then(
        [
            fact(
                InterestDeclared,
                "2018-11-05",
                person="Ann",
                kind=kind,
                interest="Owns the land",
                item=item,
            )
        ]
    )
    items: tuple[str | None, ...] = ("4", "5", None)
    assert {each for each in items if not subject.may_vote("Ann", each)} == barred_from
    assert subject.may_vote("Bob", "4")
