"""The journey of one case: every move, who acted, what was attached, and how long it stood."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from projections.cases.view import ESCALATED, MIGRATED
from projections.seen import day, loaded, seen
from projections.views import Row, Views


class Notice(NamedTuple):
    """What time brought about while a case stood somewhere: ``overdue`` or ``escalated``."""

    notice: str
    step: str
    on: date | None
    due_on: date | None
    told: str | None


class Move(NamedTuple):
    """A move of a case, and its stay where it led.

    Attributes:
        on: the day.
        move: ``opened``, ``stepped``, ``reopened``, ``set-out-again`` or ``migrated``.
        step: the step that was taken.
        from_state: the state it left.
        state: the state it led to.
        days: how many days the case stood there, until it moved on or until the day asked for;
            none in the state where its journey ended.
        actor: who acted.
        role: the role in which they did.
        body: the body for which they did.
        closes: whether the journey ended.
        notices: what was found overdue there.
    """

    on: date | None
    move: str
    step: str | None
    from_state: str | None
    state: str
    days: int | None
    actor: str
    role: str | None
    body: str | None
    meeting: str | None
    item: str | None
    resolution: str | None
    delegation: str | None
    consulted: tuple[str, ...]
    attachments: tuple[dict[str, Any], ...]
    note: str | None
    version: int | None
    deferred_to: str | None
    closes: bool
    notices: tuple[Notice, ...]
    source: dict[str, Any] | None
    recorded_at: str
    position: int


def journey(
    views: Views, ref: str, as_at: date | None = None, known: int | None = None
) -> list[Move]:
    """Return the moves of a case, oldest first.

    Args:
        views: the views.
        ref: the case.
        as_at: the day asked for, until which a running case stands where it does.
        known: the last position known; ``None`` means all that is recorded.
    """
    rows = seen(views, "cases_moves", as_at, known, ref=ref)
    notices = seen(views, "cases_notices", as_at, known, ref=ref)
    left = [day(row["decided_on"]) for row in rows[1:]]
    last = None if as_at is None or (rows and rows[-1]["closes"]) else as_at
    return [
        _move(row, until, _within(row, rows[place + 1 :], notices))
        for place, (row, until) in enumerate(zip(rows, [*left, last], strict=False))
    ]


def _within(row: Row, later: list[Row], notices: list[Row]) -> tuple[Notice, ...]:
    """What was noticed between a move and the next.

    What came about on a later day than the next move did not: that was recorded after its day.
    """
    until = later[0]["position"] if later else 2**63
    left_on = (later[0]["decided_on"] if later else None) or date.max.isoformat()
    return tuple(
        Notice(
            found["notice"],
            found["step"],
            day(found["decided_on"]),
            day(found["due_on"]),
            _told(found) if found["notice"] == ESCALATED else None,
        )
        for found in notices
        if row["position"] < found["position"] < until and (found["decided_on"] or "") <= left_on
    )


def _told(notice: Row) -> str:
    of = f" of {notice['body']}" if notice["body"] else ""
    return f"{notice['role'].replace('-', ' ')}{of}"


def _move(row: Row, until: date | None, notices: tuple[Notice, ...]) -> Move:
    on = day(row["decided_on"])
    return Move(
        on=on,
        move=row["move"],
        step=row["step"],
        from_state=row["from_state"],
        state=row["state"],
        days=(until - on).days if until and on and not row["closes"] else None,
        actor=row["actor"],
        role=row["role"],
        body=row["body"],
        meeting=row["meeting"],
        item=row["item"],
        resolution=row["resolution"],
        delegation=row["delegation"],
        consulted=tuple(loaded(row["consulted"], ())),
        attachments=tuple(loaded(row["attachments"], ())),
        note=row["note"],
        version=row["version"],
        deferred_to=row["deferred_to"],
        closes=bool(row["closes"]),
        notices=notices,
        source=loaded(row["source"]),
        recorded_at=row["recorded_at"],
        position=row["position"],
    )


def stays(moves: list[Move]) -> list[tuple[Move, int]]:
    """Return the stays of a journey with their days; a new version of the route ends none."""
    found: list[tuple[Move, int]] = []
    for move in moves:
        if move.days is None:
            continue
        if move.move == MIGRATED and found:
            entered, so_far = found.pop()
            found.append((entered, so_far + move.days))
        else:
            found.append((move, move.days))
    return found
