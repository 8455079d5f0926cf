"""Facts about people and the roles in which they act."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.authority.roles import OfficeRole
from domain.facts import Fact
from domain.values.references import Ref, Text


class RoleGranted(Fact):
    """A person was given a role, for one body or for all; ``decided_on`` is its first day."""

    TOPIC: ClassVar[str] = "minutebook.role-granted.1"

    person: Text
    role: OfficeRole
    body: Ref | None = None
    ends_on: date | None = None


class RoleEnded(Fact):
    """A person's role came to an end; ``decided_on`` is the first day without it."""

    TOPIC: ClassVar[str] = "minutebook.role-ended.1"

    person: Text
    role: OfficeRole
    body: Ref | None = None
    reason: str | None = None
