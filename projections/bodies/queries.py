"""Questions about bodies: which are in force, what each is, who sits on it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from projections.bodies.lines import lines_at
from projections.bodies.seats import Seat, members_at
from projections.seen import day, loaded, seen
from projections.structure import LineAt
from projections.views import Row, Views


class BodyRow(NamedTuple):
    """A body as it stood: the name it bore, whether it was dissolved by then."""

    ref: str
    name: str
    kind: str
    level: str | None
    department: str | None
    purpose: str | None
    established_on: date | None
    dissolved_on: date | None
    successor: str | None


class Name(NamedTuple):
    """A name and the first and last day a body bore it; ``None`` is open."""

    name: str
    starts_on: date | None
    ends_on: date | None


class Terms(NamedTuple):
    """Terms of reference: what the body may decide, for which portfolios, up to what sum.

    Attributes:
        quorum: how many members must be present.
        call_in: how long its decisions may be called in, ``5 working days``.
    """

    summary: str
    decides: tuple[str, ...]
    portfolios: tuple[str, ...]
    financial_limit: Decimal | None
    quorum: int | None
    call_in: str | None
    decided_on: date | None


class BodyPage(NamedTuple):
    """All about one body at a moment."""

    body: BodyRow
    names: tuple[Name, ...]
    lines: tuple[LineAt, ...]
    lines_from_others: tuple[LineAt, ...]
    terms: Terms | None
    members: tuple[Seat, ...]


def list_bodies(
    connection: Views, as_at: date | None, known_position: int | None = None
) -> list[BodyRow]:
    """Return the bodies established by a day, dissolved ones with their end, in order of ref."""
    established = seen(connection, "bodies", as_at, known_position, order="ref")
    named: dict[str, str] = {
        row["ref"]: row["name"]
        for row in seen(
            connection,
            "bodies_names",
            as_at,
            known_position,
        )
    }
    ended = {row["ref"]: row for row in seen(connection, "bodies_ends", as_at, known_position)}
    return [_body(row, named, ended) for row in established]


def _body(row: Row, named: dict[str, str], ended: dict[str, Row]) -> BodyRow:
    end = ended.get(row["ref"])
    return BodyRow(
        ref=row["ref"],
        name=named.get(row["ref"], row["name"]),
        kind=row["kind"],
        level=row["level"],
        department=row["department"],
        purpose=row["purpose"],
        established_on=day(row["decided_on"]),
        dissolved_on=day(end["decided_on"]) if end else None,
        successor=end["successor"] if end else None,
    )


def show_body(
    connection: Views,
    ref: str,
    as_at: date | None,
    known_position: int | None = None,
) -> BodyPage | None:
    """Return all about a body at a moment, ``None`` where it was not known or established."""
    bodies = {body.ref: body for body in list_bodies(connection, as_at, known_position)}
    if ref not in bodies:
        return None
    lines = lines_at(connection, as_at, known_position)
    return BodyPage(
        body=bodies[ref],
        names=_names(connection, ref, as_at, known_position),
        lines=tuple(line for line in lines if line.body == ref),
        lines_from_others=tuple(line for line in lines if line.to == ref),
        terms=_terms(connection, ref, as_at, known_position),
        members=members_at(connection, ref, as_at, known_position),
    )


def _names(
    connection: Views, ref: str, as_at: date | None, known_position: int | None
) -> tuple[Name, ...]:
    first = seen(connection, "bodies", as_at, known_position, ref=ref)
    borne = first + seen(connection, "bodies_names", as_at, known_position, ref=ref)
    starts = [day(row["decided_on"]) for row in borne]
    ends = [start - timedelta(days=1) if start else None for start in starts[1:]] + [None]
    return tuple(
        Name(row["name"], start, end) for row, start, end in zip(borne, starts, ends, strict=True)
    )


def _terms(
    connection: Views, ref: str, as_at: date | None, known_position: int | None
) -> Terms | None:
    rows = seen(
        connection,
        "bodies_terms",
        as_at,
        known_position,
        ref=ref,
    )
    if not rows:
        return None
    row = rows[-1]
    limit = row["financial_limit"]
    return Terms(
        summary=row["summary"],
        decides=tuple(loaded(row["decides"], ())),
        portfolios=tuple(loaded(row["portfolios"], ())),
        financial_limit=None if limit is None else Decimal(limit),
        quorum=row["quorum"],
        call_in=row["call_in"],
        decided_on=day(row["decided_on"]),
    )
