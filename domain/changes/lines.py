"""The figures of a change request: expected, revised and change, project by project."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from domain.errors import DoesNotAddUp, RuleBroken
from domain.savings.status import CASHABLE_BENEFIT, check_total
from domain.values.amounts import Amount, in_pounds
from domain.values.profiles import SavingsProfile, moved, summed
from domain.values.references import Ref
from domain.values.terms import Term


class ChangeKind(Term):
    """What a change request does to the savings."""

    RE_PROFILE = "re-profile"
    WRITE_OFF = "write-off"
    EXTENSION = "extension"
    ALTERNATIVE_DELIVERY = "alternative-delivery"
    TRANSFER = "transfer"
    RE_SCOPE = "re-scope"


class PrintedTotal(BaseModel):
    """The totals a paper prints under a profile, to be checked against its rows."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    expected: Amount | None = None
    revised: Amount | None = None
    change: Amount | None = None


class ChangeLine(BaseModel):
    """What a request asks of one project: change is always revised less expected."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    project: Ref
    measure: Ref = CASHABLE_BENEFIT
    expected: SavingsProfile
    revised: SavingsProfile

    @property
    def change(self) -> SavingsProfile:
        """Revised less expected, year by year."""
        return self.revised - self.expected


def check_printed(
    line: ChangeLine, change: SavingsProfile | None, total: PrintedTotal | None
) -> None:
    """Refuse changes and totals that a paper prints but its rows do not give.

    Raises:
        DoesNotAddUp: naming the year or total and the difference.
    """
    for year, printed in (change or SavingsProfile()).items():
        if printed != line.change[year]:
            raise DoesNotAddUp(
                line.project,
                f"the change of {line.project} in {year} is printed as {in_pounds(printed)},"
                f" but revised less expected is {in_pounds(line.change[year])}",
            )
    if total:
        check_total(line.project, "the expected total", total.expected, line.expected.total)
        check_total(line.project, "the revised total", total.revised, line.revised.total)
        check_total(line.project, "the change in total", total.change, line.change.total)


def money_moved(lines: Iterable[ChangeLine]) -> Decimal:
    """How much money a request moves: the larger of all increases and all decreases, in pounds."""
    return moved(amount for line in lines for amount in line.change.values())


def check_kind(reference: str, kind: ChangeKind, lines: tuple[ChangeLine, ...]) -> None:
    """Refuse figures that are not what the kind of request says they are.

    Raises:
        RuleBroken: for a re-profile that alters a total, a transfer that alters the sum or names
            one project, a write-off that takes nothing away, an extension that adds nothing, a
            request that changes nothing, or one that names a project twice. Sums are taken measure
            by measure: pounds are not made up for in hours.
    """
    totals = [
        summed(line.change for line in lines if line.measure == measure).total
        for measure in {line.measure for line in lines}
    ]
    projects = {line.project for line in lines}
    moved = " and ".join(in_pounds(total) for total in sorted(totals))
    problem = None
    if len({(line.project, line.measure) for line in lines}) < len(lines):
        problem = "names a project twice"
    elif not any(line.change.without_nil_years() for line in lines) and kind is not (
        ChangeKind.RE_SCOPE
    ):
        problem = "changes no figure"
    elif kind is ChangeKind.RE_PROFILE and any(line.change.total for line in lines):
        problem = f"is a re-profile, which keeps totals as they are, but alters them by {moved}"
    elif kind is ChangeKind.TRANSFER and (any(totals) or len(projects) == 1):
        problem = "is a transfer: it moves savings between projects and leaves their sum as it is"
    elif kind is ChangeKind.WRITE_OFF and max(totals) >= 0:
        problem = f"is a write-off, but takes nothing away in total ({moved})"
    elif kind is ChangeKind.EXTENSION and min(totals) <= 0:
        problem = f"is an extension, but adds nothing in total ({moved})"
    if problem:
        raise RuleBroken(reference, f"{reference} {problem}")
