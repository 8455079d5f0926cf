"""The view of conditions: what decisions set, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from projections.rows import place
from projections.view import Entry, Handler, Row, View

REQUEST = "change-request"
GATE = "gate"

_TABLES = (
    # Each is numbered by where it stands among all that its request or gate was ever given.
    (
        "CREATE TABLE conditions (position INTEGER, decided_on TEXT, ref TEXT, kind TEXT,"
        " body TEXT, text TEXT, owner TEXT, due TEXT, evidence TEXT)"
    ),
    # What happened to one condition, or, where it names none, to all of its request or gate.
    (
        "CREATE TABLE conditions_moves (position INTEGER, decided_on TEXT, ref TEXT, kind TEXT,"
        " what TEXT, condition TEXT, note TEXT, done_by TEXT, from_gate INTEGER)"
    ),
)

DISCHARGED, BREACHED, OVERDUE, LAPSED = "discharged", "breached", "overdue", "lapsed"


def _set(
    entry: Entry, ref: str, kind: str, body: str | None, said: list[Any]
) -> Iterable[tuple[str, Row]]:
    position, decided_on, _ = place(entry)
    for condition in said:
        told = {"text": condition} if isinstance(condition, str) else condition
        words = (told["text"], told.get("owner"), told.get("due"), told.get("evidence"))
        yield "conditions", (position, decided_on, ref, kind, body, *words)


def _approved(entry: Entry) -> Iterable[tuple[str, Row]]:
    ruling = entry.fact["ruling"]
    return _set(entry, place(entry)[2], REQUEST, ruling["body"], ruling["conditions"])


def _rejected(entry: Entry) -> Iterable[tuple[str, Row]]:
    yield _moved(entry, place(entry)[2], LAPSED)


def _gate_decided(entry: Entry) -> Iterable[tuple[str, Row]]:
    """What hung on the gate before falls away; who decides it, the gate sequence says."""
    ref = f"{place(entry)[2]}/{entry.fact['gate']}"
    yield _moved(entry, ref, LAPSED)
    if entry.fact["outcome"] != "no-go":
        yield from _set(entry, ref, GATE, None, entry.fact["conditions"])


def _recycled(entry: Entry) -> Iterable[tuple[str, Row]]:
    yield _moved(entry, place(entry)[2], LAPSED, from_gate=entry.fact["recycle_to"])


def _moved(
    entry: Entry,
    ref: str,
    what: str,
    *,
    condition: str | None = None,
    note: str | None = None,
    done_by: str | None = None,
    from_gate: int | None = None,
) -> tuple[str, Row]:
    position, decided_on, _ = place(entry)
    kind = REQUEST if entry.subject.startswith(f"{REQUEST}:") else GATE
    row = (position, decided_on, ref, kind, what, condition, note, done_by, from_gate)
    return "conditions_moves", row


def _one(what: str, note: Callable[[Entry], str]) -> Handler:
    def handle(entry: Entry) -> Iterable[tuple[str, Row]]:
        condition = entry.fact["condition"]
        by = entry.fact.get("discharged_by")
        ref = condition.rpartition("/")[0]
        yield _moved(entry, ref, what, condition=condition, note=note(entry), done_by=by)

    return handle


VIEW = View(
    name="conditions",
    version=1,
    tables=_TABLES,
    handlers={
        "minutebook.change-request-approved.1": _approved,
        "minutebook.change-request-part-approved.1": _approved,
        "minutebook.change-request-rejected.1": _rejected,
        "minutebook.gate-decided.1": _gate_decided,
        "minutebook.gate-recycled.1": _recycled,
        "minutebook.condition-discharged.1": _one(DISCHARGED, lambda e: e.fact["evidence"]),
        "minutebook.condition-breached.1": _one(BREACHED, lambda e: e.fact["reason"]),
        "minutebook.condition-overdue.1": _one(OVERDUE, lambda e: e.fact["due"]),
    },
)
"""What approvals and gates hang on, and whether it was met."""
