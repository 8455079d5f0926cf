"""Questions about conditions: which there are, who sees to them, and how they stand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from projections.conditions.view import GATE, OVERDUE
from projections.seen import day, seen
from projections.views import Row, Views

OPEN = "open"
STATES = (OPEN, "discharged", "breached", "lapsed")


class ConditionRow(NamedTuple):
    """A condition as it stood on a day.

    Attributes:
        ref: its reference, ``ICS-2019-A/1`` or ``social-care-go-live/3/1``.
        of: what hangs on it: the change request, or the gate as ``social-care-go-live/3``.
        kind: ``change-request`` or ``gate``.
        owner: who sees to it.
        evidence: what is to prove it.
        body: the body that decided.
        state: ``open``, ``discharged``, ``breached``, or ``lapsed`` where what it hung on was
            decided anew.
        ended_on: the day it was discharged or breached, or lapsed.
        note: the evidence that was given, or how it was breached.
        done_by: who gave the evidence.
        overdue: whether it is open and its day went by.
        noted: whether that it is overdue is in the book.
    """

    ref: str
    of: str
    kind: str
    text: str
    owner: str | None
    due: date | None
    evidence: str | None
    body: str | None
    set_on: date | None
    state: str
    ended_on: date | None
    note: str | None
    done_by: str | None
    overdue: bool
    noted: bool


def list_conditions(
    views: Views, as_at: date, known: int | None = None, *, of: str | None = None
) -> list[ConditionRow]:
    """Return conditions, the soonest due first and those without a due date last.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        of: only those of a change request, or of a gate ``social-care-go-live/3``.
    """
    equal = {} if of is None else {"ref": of}
    rows = seen(views, "conditions", None, known, order="position", **equal)
    moves = _moves(views, as_at, known, of)
    sequence = {} if of is None else {"ref": of.rpartition("/")[0]}
    bodies = {row["ref"]: row["body"] for row in seen(views, "gates", None, known, **sequence)}
    numbers: Counter[str] = Counter()
    found = []
    for row in rows:
        numbers[row["ref"]] += 1
        if (row["decided_on"] or "") <= as_at.isoformat():
            ref = f"{row['ref']}/{numbers[row['ref']]}"
            body = row["body"] or bodies.get(row["ref"].rpartition("/")[0])
            found.append(_condition(row, ref, body, moves, as_at))
    return sorted(found, key=lambda row: (row.due or date.max, row.of))


_Moves = dict[tuple[str, str, bool], list[Row]]
"""What happened, by kind, reference, and whether that is of a condition or what hangs on it."""


def _moves(views: Views, as_at: date, known: int | None, of: str | None) -> _Moves:
    """Return what happened to each condition, and to each request, gate or sequence of gates.

    Where only those of one are asked for, what happened to its sequence of gates is read too.
    """
    wanted = [{}] if of is None else [{"ref": of}, {"ref": of.rpartition("/")[0]}]
    found: _Moves = {}
    for row in (
        row
        for equal in wanted
        for row in seen(views, "conditions_moves", as_at, known, order="position", **equal)
    ):
        one = row["condition"] is not None
        ref = row["condition"] if one else row["ref"]
        found.setdefault((row["kind"], ref, one), []).append(row)
    return found


def _condition(row: Row, ref: str, body: str | None, moves: _Moves, as_at: date) -> ConditionRow:
    mine = moves.get((row["kind"], ref, True), ())
    ended = next((move for move in mine if move["what"] != OVERDUE), None) or _lapse(row, moves)
    due = day(row["due"])
    return ConditionRow(
        ref=ref,
        of=row["ref"],
        kind=row["kind"],
        text=row["text"],
        owner=row["owner"],
        due=due,
        evidence=row["evidence"],
        body=body,
        set_on=day(row["decided_on"]),
        state=ended["what"] if ended else OPEN,
        ended_on=day(ended["decided_on"]) if ended else None,
        note=ended["note"] if ended else None,
        done_by=ended["done_by"] if ended else None,
        overdue=ended is None and due is not None and due < as_at,
        noted=any(move["what"] == OVERDUE for move in mine),
    )


def _lapse(row: Row, moves: _Moves) -> Row | None:
    """Return what made a condition fall away: a later decision, or a recycle past its gate."""
    later = [*moves.get((row["kind"], row["ref"], False), ())]
    if row["kind"] == GATE:
        sequence, _, gate = row["ref"].rpartition("/")
        recycled = moves.get((GATE, sequence, False), ())
        later += [move for move in recycled if (move["from_gate"] or 0) <= int(gate)]
    after = (move for move in later if move["position"] > row["position"])
    return min(after, key=lambda move: int(move["position"]), default=None)
