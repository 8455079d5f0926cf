"""What commands about roles do."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.authority.actor import Actor, Held, actor_ref
from domain.bodies.body import Body
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


def end(_: UnitOfWork, actor: Actor, command: EndRole, by: Provenance) -> None:
    """End the role."""
    held = Held(command.role, command.body)
    actor.end(by, command.ended_on, command.person, held, command.reason)
