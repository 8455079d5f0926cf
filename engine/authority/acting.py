"""Who may take a step: a role granted to them, or a seat on the body, on the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from shlex import quote

from domain.authority.actor import Actor, Held, actor_ref
from domain.authority.roles import OfficeRole
from domain.bodies.body import Body
from domain.errors import RoleMissing
from domain.values.names import same_name
from engine.unit_of_work import UnitOfWork

_SEATS = {role.value: role for role in (OfficeRole.CHAIR, OfficeRole.VICE_CHAIR, OfficeRole.MEMBER)}


def acting_as(
    unit: UnitOfWork,
    actor: str,
    takers: Sequence[tuple[OfficeRole, str | None]],
    day: date,
    what: str,
) -> Held:
    """The role in which somebody may do something, the first of those that may which they hold.

    A role granted for no body counts for every body; who may act in a role without a body may
    hold it for any. A seat on a body counts as the role of its name.

    Args:
        unit: the unit of work.
        actor: the name of who acts.
        takers: the roles that may, each with its body, or with none where any will do.
        day: the day on which it is done; what is held on that day counts.
        what: what is done, in words: ``to endorse ICS-2019-A``.

    Raises:
        NotInForce: where the body is not established on that day, or is dissolved by then.
        RoleMissing: where they hold none of them on that day; the message says who may, what they
            hold instead and how a role is granted.
    """
    held = list(unit.find(Actor, actor_ref(actor)).roles_on(actor, day))
    for role, body in takers:
        if found := _holding(held, role, body) or _seated(unit, actor, role, body, day):
            if found.body:
                unit.find(Body, found.body).check_in_force(day)
            return found
    seats = [
        Held(role, body)
        for body in unit.recorded_refs(Body, "")
        for role in seats_of(unit, actor, body, day)
    ]
    raise RoleMissing(
        actor, _refusal(actor, takers, list(dict.fromkeys((*held, *seats))), day, what)
    )


def _holding(held: Sequence[Held], role: OfficeRole, body: str | None) -> Held | None:
    for its in held:
        if its.role is role and (body is None or its.body in (None, body)):
            return Held(role, body or its.body)
    return None


def _seated(
    unit: UnitOfWork, actor: str, role: OfficeRole, body: str | None, day: date
) -> Held | None:
    if body is None or role not in _SEATS.values():
        return None
    if role in seats_of(unit, actor, body, day):
        return Held(role, body)
    return None


def seats_of(unit: UnitOfWork, actor: str, body: str, day: date) -> Iterator[OfficeRole]:
    """The roles that somebody holds by a seat on a body on a day."""
    for person, seats in unit.find(Body, body).members.items():
        if same_name(person, actor):
            yield from (
                _SEATS[seat.role.value]
                for seat in seats
                if seat.role.value in _SEATS and seat.span.holds_on(day)
            )


def _refusal(
    actor: str,
    takers: Sequence[tuple[OfficeRole, str | None]],
    held: Sequence[Held],
    day: date,
    what: str,
) -> str:
    if not takers:
        return f"{what} is for nobody: it happens by the passing of time alone"
    needed = " or ".join(_who(Held(role, body)) for role, body in takers)
    has = f"holds {', '.join(map(str, held))} only" if held else "holds no role"
    role, body = takers[0]
    grant = f"minutebook authority grant {quote(actor)} {role}{f' --body {body}' if body else ''}"
    return (
        f"{what} is for {needed}: {actor} {has} on {day}. Let who holds it record it"
        f" (`minutebook --as NAME …`), or, if it is theirs, grant it: `{grant}`"
    )


def _who(its: Held) -> str:
    return str(its) if its.role is OfficeRole.FINANCE else f"the {its}"
