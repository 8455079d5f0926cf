"""The terms of the field for bodies, their lines and their members."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.routes.parts import Period
from domain.values.added import added
from domain.values.amounts import Amount
from domain.values.references import Ref, Text
from domain.values.spans import Span
from domain.values.terms import Term


class BodyKind(Term):
    """What sort of body it is."""

    COUNCIL = "council"
    CABINET = "cabinet"
    COMMITTEE = "committee"
    SUB_COMMITTEE = "sub-committee"
    CABINET_COMMITTEE = "cabinet-committee"
    PROGRAMME_BOARD = "programme-board"
    PROJECT_BOARD = "project-board"
    STEERING_GROUP = "steering-group"
    WORKING_GROUP = "working-group"
    LEADERSHIP_TEAM = "leadership-team"
    DEPARTMENT = "department"
    OFFICER_POST = "officer-post"


class LineKind(Term):
    """How one body stands to another."""

    REPORTS_TO = "reports-to"
    UPDATES = "updates"
    SUPPORTED_BY = "supported-by"
    ADVISES = "advises"


class Role(Term):
    """What a person is on a body."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    MEMBER = "member"
    SUBSTITUTE = "substitute"
    OFFICER_IN_ATTENDANCE = "officer-in-attendance"


class Matter(Term):
    """What a body may be given to decide."""

    BASELINES = "baselines"
    EXTENSIONS = "extensions"
    SAVINGS_CHANGES = "savings-changes"
    GATES = "gates"
    GOVERNANCE = "governance"


class TermsOfReference(BaseModel):
    """What a body is for and what it may decide.

    Attributes:
        summary: what it is for, in words.
        decides: the matters it may decide; none named means whatever is put to it.
        portfolios: the portfolios it decides for; none named means all.
        financial_limit: the most that one request, baseline or extension it approves may move, in
            pounds; none means no limit.
        call_in: how long after a meeting its decisions may be called in, before they take effect;
            none means that they take effect at once.
        quorum: how many members must be present for it to decide; none means none is set.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    summary: Text
    decides: tuple[Matter, ...] = ()
    portfolios: tuple[Ref, ...] = ()
    financial_limit: Annotated[Amount, Field(ge=0)] | None = None
    call_in: Period | None = added()
    quorum: Annotated[int, Field(ge=1, le=1000)] | None = added()


class Membership(BaseModel):
    """A person's seat on a body, from one day to another (the last day is no longer served)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    person: Text
    role: Role
    voting: bool
    starts_on: date | None
    ends_on: date | None = None

    @property
    def span(self) -> Span:
        """The days on which the seat is held."""
        return Span(self.starts_on, self.ends_on)
