"""Whether what time is to have caused can have come about; asked in one place, of every command."""

from __future__ import annotations

from datetime import date

from domain.errors import NotInForce
from engine.cases.acting import CLOCK
from engine.commands.actions import NoteOverdue
from engine.commands.authority import LapseDelegation
from engine.commands.base import Command
from engine.commands.cases import EscalateStep, NoteOverdueStep, TakeStep
from engine.commands.conditions import NoteConditionOverdue
from engine.commands.gates import LapseWaiver
from engine.commands.resolutions import TakeEffect
from engine.unit_of_work import UnitOfWork

_CAUSED = (
    EscalateStep,
    LapseDelegation,
    LapseWaiver,
    NoteConditionOverdue,
    NoteOverdue,
    NoteOverdueStep,
    TakeEffect,
)


def check_has_come(unit: UnitOfWork, command: Command) -> None:
    """Refuse what time is to have caused on a day that is still to come.

    Until then it may come about otherwise: a resolution is called in, an action is done.

    Raises:
        NotInForce: saying which day it is.
    """
    day = _day(unit, command)
    if day and day > unit.today:
        raise NotInForce(
            command.key,
            f"{command.ENTRY} of {command.key} is for the clock to say, and {day} is still to come:"
            f" it is {unit.today}; `minutebook tick` records it on its day",
        )


def _day(unit: UnitOfWork, command: Command) -> date | None:
    if isinstance(command, _CAUSED):
        return command.on
    if isinstance(command, TakeStep) and unit.provenance(command).actor == CLOCK:
        return command.taken_on
    return None
