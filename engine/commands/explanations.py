"""The command that explains a finding of the audit."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.explanations.rules import AuditRule
from domain.values.days import Day
from domain.values.references import Ref, Text
from engine.commands.base import Command


class ExplainMovement(Command):
    """Why an act that the audit finds something the matter with stands as it does."""

    ENTRY: ClassVar[str] = "movement-explanation"

    position: int = Field(ge=1)
    rule: AuditRule
    projects: tuple[Ref, ...] = ()
    reason: Text
    explained_by: Text
    explained_on: Day

    @property
    def ref(self) -> str:
        """The finding: the position of the act, and the code of the rule."""
        return f"{self.position}/{self.rule}"

    @property
    def key(self) -> str:
        return f"{self.ref} on {self.explained_on}"
