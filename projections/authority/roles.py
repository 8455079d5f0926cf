"""Questions about roles: who held which, for which body, by grant or by a seat."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from domain.values.names import same_name
from projections.seen import day, seen
from projections.views import Row, Views

_SEATS = ("chair", "vice-chair", "member")


class RoleRow(NamedTuple):
    """A role as it stood.

    Attributes:
        person: who holds it.
        role: which it is.
        body: the body for which they hold it; none where they hold it for all.
        starts_on: its first day; none means from the beginning.
        ends_on: the first day without it; none where no end is known.
        by_seat: whether they hold it by a seat on the body, and not by a grant.
        reason: why it ended.
        state: ``held``, or ``ended`` by the day asked for.
    """

    person: str
    role: str
    body: str | None
    starts_on: date | None
    ends_on: date | None
    by_seat: bool
    reason: str | None
    state: str


def list_roles(views: Views, as_at: date, known: int | None = None) -> list[RoleRow]:
    """Return the roles granted by a day and the seats taken by it, ended ones with their end.

    They are in order of the bodies, then of the roles; those for all bodies come first.
    """
    grants = _spans(seen(views, "authority_roles", as_at, known), "body")
    seats = _spans(seen(views, "bodies_seats", as_at, known), "ref")
    roles = [_role(span, as_at, by_seat=False) for span in grants]
    roles += [_role(span, as_at, by_seat=True) for span in seats if span.role in _SEATS]
    return sorted(
        roles, key=lambda row: (row.body or "", row.by_seat, row.role, row.starts_on or date.min)
    )


class _Held(NamedTuple):
    """A role from a day on, up to another."""

    person: str
    role: str
    body: str | None
    starts_on: date | None
    ends_on: date | None
    reason: str | None = None


def _spans(rows: list[Row], body: str) -> list[_Held]:
    """Return every time for which a role was ever held; an end closes the one that ran then."""
    spans: list[_Held] = []
    for row in rows:
        if row["ended"]:
            _close(spans, row, body)
        else:
            days = (day(row["decided_on"]), day(row["ends_on"]))
            spans.append(_Held(row["person"], row["role"], row[body], *days))
    return spans


def _close(spans: list[_Held], row: Row, body: str) -> None:
    ended_on = day(row["decided_on"])
    reason = row["reason"] if body == "body" else None  # of a seat it is not kept
    for place, held in enumerate(spans):
        same = same_name(held.person, row["person"]) and held.body == row[body]
        if same and row["role"] in (None, held.role) and _runs_up_to(held, ended_on):
            spans[place] = held._replace(ends_on=ended_on, reason=reason)


def _runs_up_to(held: _Held, ended_on: date | None) -> bool:
    on = ended_on or date.min
    return (held.starts_on or date.min) < on and (held.ends_on is None or on < held.ends_on)


def _role(held: _Held, as_at: date, *, by_seat: bool) -> RoleRow:
    over = held.ends_on is not None and held.ends_on <= as_at
    return RoleRow(
        person=held.person,
        role=held.role,
        body=held.body,
        starts_on=held.starts_on,
        ends_on=held.ends_on,
        by_seat=by_seat,
        reason=held.reason,
        state="ended" if over else "held",
    )


def all_people(views: Views) -> list[str]:
    """Return the names of all who ever held a role or a seat, in order."""
    return [
        row["person"]
        for row in views.execute(
            "SELECT person FROM authority_roles UNION SELECT person FROM bodies_seats ORDER BY 1",
            {},
        ).fetchall()
    ]
