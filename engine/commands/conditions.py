"""Commands about conditions of approvals and of gates."""

from __future__ import annotations

from typing import ClassVar

from domain.values.days import Day
from domain.values.references import Ref, Text
from engine.commands.base import Command


class DischargeCondition(Command):
    """A condition that was met, with the evidence."""

    ENTRY: ClassVar[str] = "condition-discharge"

    condition: Ref
    discharged_on: Day
    evidence: Text
    by: Text | None = None

    @property
    def key(self) -> str:
        return self.condition


class BreachCondition(Command):
    """A condition that was not met: what hung on it is open again."""

    ENTRY: ClassVar[str] = "condition-breach"

    condition: Ref
    breached_on: Day
    reason: Text

    @property
    def key(self) -> str:
        return self.condition


class NoteConditionOverdue(Command):
    """A condition whose due day went by."""

    ENTRY: ClassVar[str] = "condition-overdue"

    condition: Ref
    on: Day

    @property
    def key(self) -> str:
        return self.condition
