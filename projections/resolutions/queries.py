"""Questions about resolutions: which there are, what each says, what is due at a meeting."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

from projections.resolutions.standing import (
    Afterwards,
    AmendedText,
    CallInRow,
    Ended,
    afterwards,
)
from projections.seen import day, loaded, seen
from projections.views import Row, Views


class ClauseRow(NamedTuple):
    """One operative part: its effect and words, and whom and when it binds.

    Attributes:
        owner: who is to see to what it asks for, where it is neither the delegate nor ``to``.
        in_months: in how many months it is due.
        limit: the most that the delegate may decide, in pounds.
        until: the first day on which the delegation holds no longer.
        amended: the words it was given since, oldest first.
    """

    number: int
    effect: str
    text: str
    to: str | None
    delegate: str | None
    in_consultation_with: tuple[str, ...]
    by: date | None
    at: str | None
    owner: str | None = None
    in_months: int | None = None
    limit: str | None = None
    until: date | None = None
    amended: tuple[AmendedText, ...] = ()

    @property
    def words(self) -> str:
        """How it reads now: as it was amended last, or as it was adopted."""
        hold = [each.text for each in self.amended if each.revived_on is None]
        return hold[-1] if hold else self.text


class ResolutionRow(NamedTuple):
    """A resolution as it stood.

    Attributes:
        id: its reference with its body's, ``ics/2018/019``.
        ref: its reference within its body, ``2018/019``.
        outcome: ``passed`` or ``lost``.
        votes: ``for``, ``against``, ``abstained``, ``casting_vote`` and ``named``.
        takes_effect_on: the day it is in force from, where it is not the day it was adopted.
        supersedes: the resolutions of the same body whose place it took.
        superseded_by: the resolution that took its place by then.
        call_in_until: the last day on which it may be called in, where it may be.
        urgent: why it may not be called in although its body has that rule.
        rescinds: the resolutions of the same body that it undid.
        amends: the clauses of others to which it gave other words.
        considers: the items, actions and change requests that the meeting had before it.
        rescinded_by: the resolution that undid it by then.
        call_in: by whom and why it was called in by then, and what came of it.
        revived: how it had been ended by resolutions that were referred back since.
        in_force_from: the first day on which it is in force; none where it never is, or where that
            is not known yet.
        state: whether it is in force on the day asked for, and if not, why.
    """

    id: str
    ref: str
    body: str
    meeting: str
    held_on: date | None
    item: str | None
    title: str
    outcome: str
    clauses: tuple[ClauseRow, ...]
    moved_by: str | None
    seconded_by: str | None
    votes: dict[str, Any] | None
    takes_effect_on: date | None
    supersedes: tuple[str, ...]
    superseded_by: str | None
    superseded_on: date | None
    call_in_until: date | None
    urgent: str | None
    rescinds: tuple[str, ...]
    amends: tuple[dict[str, Any], ...]
    considers: tuple[str, ...]
    rescinded_by: str | None
    rescinded_on: date | None
    call_in: CallInRow | None
    revived: tuple[Ended, ...]
    in_force_from: date | None
    state: str
    recorded_at: str
    position: int
    actor: str
    source: dict[str, Any] | None


class DueClause(NamedTuple):
    """A clause that asks for something at a meeting, and the resolution it is of."""

    resolution: str
    clause: ClauseRow


def list_resolutions(
    connection: Views,
    as_at: date | None = None,
    known_position: int | None = None,
    *,
    body: str | None = None,
    meeting: str | None = None,
    ref: str | None = None,
) -> list[ResolutionRow]:
    """Return the resolutions, of all bodies or one, of all meetings or one, oldest first."""
    wanted = {"body": body, "meeting": meeting, "ref": ref}
    rows = seen(
        connection,
        "resolutions",
        as_at,
        known_position,
        **{column: value for column, value in wanted.items() if value is not None},
    )
    clauses = defaultdict(list)
    for row in _clauses_of(connection, rows, as_at, known_position):
        clauses[row["id"]].append(row)
    after = afterwards(connection, as_at, known_position)
    return [
        _resolution(row, clauses[row["id"]], after[row["id"]], as_at or date.max) for row in rows
    ]


_FEW = 100


def _clauses_of(
    connection: Views, rows: list[Row], as_at: date | None, known_position: int | None
) -> list[Row]:
    """Return the clauses of some resolutions: of few, of each by itself, else all there are."""
    wanted = [{"id": row["id"]} for row in rows] if len(rows) <= _FEW else [{}]
    return [
        clause
        for equal in wanted
        for clause in seen(
            connection,
            "resolutions_clauses",
            as_at,
            known_position,
            order="id, number",
            **equal,
        )
    ]


def due_at(
    connection: Views,
    meeting: str,
    as_at: date | None = None,
    known_position: int | None = None,
) -> list[DueClause]:
    """Return the clauses of resolutions passed that ask for something at a meeting."""
    passed = {
        row["id"]
        for row in seen(connection, "resolutions", as_at, known_position, outcome="passed")
    }
    rows = seen(connection, "resolutions_clauses", as_at, known_position, at_meeting=meeting)
    return [DueClause(row["id"], _clause(row)) for row in rows if row["id"] in passed]


def _resolution(row: Row, clauses: list[Row], after: Afterwards, day_of: date) -> ResolutionRow:
    superseded, rescinded = after.ended("superseded"), after.ended("rescinded")
    in_force_from = after.in_force_from(row)
    return ResolutionRow(
        id=row["id"],
        ref=row["ref"],
        body=row["body"],
        meeting=row["meeting"],
        held_on=day(row["decided_on"]),
        item=row["item"],
        title=row["title"],
        outcome=row["outcome"],
        clauses=tuple(_clause(each, after) for each in clauses),
        moved_by=row["moved_by"],
        seconded_by=row["seconded_by"],
        votes=loaded(row["votes"]),
        takes_effect_on=day(row["takes_effect_on"]),
        supersedes=tuple(loaded(row["supersedes"], ())),
        superseded_by=superseded.by if superseded else None,
        superseded_on=superseded.on if superseded else None,
        call_in_until=day(row["call_in_until"]),
        urgent=row["urgent"],
        rescinds=tuple(loaded(row["rescinds"], ())),
        amends=tuple(loaded(row["amends"], ())),
        considers=tuple(loaded(row["considers"], ())),
        rescinded_by=rescinded.by if rescinded else None,
        rescinded_on=rescinded.on if rescinded else None,
        call_in=after.call_in,
        revived=tuple(each for each in after.all_endings if each.revived_on),
        in_force_from=in_force_from,
        state=after.state(row, in_force_from, day_of),
        recorded_at=row["recorded_at"],
        position=row["position"],
        actor=row["actor"],
        source=loaded(row["source"]),
    )


def _clause(row: Row, after: Afterwards | None = None) -> ClauseRow:
    return ClauseRow(
        number=row["number"],
        effect=row["effect"],
        text=row["text"],
        to=row["to_ref"],
        delegate=row["delegate"],
        in_consultation_with=tuple(loaded(row["in_consultation_with"], ())),
        by=day(row["by_day"]),
        at=row["at_meeting"],
        owner=row["owner"],
        in_months=row["in_months"],
        limit=row["limit_amount"],
        until=day(row["until_day"]),
        amended=tuple(after.amended(row["number"])) if after else (),
    )
