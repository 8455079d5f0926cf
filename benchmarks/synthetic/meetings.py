"""Meetings of the bodies that decide, their minutes, and what they resolved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.synthetic.founding import seat
from benchmarks.synthetic.pen import Fields, Said, Step
from benchmarks.synthetic.plan import Month
from benchmarks.synthetic.words import CLAUSES, TITLES, person
from benchmarks.synthetic.world import Body, Meeting, World, source

_PLACE, _STARTS, _CLOSED = "County Hall", "10:30", "12:15"


def sittings(world: World, month: Month, count: int) -> list[tuple[Body, str]]:
    """Return who sits when in a month, in order of days; each body on days of its own."""
    found = []
    for number in range(count):
        body = world.bodies[world.next("sitting") % len(world.bodies)]
        found.append((body, month.day(3 + number // len(world.bodies) * 3)))
    return found


def hold(world: World, body: Body, held_on: str, business: int) -> Iterator[Step]:
    """Yield the meeting of a body, and its confirmation of the minutes of the last one."""
    ref = f"{body.ref}-{held_on}"
    subject = f"meeting:{ref}"
    agenda = [
        {"item": str(number + 1), "title": TITLES[number % 4], "report_by": "Service Director"}
        for number in range(min(business, 8) + 1)
    ]
    absent = body.members[int(world.random.random() * len(body.members))]
    present = [name for name in body.members if name != absent]
    fields: Fields = {
        "source": source(f"Minutes of {body.ref}, {held_on}", 1),
        "ref": ref,
        "body": body.ref,
        "held_on": held_on,
        "starts_at": _STARTS,
        "closed_at": _CLOSED,
        "place": _PLACE,
        "agenda": agenda,
        "attendance": {
            "present": present,
            "apologies": [absent],
            "officers": ["Democratic Services"],
        },
    }
    scheduled = {
        "ref": ref,
        "body": body.ref,
        "scheduled_for": held_on,
        "starts_at": _STARTS,
        "place": _PLACE,
    }
    attendance: Fields = {
        "present": present,
        "absent": None,
        "apologies": [absent],
        "substitutes": [],
        "officers": ["Democratic Services"],
        "guests": [],
    }
    items = [{**item, "purpose": None} for item in agenda]
    facts = [
        Said(subject, "meeting-scheduled", None, scheduled, 1),
        Said(subject, "agenda-published", None, {"items": items}, 2),
        Said(subject, "meeting-held", held_on, {"closed_at": _CLOSED}, 3),
        Said(subject, "attendance-recorded", held_on, {"attendance": attendance}, 4),
    ]
    if world.random.random() < 0.25:  # noqa: PLR2004 - at every fourth meeting
        facts.append(_declared(fields, subject, held_on, present[0]))
    yield world.pen.write("meeting", ref, fields, facts)
    meeting = Meeting(ref, body, held_on, len(facts), len(present))
    if body.unconfirmed and body.unconfirmed.held_on < held_on:
        yield _confirm(world, body.unconfirmed, meeting)
    body.unconfirmed = world.sitting = meeting


def _declared(fields: Fields, subject: str, held_on: str, name: str) -> Said:
    declared = {
        "person": name,
        "kind": "private",
        "interest": "A relative works there.",
        "item": "1",
    }
    fields["declarations"] = [declared]
    return Said(subject, "interest-declared", held_on, declared, 5)


def _confirm(world: World, earlier: Meeting, later: Meeting) -> Step:
    corrections = []
    if world.random.random() < 0.1:  # noqa: PLR2004 - one set of minutes in ten
        corrections = [{"minute": "2", "text": "The figure in the second line reads £40,000."}]
    fields: Fields = {
        "source": source(f"Minutes of {later.body.ref}, {later.held_on}", 1),
        "meeting": earlier.ref,
        "confirmed_at": later.ref,
    }
    if corrections:
        fields["corrections"] = corrections
    subject = f"meeting:{earlier.ref}"
    said: list[tuple[str, Fields]] = [
        ("minutes-corrected", {"corrected_at": later.ref, "correction": each})
        for each in corrections
    ]
    said.append(("minutes-confirmed", {"confirmed_at": later.ref}))
    facts = [
        Said(subject, topic, later.held_on, what, earlier.version + number)
        for number, (topic, what) in enumerate(said, 1)
    ]
    return world.pen.write("minutes", earlier.ref, fields, facts)


def resolve(
    world: World,
    meeting: Meeting,
    title: str,
    clauses: Sequence[tuple[str, str]],
    *,
    supersedes: str | None = None,
) -> tuple[str, Step]:
    """Write a resolution that a meeting passed, and return its reference with it."""
    body = meeting.body
    body.resolutions += 1
    ref = f"{meeting.held_on[:4]}/{body.resolutions:06d}"
    moved_by, seconded_by = body.members[0], body.members[1]
    against = int(world.random.random() * 2)
    votes = {"for": meeting.heads - against, **({"against": 1} if against else {})}
    fields: Fields = {
        "source": source(f"Minutes of {body.ref}, {meeting.held_on}", 2),
        "ref": ref,
        "meeting": meeting.ref,
        "item": "2",
        "title": title,
        "clauses": [{"effect": effect, "text": text} for effect, text in clauses],
        "moved_by": moved_by,
        "seconded_by": seconded_by,
        "votes": votes,
    }
    passed: Fields = {
        "ref": ref,
        "body": body.ref,
        "meeting": meeting.ref,
        "item": "2",
        "title": title,
        "clauses": [
            {
                "number": number,
                "effect": effect,
                "text": text,
                "to": None,
                "delegate": None,
                "in_consultation_with": [],
                "by": None,
                "at": None,
            }
            for number, (effect, text) in enumerate(clauses, 1)
        ],
        "moved_by": moved_by,
        "seconded_by": seconded_by,
        "votes": {
            "for": votes["for"],
            "against": against,
            "abstained": 0,
            "casting_vote": None,
            "named": None,
        },
        "takes_effect_on": None,
        "supersedes": [supersedes] if supersedes else [],
    }
    facts = [Said(f"resolution:{body.ref}/{ref}", "resolution-passed", meeting.held_on, passed, 1)]
    if supersedes:
        fields["supersedes"] = [supersedes]
        old, said = f"resolution:{body.ref}/{supersedes}", {"superseded_by": ref}
        facts.append(Said(old, "resolution-superseded", meeting.held_on, said, 2))
    return ref, world.pen.write("resolution", ref, fields, facts)


def resolve_plainly(world: World, meeting: Meeting) -> Step:
    """Write a resolution that no figure hangs on; one in eight takes an older one's place."""
    number = world.next("plain resolution")
    clauses = [CLAUSES[(number + place) % 4] for place in range(1 + number % 3)]
    replaces = number % 8 == 0
    older = meeting.body.standing if replaces else None
    ref, step = resolve(world, meeting, f"{TITLES[number % 4]} {number}", clauses, supersedes=older)
    if replaces:
        meeting.body.standing = ref
    return step


def replace_member(world: World, body: Body, day: str) -> Iterator[Step]:
    """Yield the end of a seat and the appointment of somebody else to it."""
    place = 2 + world.next("seat") % (len(body.members) - 2)
    leaving, coming = body.members[place], person(world.next("person"))
    body.members[place] = coming
    subject, page = f"body:{body.ref}", source(f"Appointments, {day[:7]}", 1)
    ended = {"person": leaving, "reason": "Left the council"}
    yield world.pen.write(
        "membership-end",
        f"{leaving} on {body.ref} on {day}",
        {
            "source": page,
            "body": body.ref,
            "person": leaving,
            "ended_on": day,
            "reason": ended["reason"],
        },
        [Said(subject, "member-stood-down", day, ended)],
    )
    yield world.pen.write(
        "membership",
        f"{coming} on {body.ref} from {day}",
        {"source": page, "body": body.ref, "person": coming, "starts_on": day},
        [Said(subject, "member-appointed", day, {"membership": seat(coming, "member", day)})],
    )
