"""The words of a change request: comments, lessons, conditions, outcomes."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from domain.conditions.parts import Condition
from domain.resolutions.clauses import Effect
from domain.values.added import added
from domain.values.days import Day
from domain.values.references import Text
from domain.values.terms import Term

_FROZEN = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Comment(BaseModel):
    """What finance, the programme office or another adviser says of a request."""

    model_config = _FROZEN

    by: Text
    text: Text
    author: str | None = None
    made_on: Day | None = None


class Lesson(BaseModel):
    """What the change teaches."""

    model_config = _FROZEN

    description: Text
    learning: Text


class Outcome(Term):
    """What was decided on a request."""

    APPROVED = "approved"
    APPROVED_IN_PART = "approved-in-part"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"


RESOLVED_BY: dict[Outcome, frozenset[Effect]] = {
    Outcome.APPROVED: frozenset({Effect.APPROVES, Effect.AGREES, Effect.ENDORSES}),
    Outcome.APPROVED_IN_PART: frozenset({Effect.APPROVES, Effect.AGREES, Effect.ENDORSES}),
    Outcome.REJECTED: frozenset({Effect.REJECTS, Effect.AGREES}),
    Outcome.DEFERRED: frozenset({Effect.DEFERS, Effect.AGREES, Effect.AMENDS_WORK_PROGRAMME}),
    Outcome.REFERRED: frozenset({Effect.REFERS, Effect.AGREES, Effect.ENDORSES}),
}
"""The effects of clauses by which a body can have decided a request so: one has to be there."""


class Ruling(BaseModel):
    """A decision on a request: by whom, when, under which resolution, and on what conditions.

    Attributes:
        body: the deciding body, for a withdrawal the body it was put to.
        decided_on: the day of the decision.
        meeting: the meeting that decided.
        resolution: the resolution's reference within the body.
        decided_by: the officer, where the decision was delegated.
        conditions: what an approval hangs on.
        commentary: what else the decision record says.
        delegation: the clause under which the officer decided, ``ics/2018/019/2``.
    """

    model_config = _FROZEN

    body: Text
    decided_on: date
    meeting: str | None = None
    resolution: str | None = None
    decided_by: str | None = None
    conditions: tuple[Condition, ...] = ()
    commentary: str | None = None
    delegation: str | None = added()
