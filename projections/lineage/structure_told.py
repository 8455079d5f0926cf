"""How bodies, meetings, projects and papers of a lineage are called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from projections.lineage.figures import name_of
from projections.lineage.reading import Reading
from projections.lineage.things import Key, Node
from projections.seen import day
from projections.view import Entry
from projections.wording.phrases import day as day_in_words
from projections.wording.phrases import spaced

_LINES = {
    "reports-to": "reports to",
    "updates": "updates",
    "supported-by": "is supported by",
    "advises": "advises",
}


def body_name(reading: Reading, ref: str) -> str:
    """Return the name that a body bore."""
    return _name(reading.log("body", ref)) or ref


def project_name(reading: Reading, ref: str) -> str:
    """Return the name that a project bore."""
    return _name(reading.log("project", ref)) or ref


def _name(log: list[Entry]) -> str | None:
    """Return the last name that a history gives to what it is of, in the order of days."""
    named = [each for each in log if each.fact.get("name")]
    last = max(named, key=lambda each: (each.fact["decided_on"] or "", each.position), default=None)
    return None if last is None else str(last.fact["name"])


def _meeting(key: Key, reading: Reading) -> Node:
    log = reading.log(*key)
    if not log:
        return Node(key, key.ref)
    first = log[0].fact
    held = next((each for each in log if "meeting-held" in each.topic), None)
    return Node(
        key,
        title=body_name(reading, first["body"]),
        on=day(held.fact["decided_on"] if held else first["scheduled_for"]),
        state=None if held else _unheld(log),
        positions=tuple(each.position for each in (log[0], held) if each),
    )


def _unheld(log: list[Entry]) -> str:
    return "cancelled" if any("meeting-cancelled" in each.topic for each in log) else "not held yet"


_ENDS = {
    "project-closed": "closed",
    "project-went-live": "live since",
    "body-dissolved": "dissolved",
}


def _named(key: Key, reading: Reading) -> Node:
    log = reading.log(*key)
    first = log[0] if log else None
    ends = [each for each in log if name_of(each) in _ENDS]
    return Node(
        key,
        title=_name(log) or key.ref,
        on=day(first.fact["decided_on"]) if first else None,
        state=_over(_ENDS[name_of(ends[-1])], ends[-1]) if ends else None,
        positions=tuple(each.position for each in (log[:1] + ends)),
    )


def _over(how: str, entry: Entry) -> str:
    """Return how something came to its end, and when."""
    if (on := entry.fact["decided_on"]) is None:
        return how
    return f"{how} {day_in_words(on)}" if how.endswith("since") else f"{how} on {day_in_words(on)}"


def _line(key: Key, reading: Reading) -> Node:
    body, kind, to = key.ref.split("/", 2)
    told = _LINES.get(kind, spaced(kind))
    moves = [
        each
        for each in reading.log("body", body)
        if "reporting-line" in each.topic and (each.fact["kind"], each.fact["to"]) == (kind, to)
    ]
    last = moves[-1].fact if moves else {}
    ended = bool(moves) and "reporting-line-ended" in moves[-1].topic
    return Node(
        key,
        f"{body_name(reading, body)} {told} {body_name(reading, to)}",
        on=day(last.get("decided_on")),
        state="ended" if ended else None,
        details=(last["cadence"],) if last.get("cadence") else (),
        positions=tuple(each.position for each in moves),
    )


def _seat(key: Key, reading: Reading) -> Node:
    body, _, person = key.ref.partition("/")
    moves = [
        each
        for each in reading.log("body", body)
        if name_of(each) in _SEATS and person_of(each) == person
    ]
    return _held(key, f"{person}, {body_name(reading, body)}", moves)


def person_of(entry: Entry) -> str:
    """Return who took a seat, or left it."""
    said = entry.fact
    return str(said.get("person") or said["membership"]["person"])


def _role(key: Key, reading: Reading) -> Node:
    person, _, role = key.ref.rpartition("/")
    moves = [
        each
        for each in reading.log("actor", person)
        if name_of(each) in _ROLES and each.fact["role"] == role
    ]
    return _held(key, f"{person}, {spaced(role)}", moves)


_SEATS = {"member-appointed": None, "member-stood-down": "stood down"}
_ROLES = {"role-granted": None, "role-ended": "ended"}


def _held(key: Key, title: str, moves: list[Entry]) -> Node:
    """Return a seat or a role: since when it is held, and when it was given up."""
    begun = [each for each in moves if name_of(each) in {"member-appointed", "role-granted"}]
    ended = (_SEATS | _ROLES)[name_of(moves[-1])] if moves else None
    return Node(
        key,
        title,
        on=day(begun[-1].fact["decided_on"]) if begun else None,
        state=_over(ended, moves[-1]) if ended else None,
        positions=tuple(each.position for each in moves),
    )


def _document(key: Key, reading: Reading) -> Node:
    log = reading.log(*key)
    if not log:
        return Node(key, key.ref)
    return Node(
        key, log[0].fact["title"], day(log[0].fact["decided_on"]), positions=(log[0].position,)
    )


def _route(key: Key, reading: Reading) -> Node:
    log = reading.log(*key)
    return Node(key, log[0].fact["definition"]["title"] if log else key.ref)


STRUCTURE: Final[dict[str, Callable[[Key, Reading], Node]]] = {
    "body": _named,
    "meeting": _meeting,
    "portfolio": _named,
    "programme": _named,
    "project": _named,
    "gate-sequence": _named,
    "reporting-line": _line,
    "seat": _seat,
    "role": _role,
    "document": _document,
    "route": _route,
}
"""What tells of each of these kinds of things."""
