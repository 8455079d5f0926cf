"""The rule that a meeting decides only when enough members of its body are there."""

from __future__ import annotations

from domain.bodies.body import Body
from domain.errors import NotQuorate
from domain.meetings.meeting import Meeting
from domain.values.names import same_name


def check_quorate(meeting: Meeting, body: Body, item: str | None = None) -> None:
    """Refuse to rely on a meeting at which fewer members were present than its body needs.

    A body without a quorum in its terms of reference meets with whom it has. Who declared a
    disclosable pecuniary interest in the item takes no part in it and is not counted.

    Args:
        meeting: the meeting.
        body: its body.
        item: the item of business, where the decision was on one.

    Raises:
        NotInForce: where the meeting was not held.
        NotQuorate: where too few were present, or a quorum is set and nothing says who was there.
    """
    needed = quorum_of(meeting, body)
    if needed is None:
        return
    if meeting.attendance is None:
        raise NotQuorate(
            meeting.ref,
            f"{body.ref} decides with {needed} members present, and nothing says who was at"
            f" {meeting.ref}: record its attendance first, `attendance: {{meeting: {meeting.ref},"
            " present: [names]}`",
        )
    check_enough(meeting, body, item)


def check_enough(meeting: Meeting, body: Body, item: str | None = None) -> None:
    """Refuse to rely on a meeting whose recorded attendance is below the quorum of its body.

    Where no attendance is recorded, as before the minutes are written, nothing is refused.

    Raises:
        NotInForce: where the meeting was not held.
        NotQuorate: where too few were present.
    """
    needed, present = quorum_of(meeting, body), present_at(meeting, body, item)
    if needed is not None and present is not None and present < needed:
        raise NotQuorate(
            meeting.ref,
            f"{meeting.ref} was not quorate: {present} of the members present may decide, and"
            f" {body.ref} needs {needed}.{_not_counted(meeting, body)} It"
            " decides at a meeting with a quorum, or the attendance recorded is wrong: then correct"
            " it, with `attendance-correction`",
        )


def present_at(meeting: Meeting, body: Body, item: str | None = None) -> int | None:
    """How many were present who count; none where nothing says who was there.

    Where the members of the body are in the book and those present are named, only who holds a
    seat on the day, or sits in the place of somebody who does, counts.
    """
    return meeting.able_members(item, _seated(meeting, body))


def _seated(meeting: Meeting, body: Body) -> list[str]:
    return body.seated_on(meeting.check_held())


def _not_counted(meeting: Meeting, body: Body) -> str:
    """Say who was named as present but holds no seat."""
    seated, there = _seated(meeting, body), meeting.attendance
    if not seated or there is None:
        return ""
    stand_in = [entry.substitute for entry in there.substitutes if same_name(entry.member, *seated)]
    others = [name for name in there.names_present if not same_name(name, *seated, *stand_in)]
    if not others:
        return ""
    return (
        f" Not counted are {', '.join(others)}, who hold no seat on {body.ref} on that day: record"
        " the `membership`, or in whose place they sat (`substitutes`)."
    )


def quorum_of(meeting: Meeting, body: Body) -> int | None:
    """How many members the body needs on the day of its meeting; none where none is set."""
    terms = body.terms_at(meeting.check_held())
    return terms.quorum if terms else None
