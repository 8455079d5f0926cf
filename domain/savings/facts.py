"""Facts about portfolios, programmes and projects, and the figures they promise."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.facts import Fact
from domain.savings.status import CASHABLE_BENEFIT, ProjectStatus
from domain.values.amounts import ZERO, Amount
from domain.values.days import Month
from domain.values.profiles import SavingsProfile
from domain.values.references import Ref, Text


class PortfolioStarted(Fact):
    """A portfolio was set up."""

    TOPIC: ClassVar[str] = "minutebook.portfolio-started.1"

    ref: Ref
    name: Text
    department: str | None = None
    sponsor: str | None = None


class ProgrammeStarted(Fact):
    """A programme was set up."""

    TOPIC: ClassVar[str] = "minutebook.programme-started.1"

    ref: Ref
    name: Text
    portfolio: Ref | None = None
    department: str | None = None
    sponsor: str | None = None


class ProjectStarted(Fact):
    """A project was set up."""

    TOPIC: ClassVar[str] = "minutebook.project-started.1"

    ref: Ref
    name: Text
    references: tuple[Text, ...] = ()
    portfolio: Ref | None = None
    programme: Ref | None = None
    department: str | None = None
    sponsor: str | None = None


class ProjectRescoped(Fact):
    """A project was given another name or place; what is not named stays as it was."""

    TOPIC: ClassVar[str] = "minutebook.project-rescoped.1"

    name: str | None = None
    portfolio: Ref | None = None
    programme: Ref | None = None
    department: str | None = None
    reason: Text


class ProjectClosed(Fact):
    """A project ended; its figures stay."""

    TOPIC: ClassVar[str] = "minutebook.project-closed.1"

    reason: Text


class BaselineSet(Fact):
    """An authority set what the project must deliver, year by year."""

    TOPIC: ClassVar[str] = "minutebook.baseline-set.1"

    measure: Ref = CASHABLE_BENEFIT
    profile: SavingsProfile
    reason: str | None = None


class OpeningBalanceBroughtForward(Fact):
    """A figure was taken over into the book as a document states it, its history unknown."""

    TOPIC: ClassVar[str] = "minutebook.opening-balance-brought-forward.1"

    measure: Ref = CASHABLE_BENEFIT
    profile: SavingsProfile
    reason: str | None = None


class SavingsExtended(Fact):
    """A competent body added to what the project must deliver."""

    TOPIC: ClassVar[str] = "minutebook.savings-extended.1"

    ref: Ref
    title: str | None = None
    measure: Ref = CASHABLE_BENEFIT
    change: SavingsProfile
    reason: str | None = None


class SavingsRebaselined(Fact):
    """An approved change request altered what the project must deliver."""

    TOPIC: ClassVar[str] = "minutebook.savings-rebaselined.1"

    change_request: Ref
    kind: str
    measure: Ref = CASHABLE_BENEFIT
    expected: SavingsProfile
    revised: SavingsProfile
    reason: str | None = None


class SavingsCorrected(Fact):
    """A figure had been recorded wrongly; the first record stays, this movement puts it right.

    ``corrects`` names what was wrong: ``baseline``, ``opening-balance``, or the reference of the
    extension or change request.
    """

    TOPIC: ClassVar[str] = "minutebook.savings-corrected.1"

    corrects: Text
    measure: Ref = CASHABLE_BENEFIT
    change: SavingsProfile
    reason: Text


class ProjectWentLive(Fact):
    """The project went live: what it was set up to bring about is in use."""

    TOPIC: ClassVar[str] = "minutebook.project-went-live.1"


class StatusReported(Fact):
    """How the project stood in a month, as its status report says; ``decided_on`` is the day.

    ``at_risk`` is signed as printed: a negative figure is over-achievement.
    """

    TOPIC: ClassVar[str] = "minutebook.status-reported.1"

    project: Ref
    period: Month
    status: ProjectStatus
    measure: Ref = CASHABLE_BENEFIT
    target: SavingsProfile | None = None
    at_risk: SavingsProfile = SavingsProfile()
    slippage: SavingsProfile = SavingsProfile()
    over_achievement: SavingsProfile = SavingsProfile()
    delivered_alternatively: Amount = ZERO
    narrative: str | None = None
    restated_on: date | None = None
