"""Who may waive a criterion: the body that decides the gates, its chair, or its sponsor."""

from __future__ import annotations

from datetime import date

from domain.authority.roles import OfficeRole
from domain.bodies.body import Body
from domain.gates.sequence import GateSequence
from domain.values.names import same_name
from engine.authority.acting import acting_as
from engine.unit_of_work import UnitOfWork


def check_may_waive(
    unit: UnitOfWork, sequence: GateSequence, criterion: str, granted_by: str, day: date
) -> None:
    """Refuse a waiver by anybody else.

    Raises:
        RoleMissing: naming the roles that may, and how they are granted.
        NotInForce: where the body is not established on the day.
    """
    body = unit.get(Body, sequence.body)
    body.check_in_force(day)
    if same_name(granted_by, body.ref, body.name):
        return
    takers = [(OfficeRole.CHAIR, body.ref), (OfficeRole.SPONSOR, body.ref)]
    acting_as(unit, granted_by, takers, day, f"to waive {criterion} of {sequence.ref}")
