"""The monthly status of a project, and the arithmetic of its savings at risk."""

from __future__ import annotations

from decimal import Decimal

from domain.errors import DoesNotAddUp
from domain.values.amounts import in_pounds
from domain.values.profiles import SavingsProfile
from domain.values.terms import Term

CASHABLE_BENEFIT = "cashable-benefit"


class ProjectStatus(Term):
    """How a project stands, as the programme office rates it."""

    ON_TARGET = "on-target"
    EXPERIENCING_OBSTACLES = "experiencing-obstacles"
    AT_RISK = "at-risk"
    COMPROMISED = "compromised"
    CLOSED_OR_COMPLETED = "closed-or-completed"
    NO_STATUS = "no-status"


def variance(
    at_risk: SavingsProfile, slippage: SavingsProfile, over_achievement: SavingsProfile
) -> SavingsProfile:
    """What is at risk or slips, less what is achieved beyond the target, year by year.

    A negative figure is over-achievement, as status reports print it.
    """
    return at_risk + slippage - over_achievement


def check_total(reference: str, what: str, printed: Decimal | None, actual: Decimal) -> None:
    """Refuse a printed total that its rows do not add up to, and show the difference.

    Raises:
        DoesNotAddUp: where the printed total is another.
    """
    if printed is not None and printed != actual:
        raise DoesNotAddUp(
            reference,
            f"{what} of {reference} is printed as {in_pounds(printed)}, but its rows add up to"
            f" {in_pounds(actual)}: {in_pounds(printed - actual)} apart",
        )
