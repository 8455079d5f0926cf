"""Facts about conditions; each belongs to what was approved, a request or a gate sequence."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.facts import Fact
from domain.values.references import Ref, Text


class ConditionDischarged(Fact):
    """A condition was met, and this is the evidence."""

    TOPIC: ClassVar[str] = "minutebook.condition-discharged.1"

    condition: Ref
    evidence: Text
    discharged_by: Text | None = None


class ConditionBreached(Fact):
    """A condition was not met: what hung on it is open again for the body that decided."""

    TOPIC: ClassVar[str] = "minutebook.condition-breached.1"

    condition: Ref
    reason: Text


class ConditionOverdue(Fact):
    """The day by which a condition was to be met went by."""

    TOPIC: ClassVar[str] = "minutebook.condition-overdue.1"

    condition: Ref
    due: date
