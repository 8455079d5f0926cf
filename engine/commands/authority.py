"""Commands about who may act: roles granted and ended."""

from __future__ import annotations

from typing import ClassVar

from domain.authority.roles import OfficeRole
from domain.values.days import Day
from domain.values.references import Ref, Text
from engine.commands.base import Command


class GrantRole(Command):
    """A role that a person holds from a day on, for one body or, without one, for all."""

    ENTRY: ClassVar[str] = "role-grant"

    person: Text
    role: OfficeRole
    body: Ref | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None

    @property
    def key(self) -> str:
        since = self.starts_on or "the beginning"
        return f"{self.person} as {self.role} of {self.body or 'all'} from {since}"


class EndRole(Command):
    """The end of a role."""

    ENTRY: ClassVar[str] = "role-end"

    person: Text
    role: OfficeRole
    body: Ref | None = None
    ended_on: Day
    reason: Text | None = None

    @property
    def key(self) -> str:
        return f"{self.person} as {self.role} of {self.body or 'all'} on {self.ended_on}"


class EndDelegation(Command):
    """The end of a power that a clause delegates; ``ics/2018/019/2`` is the clause."""

    ENTRY: ClassVar[str] = "delegation-end"

    delegation: Ref
    ended_on: Day
    reason: Text | None = None

    @property
    def key(self) -> str:
        return self.delegation


class LapseDelegation(Command):
    """A delegated power that ran out, as the clause says; ``on`` is the day this was found."""

    ENTRY: ClassVar[str] = "delegation-lapse"

    delegation: Ref
    on: Day

    @property
    def key(self) -> str:
        return self.delegation
