"""Clauses: the operative parts of a resolution, each with its effect."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.values.added import added
from domain.values.amounts import Amount
from domain.values.days import Day
from domain.values.months import later_by_months
from domain.values.references import Ref, Text
from domain.values.terms import Term


class Effect(Term):
    """What a clause does."""

    NOTES = "notes"
    APPROVES = "approves"
    AGREES = "agrees"
    ENDORSES = "endorses"
    REJECTS = "rejects"
    DEFERS = "defers"
    REFERS = "refers"
    DELEGATES = "delegates"
    REQUESTS_REPORT = "requests-report"
    AMENDS_WORK_PROGRAMME = "amends-work-programme"


class Clause(BaseModel):
    """One operative part of a resolution.

    Attributes:
        number: its place, from 1; given by the order of the clauses where it is left out.
        effect: what it does.
        text: what was resolved, in words.
        to: the body a matter is referred to, or that is to report.
        delegate: the officer or body to whom a decision is delegated.
        in_consultation_with: whom the delegate must consult.
        by: the day by which something is due.
        at: the meeting at which something is due.
        owner: who is to see to it, where it is neither the delegate nor the body named in ``to``.
        in_months: in how many months of the meeting something is due.
        limit: the most that the delegate may decide at one time, in pounds.
        until: the first day on which the delegate may decide no longer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    number: Annotated[int, Field(ge=1)] | None = None
    effect: Effect
    text: Text
    to: Ref | None = None
    delegate: Text | None = None
    in_consultation_with: tuple[Text, ...] = ()
    by: Day | None = None
    at: Ref | None = None
    owner: Text | None = added()
    in_months: Annotated[int, Field(ge=1, le=120)] | None = added()
    limit: Annotated[Amount, Field(ge=0)] | None = added()
    until: Day | None = added()

    @property
    def asks(self) -> bool:
        """Whether somebody must now do something: it asks for a report, or says who or when."""
        says = (self.by, self.at, self.owner, self.in_months)
        return self.effect is Effect.REQUESTS_REPORT or any(said is not None for said in says)

    @property
    def asked_of(self) -> str | None:
        """Who is to see to what it asks for, where it says so."""
        return self.owner or self.delegate or self.to

    def due_on(self, held_on: date) -> date | None:
        """The day by which it is due, of a resolution of that day; none where it names none."""
        return later_by_months(held_on, self.in_months) if self.in_months else self.by

    @model_validator(mode="after")
    def _names_what_its_effect_needs(self) -> Self:
        if self.effect is Effect.DELEGATES and not self.delegate:
            raise ValueError("a clause that delegates names the delegate: add `delegate`")
        if self.effect is Effect.REFERS and not self.to:
            raise ValueError("a clause that refers names the body it refers to: add `to`")
        if self.in_consultation_with and not self.delegate:
            raise ValueError("`in_consultation_with` belongs to a clause that names a `delegate`")
        if not self.delegate and (self.limit is not None or self.until):
            raise ValueError("`limit` and `until` belong to a clause that names a `delegate`")
        if self.in_months and (self.by or self.at):
            raise ValueError("a clause says when something is due once: `in_months`, `by` or `at`")
        return self


def numbered(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses with the number of their place where they have none.

    Raises:
        ValueError: where the numbers given do not run 1, 2, 3 in order.
    """
    for place, clause in enumerate(clauses, 1):
        if clause.number not in (None, place):
            raise ValueError(
                f"clause {clause.number} stands in place {place}: number them in order"
            )
    return tuple(
        clause if clause.number else clause.model_copy(update={"number": place})
        for place, clause in enumerate(clauses, 1)
    )
