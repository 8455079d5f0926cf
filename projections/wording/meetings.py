"""Facts about meetings in plain words."""

from __future__ import annotations

from projections.wording.phrases import Said, Sentence, a, day, listed, spaced, when


def _scheduled(ref: str, said: Said) -> str:
    at = when(" at {}", said.get("starts_at")) + when(", {}", said.get("place"))
    return f"A meeting of {said['body']} ({ref}) was set for {day(said['scheduled_for'])}{at}"


def _agenda(ref: str, said: Said) -> str:
    items = "; ".join(f"{item['item']} {item['title']}" for item in said["items"])
    return f"The agenda of {ref} was published: {items or 'no items'}"


def _held(ref: str, said: Said) -> str:
    return f"The meeting {ref} was held{when(' and closed at {}', said.get('closed_at'))}"


def _attendance(ref: str, said: Said) -> str:
    return f"At {ref} {_there(said)}"


def _attendance_corrected(ref: str, said: Said) -> str:
    return f"The attendance of {ref} was corrected ({said['reason']}): {_there(said)}"


def _there(said: Said) -> str:
    there = said["attendance"]
    apologies = f"; apologies from {listed(there['apologies'])}" if there["apologies"] else ""
    substitutes = "".join(
        f"; {pair['substitute']} sat for {pair['member']}" for pair in there["substitutes"]
    )
    # A record that does not say who was absent does not say that nobody was.
    absent = "" if there["absent"] is None else f" and {_members(there['absent'])} absent"
    return f"{_members(there['present'])} present{absent}{apologies}{substitutes}"


def _members(who: int | list[str]) -> str:
    if isinstance(who, int):
        return f"{who} member was" if who == 1 else f"{who or 'no'} members were"
    return f"{listed(who)} {'was' if len(who) < 2 else 'were'}"  # noqa: PLR2004 - one or several


def _declared(ref: str, said: Said) -> str:
    item = when(" in item {}", said.get("item"))
    kind = spaced(said["kind"])
    interest = "another interest" if kind == "other" else a(f"{kind} interest")
    return f"{said['person']} declared {interest}{item} at {ref}: {said['interest']}"


def _adjourned(ref: str, said: Said) -> str:
    until = f" until {day(said['resumes_on'])}" if said.get("resumes_on") else ""
    return f"The meeting {ref} was adjourned{until}{when(': {}', said.get('reason'))}"


def _cancelled(ref: str, said: Said) -> str:
    return f"The meeting {ref} was cancelled: {said['reason']}"


def _corrected(ref: str, said: Said) -> str:
    correction = said["correction"]
    return (
        f"{said['corrected_at']} corrected the minutes of {ref}, minute {correction['minute']}:"
        f" {correction['text']}"
    )


def _confirmed(ref: str, said: Said) -> str:
    return f"{said['confirmed_at']} confirmed the minutes of {ref}"


SENTENCES: dict[str, Sentence] = {
    "minutebook.meeting-scheduled.1": _scheduled,
    "minutebook.agenda-published.1": _agenda,
    "minutebook.meeting-held.1": _held,
    "minutebook.attendance-recorded.1": _attendance,
    "minutebook.attendance-corrected.1": _attendance_corrected,
    "minutebook.interest-declared.1": _declared,
    "minutebook.meeting-adjourned.1": _adjourned,
    "minutebook.meeting-cancelled.1": _cancelled,
    "minutebook.minutes-corrected.1": _corrected,
    "minutebook.minutes-confirmed.1": _confirmed,
}
"""The sentence of every fact about meetings, by its stored name."""
