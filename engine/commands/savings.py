"""Commands about portfolios, programmes, projects and their figures."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator

from domain.savings.status import CASHABLE_BENEFIT, ProjectStatus, check_total, variance
from domain.values.amounts import ZERO, Amount
from domain.values.days import Day, Month
from domain.values.profiles import SavingsProfile
from domain.values.references import Ref, Text, parse_reference
from engine.commands.base import Command


def _named(profile: SavingsProfile) -> SavingsProfile:
    if not profile:
        raise ValueError("a profile names at least one year: {2018/19: 3010000}")
    return profile


def _not_negative(profile: SavingsProfile) -> SavingsProfile:
    if any(amount < 0 for amount in profile.values()):
        raise ValueError("these amounts are not negative")
    return profile


Profile = Annotated[SavingsProfile, AfterValidator(_named)]
Amounts = Annotated[SavingsProfile, AfterValidator(_not_negative)]


class StartPortfolio(Command):
    """A portfolio."""

    ENTRY: ClassVar[str] = "portfolio"

    ref: Ref
    name: Text
    department: Text | None = None
    sponsor: Text | None = None
    decided_on: Day | None = None

    @property
    def key(self) -> str:
        return self.ref


class StartProgramme(StartPortfolio):
    """A programme, of a portfolio or of its own."""

    ENTRY: ClassVar[str] = "programme"

    portfolio: Ref | None = None


class StartProject(Command):
    """A project, with the references it is known by."""

    ENTRY: ClassVar[str] = "project"

    ref: Ref
    name: Text
    references: tuple[Text, ...] = ()
    portfolio: Ref | None = None
    programme: Ref | None = None
    department: Text | None = None
    sponsor: Text | None = None
    started_on: Day | None = None

    @property
    def key(self) -> str:
        return self.ref


class RescopeProject(Command):
    """Another name or place for a project."""

    ENTRY: ClassVar[str] = "project-rescoping"

    project: Ref
    decided_on: Day
    name: Text | None = None
    portfolio: Ref | None = None
    programme: Ref | None = None
    department: Text | None = None
    reason: Text

    @property
    def key(self) -> str:
        return f"{self.project} on {self.decided_on}"


class CloseProject(Command):
    """The end of a project."""

    ENTRY: ClassVar[str] = "project-closure"

    project: Ref
    decided_on: Day
    reason: Text

    @property
    def key(self) -> str:
        return self.project


class FirstFigure(Command):
    """What a baseline and an opening balance have in common: they begin a figure."""

    project: Ref
    measure: Ref = CASHABLE_BENEFIT
    profile: Profile
    total: Amount | None = None
    reason: Text | None = None

    @property
    def key(self) -> str:
        return f"{self.project} {self.measure}"

    def check(self) -> None:
        """Refuse a printed total that the years do not add up to."""
        check_total(self.project, "the total", self.total, self.profile.total)


class SetBaseline(FirstFigure):
    """What an authority set that a project must deliver."""

    ENTRY: ClassVar[str] = "baseline"

    decided_on: Day | None = None


class BringForward(FirstFigure):
    """A figure taken over into the book as a document states it."""

    ENTRY: ClassVar[str] = "opening-balance"

    as_at: Day


class ExtendSavings(Command):
    """Savings that a competent body added to a project."""

    ENTRY: ClassVar[str] = "extension"

    ref: Ref | None = None
    project: Ref
    measure: Ref = CASHABLE_BENEFIT
    title: Text | None = None
    decided_on: Day | None = None
    change: Profile
    total: Amount | None = None
    reason: Text | None = None

    @model_validator(mode="after")
    def _has_a_reference(self) -> Self:
        parse_reference(self.extension_ref)
        return self

    @property
    def key(self) -> str:
        return self.extension_ref

    @property
    def extension_ref(self) -> str:
        """Its reference: the one given, else project and date."""
        day = self.decided_on or (self.authority and self.authority.decided_on)
        return self.ref or f"{self.project}-{day}"

    def check(self) -> None:
        """Refuse a printed total that the years do not add up to."""
        check_total(self.project, "the total", self.total, self.change.total)


class CorrectFigure(Command):
    """What was recorded wrongly of a figure, put right by a further movement."""

    ENTRY: ClassVar[str] = "correction"

    project: Ref
    measure: Ref = CASHABLE_BENEFIT
    decided_on: Day
    corrects: Text
    change: Profile
    total: Amount | None = None
    reason: Text

    @property
    def key(self) -> str:
        return f"{self.project} {self.measure} on {self.decided_on}: {self.corrects}"

    def check(self) -> None:
        """Refuse a printed total that the years do not add up to."""
        check_total(self.project, "the total", self.total, self.change.total)


class ReportStatus(Command):
    """A project's line of a monthly status report."""

    ENTRY: ClassVar[str] = "status-report"

    project: Ref
    period: Month
    status: ProjectStatus
    measure: Ref = CASHABLE_BENEFIT
    target: SavingsProfile | None = None
    at_risk: SavingsProfile = SavingsProfile()
    slippage: Amounts = SavingsProfile()
    over_achievement: Amounts = SavingsProfile()
    at_risk_total: Amount | None = None
    delivered_alternatively: Annotated[Amount, Field(ge=0)] = ZERO
    net_at_risk: Amount | None = None
    narrative: Text | None = None
    reported_on: Day | None = None
    restated_on: Day | None = None

    @model_validator(mode="after")
    def _is_reported_after_the_month_began(self) -> Self:
        if self.reported_on and f"{self.reported_on:%Y-%m}" < self.period:
            raise ValueError(f"a report on {self.period} cannot be made on {self.reported_on}")
        return self

    @property
    def key(self) -> str:
        restated = f" restated on {self.restated_on}" if self.restated_on else ""
        return f"{self.project} {self.measure} {self.period}{restated}"

    def check(self) -> None:
        """Refuse printed totals that the rows do not add up to."""
        if self.at_risk_total is None and self.net_at_risk is None:
            return
        total = variance(self.at_risk, self.slippage, self.over_achievement).total
        check_total(self.project, "the total at risk", self.at_risk_total, total)
        check_total(
            self.project,
            "the net at risk",
            self.net_at_risk,
            total - self.delivered_alternatively,
        )
