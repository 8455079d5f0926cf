"""The fact that a finding of the audit was explained."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from domain.facts import Fact
from domain.values.references import Ref, Text


class MovementExplained(Fact):
    """Somebody explained what the audit finds of an act by a rule; ``decided_on`` is the day.

    ``position`` is where the act stands in the ledger, ``rule`` the code of the rule, ``stale``;
    ``projects`` are those whose figures the act touches.
    """

    TOPIC: ClassVar[str] = "minutebook.movement-explained.1"

    position: int = Field(ge=1)
    rule: Ref
    projects: tuple[Ref, ...] = ()
    reason: Text
    explained_by: Text
