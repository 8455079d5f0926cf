"""Commands about bodies."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from domain.bodies.terms import BodyKind, LineKind, Matter, Role, TermsOfReference
from domain.routes.parts import Period
from domain.values.amounts import Amount
from domain.values.days import Day
from domain.values.references import Ref, Text
from engine.commands.base import Command

_FROZEN = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _without_slash(ref: str) -> str:
    if "/" in ref:  # it stands before its resolutions' references: ics/2018/019
        raise ValueError(f"{ref!r} has a slash, which the reference of a body cannot have")
    return ref


class LineEntry(BaseModel):
    """A reporting line of a body that is being established."""

    model_config = _FROZEN

    body: Ref
    kind: LineKind = LineKind.REPORTS_TO
    cadence: Text | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class MemberEntry(BaseModel):
    """A seat on a body that is being established."""

    model_config = _FROZEN

    person: Text
    role: Role = Role.MEMBER
    voting: bool | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class EstablishBody(Command):
    """A body, with its reporting lines, terms of reference and members."""

    ENTRY: ClassVar[str] = "body"

    ref: Annotated[Ref, AfterValidator(_without_slash)]
    name: Text
    kind: BodyKind
    level: Text | None = None
    department: Text | None = None
    established_on: Day | None = None
    purpose: Text | None = None
    reports_to: tuple[LineEntry, ...] = ()
    terms_of_reference: TermsOfReference | None = None
    members: tuple[MemberEntry, ...] = ()

    @property
    def key(self) -> str:
        return self.ref


class RenameBody(Command):
    """Another name for a body from a day on."""

    ENTRY: ClassVar[str] = "body-renaming"

    body: Ref
    name: Text
    decided_on: Day

    @property
    def key(self) -> str:
        return f"{self.body} on {self.decided_on}"


class DissolveBody(Command):
    """The end of a body."""

    ENTRY: ClassVar[str] = "body-dissolution"

    body: Ref
    decided_on: Day
    successor: Ref | None = None
    reason: Text | None = None

    @property
    def key(self) -> str:
        return self.body


class AddReportingLine(Command):
    """A reporting line from a body to another, from a day on."""

    ENTRY: ClassVar[str] = "reporting-line"

    body: Ref
    to: Ref
    kind: LineKind = LineKind.REPORTS_TO
    cadence: Text | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None

    @property
    def key(self) -> str:
        return f"{self.body} {self.kind} {self.to} from {self.starts_on or 'the beginning'}"


class EndReportingLine(Command):
    """The end of a reporting line."""

    ENTRY: ClassVar[str] = "reporting-line-end"

    body: Ref
    to: Ref
    kind: LineKind = LineKind.REPORTS_TO
    ends_on: Day

    @property
    def key(self) -> str:
        return f"{self.body} {self.kind} {self.to} on {self.ends_on}"


class SetTermsOfReference(Command):
    """What a body is for and may decide, from a day on."""

    ENTRY: ClassVar[str] = "terms-of-reference"

    body: Ref
    summary: Text
    decides: tuple[Matter, ...] = ()
    portfolios: tuple[Ref, ...] = ()
    financial_limit: Annotated[Amount, Field(ge=0)] | None = None
    quorum: Annotated[int, Field(ge=1, le=1000)] | None = None
    call_in: Period | None = None
    decided_on: Day | None = None

    @property
    def key(self) -> str:
        return f"{self.body} from {self.decided_on or 'the beginning'}"


class AppointMember(Command):
    """A seat on a body."""

    ENTRY: ClassVar[str] = "membership"

    body: Ref
    person: Text
    role: Role = Role.MEMBER
    voting: bool | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None

    @property
    def key(self) -> str:
        return f"{self.person} on {self.body} from {self.starts_on or 'the beginning'}"


class StandDown(Command):
    """The end of a seat on a body."""

    ENTRY: ClassVar[str] = "membership-end"

    body: Ref
    person: Text
    ended_on: Day
    reason: Text | None = None

    @property
    def key(self) -> str:
        return f"{self.person} on {self.body} on {self.ended_on}"
