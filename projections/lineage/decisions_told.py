"""How resolutions, requests, actions, conditions and gates of a lineage stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

from projections.actions.standing import stands
from projections.changes.view import AWAITING
from projections.lineage.figures import name_of
from projections.lineage.reading import Reading
from projections.lineage.structure_told import body_name
from projections.lineage.things import Key, Node
from projections.seen import day
from projections.view import Entry
from projections.wording.phrases import day as day_in_words
from projections.wording.phrases import listed, pounds, spaced

_ENDINGS = {
    "resolution-lost": "lost",
    "resolution-superseded": "superseded",
    "resolution-rescinded": "rescinded",
    "resolution-amended": "amended",
    "resolution-called-in": "called in",
}
_REQUESTS = {
    "change-request-approved": "approved",
    "change-request-part-approved": "approved in part",
    "change-request-rejected": "rejected",
    "change-request-deferred": "deferred",
    "change-request-referred": "referred",
    "change-request-withdrawn": "withdrawn",
    "condition-breached": "reopened",
}
_POWERS = {"delegation-ended": "taken back", "delegation-lapsed": "ran out"}
_GATES = {"gate-decided": None, "gate-recycled": "recycle"}


def _resolution(key: Key, reading: Reading) -> Node:
    log = reading.log(*key)
    if not log:
        return Node(key, key.ref)
    said = log[0].fact
    return Node(
        key,
        said["title"],
        on=day(said["decided_on"]),
        state=_standing(log),
        details=tuple(_clauses(said["clauses"])),
        positions=tuple(each.position for each in log),
    )


def _standing(log: list[Entry]) -> str | None:
    """Return what became of a resolution; nothing where it simply holds."""
    states: dict[str, str] = {}
    for entry in _in_turn(log):
        name = name_of(entry)
        if name == "resolution-revived":
            states.pop(entry.fact["instead_of"], None)
        elif name == "call-in-decided":
            states["called in"] = f"called in, {spaced(entry.fact['outcome'])}"
        elif name in _ENDINGS:
            by = next((entry.fact[each] for each in _LATER if each in entry.fact), "called in")
            states[by if name != "resolution-lost" else name] = _ENDINGS[name]
    return ", ".join(states.values()) or None


_LATER = ("superseded_by", "rescinded_by", "amended_by")


def _clauses(clauses: Iterable[dict[str, Any]]) -> Iterator[str]:
    for clause in clauses:
        yield f"{clause['number']}. {spaced(clause['effect']).capitalize()}: {clause['text']}"


def _request(key: Key, reading: Reading) -> Node:
    log = reading.log(*key)
    if not log:
        return Node(key, key.ref)
    said = log[0].fact
    states = [_REQUESTS[name_of(each)] for each in _in_turn(log) if name_of(each) in _REQUESTS]
    state = states[-1] if states else AWAITING[0]
    by = (f"raised by {said['raised_by']}",) if said["raised_by"] else ()
    return Node(
        key,
        said["title"],
        on=day(said["decided_on"]),
        state=state,
        details=(spaced(said["kind"]), *by),
        positions=tuple(each.position for each in log),
    )


def _action(key: Key, reading: Reading) -> Node:
    row = reading.action(key.ref)
    if row is None:
        return Node(key, key.ref)
    asked, _ = _asked(key, reading)
    facts = [*([asked] if asked else []), *reading.log(*key)]
    return Node(
        key,
        row.text,
        on=row.asked_on,
        state=stands(row),
        details=tuple(_owed(row.owner, row.due_on, _meeting_day(row.due_at, reading))),
        positions=tuple(dict.fromkeys(each.position for each in facts)),
    )


def _asked(key: Key, reading: Reading) -> tuple[Entry | None, dict[str, Any] | None]:
    """Return the fact that asks for an action, and the clause where one does."""
    resolution, _, number = key.ref.rpartition("/")
    for entry in reading.log("resolution", resolution)[:1] if resolution else ():
        for clause in entry.fact["clauses"]:
            if str(clause["number"]) == number:
                return entry, clause
    log = reading.log(*key)
    return (log[0], None) if log else (None, None)


def _meeting_day(ref: str | None, reading: Reading) -> str | None:
    """Return the day of the meeting for which something is due."""
    log = reading.log("meeting", ref) if ref else []
    return log[0].fact["scheduled_for"] if log else None


def _owed(owner: str | None, due: date | None, at: str | None = None) -> Iterator[str]:
    if owner:
        yield owner
    if at and (due is None or at == due.isoformat()):
        yield f"due at the meeting of {day_in_words(at)}"
    elif due:
        yield f"due {day_in_words(due.isoformat())}"


def _condition(key: Key, reading: Reading) -> Node:
    row = reading.condition(key.ref)
    if row is None:
        return Node(key, key.ref)
    return Node(
        key,
        row.text,
        on=row.set_on,
        state=f"{row.state}, overdue" if row.overdue else row.state,
        details=tuple(_owed(row.owner, row.due)),
        positions=_set_at(key, reading),
    )


def _set_at(condition: Key, reading: Reading) -> tuple[int, ...]:
    """Return the position of the decision that set a condition."""
    of = condition.ref.rpartition("/")[0]
    subjects = (f"change-request:{of}", f"gate-sequence:{of.rpartition('/')[0]}")
    return tuple(
        position
        for subject in subjects
        for position, given in reading.conditions(subject).items()
        if any(ref == condition.ref for ref, _ in given)
    )


def _delegation(key: Key, reading: Reading) -> Node:
    asked, clause = _asked(key, reading)
    if asked is None or clause is None:
        return Node(key, key.ref)
    number = clause["number"]
    ends = [
        f"{_POWERS[name_of(each)]} on {day_in_words(each.fact['decided_on'])}"
        for each in reading.log("resolution", key.ref.rpartition("/")[0])
        if name_of(each) in _POWERS and each.fact["clause"] == number
    ]
    most = (f"up to {pounds(clause['limit'])}",) if clause.get("limit") else ()
    return Node(
        key,
        clause["text"],
        on=day(asked.fact["decided_on"]),
        state=ends[-1] if ends else None,
        details=(f"to {clause['delegate']}", *most),
        positions=(asked.position,),
    )


def _gate(key: Key, reading: Reading) -> Node:
    sequence, _, number = key.ref.rpartition("/")
    log = reading.log("gate-sequence", sequence)
    gates = log[0].fact["gates"] if log else []
    name = next((gate["name"] for gate in gates if str(gate["number"]) == number), None)
    if name is None:
        return Node(key, key.ref)
    mine = [
        each
        for each in _in_turn(log)
        if name_of(each) in _GATES and str(each.fact["gate"]) == number
    ]
    last = mine[-1] if mine else None
    return Node(
        key,
        name,
        on=day(last.fact["decided_on"]) if last else None,
        state=spaced(_GATES[name_of(last)] or last.fact["outcome"]) if last else "not decided",
        details=(log[0].fact["name"],),
        positions=(log[0].position, *(each.position for each in mine)),
    )


def _case(key: Key, reading: Reading) -> Node:
    log = reading.log(*key)
    if not log:
        return Node(key, key.ref)
    moves = [each.fact for each in _in_turn(log) if each.fact.get("to_state")]
    state = moves[-1]["to_state"] if moves else log[0].fact["state"]
    return Node(
        key,
        log[0].fact["title"],
        on=day(log[0].fact["decided_on"]),
        state=spaced(state),
        positions=tuple(each.position for each in log),
    )


def _call_in(key: Key, reading: Reading) -> Node:
    log = reading.log("resolution", key.ref)
    call = next((each for each in log if "resolution-called-in" in each.topic), None)
    if call is None:
        return Node(key, key.ref)
    ruled = next((each for each in log if "call-in-decided" in each.topic), None)
    return Node(
        key,
        f"{listed(call.fact['by'])}: {call.fact['reason']}",
        on=day(call.fact["decided_on"]),
        state=spaced(ruled.fact["outcome"]) if ruled else "not decided yet",
        positions=tuple(each.position for each in (call, ruled) if each),
    )


def _item(key: Key, reading: Reading) -> Node:
    body, _, item = key.ref.rpartition("/")
    log = [each for each in reading.log("work-programme", body) if each.fact.get("item") == item]
    titled = next((each for each in log if each.fact.get("title")), None)
    return Node(
        key,
        titled.fact["title"] if titled else item,
        on=day(titled.fact["decided_on"]) if titled else None,
        details=(body_name(reading, body),),
        positions=tuple(each.position for each in log),
    )


def _in_turn(log: list[Entry]) -> list[Entry]:
    """Return facts in the order in which they took effect."""
    return sorted(log, key=lambda each: (each.fact["decided_on"] or "", each.position))


DECISIONS: Final[dict[str, Callable[[Key, Reading], Node]]] = {
    "resolution": _resolution,
    "change-request": _request,
    "action": _action,
    "condition": _condition,
    "delegation": _delegation,
    "gate": _gate,
    "case": _case,
    "call-in": _call_in,
    "work-item": _item,
}
"""What tells of each of these kinds of things."""
