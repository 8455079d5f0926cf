"""What commands about delegated powers do."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.resolutions.delegation import DelegationKey
from domain.resolutions.resolution import Resolution
from engine.commands.authority import EndDelegation, LapseDelegation
from engine.unit_of_work import UnitOfWork


def subject(unit: UnitOfWork, command: EndDelegation | LapseDelegation) -> Resolution:
    """The resolution whose clause delegates."""
    return unit.get(Resolution, DelegationKey.parse(command.delegation).resolution)


def end(_: UnitOfWork, resolution: Resolution, command: EndDelegation, by: Provenance) -> None:
    """Take the power back."""
    clause = DelegationKey.parse(command.delegation).clause
    resolution.end_delegation(by, command.ended_on, clause, command.reason)


def lapse(_: UnitOfWork, resolution: Resolution, command: LapseDelegation, by: Provenance) -> None:
    """Record that the power ran out."""
    clause = DelegationKey.parse(command.delegation).clause
    resolution.lapse_delegation(by, clause, command.on)
