"""How bodies, meetings, projects and papers of a lineage are called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from projections.lineage.reading import Reading
from projections.lineage.things import Key, Node
from projections.seen import day
from projections.view import Entry
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


def _named(key: Key, reading: Reading) -> Node:
    log = reading.log(*key)
    first = log[0] if log else None
    return Node(
        key,
        title=_name(log) or key.ref,
        on=day(first.fact["decided_on"]) if first else None,
        positions=(first.position,) if first else (),
    )


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
    return Node(key, f"{person}, {body_name(reading, body)}")


def _role(key: Key, reading: Reading) -> Node:  # noqa: ARG001 - as all that tell
    person, _, role = key.ref.rpartition("/")
    return Node(key, f"{person}, {spaced(role)}")


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
