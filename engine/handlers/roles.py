"""What commands about roles do."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.authority.actor import Actor, Held, actor_ref
from domain.bodies.body import Body
from domain.errors import NotInForce
from engine.authority.acting import seats_of
from engine.commands.authority import EndRole, GrantRole
from engine.unit_of_work import UnitOfWork


def subject(unit: UnitOfWork, command: GrantRole | EndRole) -> Actor:
    """The person, known by their name."""
    return unit.find(Actor, actor_ref(command.person))


def grant(unit: UnitOfWork, actor: Actor, command: GrantRole, by: Provenance) -> None:
    """Grant the role; a body must be in the book and in force on the first day."""
    if command.body:
        unit.get(Body, command.body).check_in_force(command.starts_on)
    held = Held(command.role, command.body)
    actor.grant(by, command.starts_on, command.person, held, command.ends_on)


def end(unit: UnitOfWork, actor: Actor, command: EndRole, by: Provenance) -> None:
    """End the role.

    Raises:
        NotInForce: where they do not hold it, or hold it by a seat: that ends with its membership.
    """
    held = Held(command.role, command.body)
    granted = held in actor.roles_on(command.person, command.ended_on)
    seats = seats_of(unit, command.person, command.body or "", command.ended_on)
    if not granted and command.role in seats:
        raise NotInForce(
            command.person,
            f"{command.person} is {held} by a seat, which no grant gave: end that, with"
            f" `membership-end: {{body: {command.body}, person: {command.person},"
            f" ended_on: {command.ended_on}}}`",
        )
    actor.end(by, command.ended_on, command.person, held, command.reason)
