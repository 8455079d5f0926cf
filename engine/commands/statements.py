"""Commands about published documents and what they state."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator

from domain.aggregate import Aggregate
from domain.savings.status import CASHABLE_BENEFIT
from domain.statements.figures import (
    ABOUT,
    GROUPS,
    OF_REQUESTS,
    TARGET,
    TOTAL,
    FigureName,
    parse_period,
    subject_of,
)
from domain.statements.printed import Printed, PrintedYears
from domain.statements.statement import Statement
from domain.values.amounts import Amount
from domain.values.days import Day
from domain.values.profiles import SavingsProfile
from domain.values.references import Ref, Text, parse_reference
from domain.values.years import FinancialYear
from engine.commands.base import Command

_LONGEST = 80
_NO_REFERENCE = re.compile(r"[^A-Za-z0-9._/-]+")


def _read_period(value: str) -> str:
    """Write a period in its one form."""
    first, last = parse_period(value)
    return first if first == last else f"{first} to {last}"


def _read_explained(value: str) -> str:
    return TOTAL if value.lower() == TOTAL else str(FinancialYear.parse(value))


Period = Annotated[Text, AfterValidator(_read_period)]
ExplainedPeriod = Annotated[Text, AfterValidator(_read_explained)]


class PublishDocument(Command):
    """A published document that states figures."""

    ENTRY: ClassVar[str] = "document"

    ref: Ref
    title: Text
    dated: Day
    figures_as_at: Day | None = None
    body: Ref | None = None
    meeting: Ref | None = None

    @property
    def key(self) -> str:
        return self.ref


class MakeStatement(Command):
    """A figure as a document states it."""

    ENTRY: ClassVar[str] = "statement"
    INSTEAD: ClassVar[str] = (
        "name the `page` or `item` where the document says it elsewhere, or take the first back by"
        " a `statement-withdrawal` where it was misread"
    )

    ref: Ref | None = None
    document: Ref
    page: Text | None = None
    item: Text | None = None
    project: Ref | None = None
    programme: Ref | None = None
    portfolio: Ref | None = None
    department: Text | None = None
    change_request: Ref | None = None
    figure: FigureName = TARGET
    measure: Ref = CASHABLE_BENEFIT
    period: Period | None = None
    value: Printed | None = None
    values: PrintedYears | None = None
    total: Printed | None = None
    rounded_to: Annotated[Amount, Field(gt=0)] | None = None
    as_at: Day | None = None

    @model_validator(mode="after")
    def _says_one_thing_of_one_thing(self) -> Self:
        named = [field for field in ABOUT if getattr(self, field)]
        if len(named) > 1 and {*named} != {"project", "change_request"}:
            raise ValueError(f"a statement is about one thing: leave out {' or '.join(named)}")
        if (self.value is None) == (self.values is None):
            raise ValueError("a statement has either a `value` or the `values` of several years")
        if self.total is not None and self.values is None:
            raise ValueError("`total` belongs to `values`; a sum over years alone is a `value`")
        if self.figure in OF_REQUESTS and not self.change_request:
            raise ValueError(f"`{self.figure}` is a figure of a change request: name which one")
        if self.change_request and self.figure not in OF_REQUESTS:
            raise ValueError(f"a change request has the figures {', '.join(OF_REQUESTS)}")
        self._check_years()
        parse_reference(self.statement_ref)
        return self

    def _check_years(self) -> None:
        """Refuse years outside the period, and amounts that are not rounded alike."""
        first, last = self._span
        if first and last:
            for year in self.values or ():
                if not first <= year <= last:
                    raise ValueError(f"the year {year} is not in the period {self.period}")
        if len(self._roundings) > 1 and self.rounded_to is None:
            raise ValueError(
                "the amounts are not all rounded alike: add `rounded_to`, or make two statements"
            )

    @property
    def _amounts(self) -> list[Printed]:
        years = [] if self.values is None else [*self.values.values()]
        return [*years, *(one for one in (self.value, self.total) if one is not None)]

    @property
    def _roundings(self) -> list[Decimal | None]:
        """How far its amounts are rounded, each way once; a plain nil is printed in any unit."""
        told = (one.rounded_to for one in self._amounts if one.amount or one.rounded_to)
        return list(dict.fromkeys(told))

    @property
    def _span(self) -> tuple[FinancialYear | None, FinancialYear | None]:
        """The years that its total is over: its period, else from its first to its last year."""
        if self.period:
            return parse_period(self.period)
        return (min(self.values), max(self.values)) if self.values else (None, None)

    def instead(self, statement: Aggregate, /) -> str:
        """A reference of its own stays with what was withdrawn; a place is free again."""
        if self.ref and isinstance(statement, Statement) and statement.withdrawn_on:
            return (
                f"{self.ref} having been withdrawn on {statement.withdrawn_on}, give what is read"
                " anew another `ref`, or leave `ref` out"
            )
        return self.INSTEAD

    @property
    def subject(self) -> tuple[str | None, ...]:
        """What it says something of, in the words given."""
        return subject_of(self)

    # Each is asked for several times of each of many thousand statements: they are kept.
    @cached_property
    def statement_ref(self) -> str:
        """Its reference: the one given, else made of document, thing, figure, measure, period.

        A programme, portfolio or department has its kind before its name, which may be a project's.
        """
        kind = [field for field in GROUPS if getattr(self, field)]
        return self._ref_made(*kind) if kind and not self.ref else self.ref_without_kind

    @cached_property
    def ref_without_kind(self) -> str:
        """The same without the kind, as books begun with earlier releases have it."""
        return self.ref or self._ref_made()

    @cached_property
    def key(self) -> str:
        """Its reference without the kind, and its place: the statement tells what it is of."""
        at = (self.page or self._source("page"), self.item or self._source("item"))
        paragraph = self._source("paragraph")
        return " ".join([self.ref_without_kind, *(place or "-" for place in (*at, paragraph))])

    def _ref_made(self, *kind: str) -> str:
        thing = [getattr(self, field) for field in ABOUT if getattr(self, field)]
        measure = None if self.measure == CASHABLE_BENEFIT else self.measure
        period = self.period.replace("/", "-") if self.period else None
        of = (*kind, *(thing or ["all"]))
        return _as_reference([self.document, *of, self.figure, measure, period])

    def _source(self, field: str) -> str | None:
        place: str | None = getattr(self.source, field, None)
        return place

    def said(self) -> dict[str, object]:
        """What the fact says of the figure, in the fact's own fields."""
        first, last = self._span
        values = {} if self.values is None else {y: p.amount for y, p in self.values.items()}
        total = self.total.amount if self.total else None
        if self.value is not None:
            if first is not None and first == last:
                values = {first: self.value.amount}
            else:
                total = self.value.amount
        bounded = total is not None
        return {
            **{field: getattr(self, field) for field in ABOUT},
            "figure": self.figure,
            "measure": self.measure,
            "values": SavingsProfile(values),
            "total": total,
            "first_year": first if bounded else None,
            "last_year": last if bounded else None,
            "rounded_to": self.rounded_to or next(iter(self._roundings), None),
        }


class ExplainStatement(Command):
    """Why a statement and the book differ."""

    ENTRY: ClassVar[str] = "statement-explanation"

    statement: Ref
    period: ExplainedPeriod | None = None
    reason: Text
    explained_by: Text
    explained_on: Day
    difference: Amount | None = None
    differences: SavingsProfile = SavingsProfile()
    total: Amount | None = None

    @model_validator(mode="after")
    def _names_what_it_explains(self) -> Self:
        if self.difference is not None and self.period is None:
            raise ValueError("`difference` is that of a `period`: name the year, or `total`")
        if self.period and (self.differences or self.total is not None):
            raise ValueError("with a `period`, give its `difference` alone")
        return self

    @property
    def explained(self) -> tuple[SavingsProfile, Decimal | None]:
        """The differences it explains: by year, and in total."""
        if self.difference is None or self.period is None:
            return self.differences, self.total
        if self.period == TOTAL:
            return SavingsProfile(), self.difference
        return SavingsProfile({FinancialYear.parse(self.period): self.difference}), None

    @property
    def key(self) -> str:
        years, total = self.explained
        amounts = [f"{year} {amount}" for year, amount in years.stored().items()]
        amounts += [] if total is None else [f"{TOTAL} {total}"]
        what = ", ".join(amounts) or self.period or "all"
        return f"{self.statement} on {self.explained_on}: {what}"


class WithdrawStatement(Command):
    """A statement that counts no longer."""

    ENTRY: ClassVar[str] = "statement-withdrawal"

    statement: Ref
    withdrawn_on: Day
    reason: Text

    @property
    def key(self) -> str:
        return self.statement


def _as_reference(parts: Iterable[str | None]) -> str:
    """Join parts to a reference; a long one ends in a few digits that tell it from others."""
    text = "/".join(_NO_REFERENCE.sub("-", part).strip("-._/") for part in parts if part)
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rstrip('-._/')}-{sha256(text.encode()).hexdigest()[:8]}"
