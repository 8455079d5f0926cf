"""Waivers: criteria that a named authority lets go unmet, for as long as it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from domain.errors import AlreadyDecided, NotInForce, RuleBroken
from domain.gates.parts import Assessment, Result
from domain.values.spans import Span


@dataclass
class Waiver:
    """A waiver of one criterion.

    Attributes:
        lapsed: whether its end is in the book.
    """

    criterion: str
    granted_by: str
    reason: str
    span: Span
    lapsed: bool = False

    @property
    def as_assessment(self) -> Assessment:
        """How the criterion is found at a decision that rests on the waiver."""
        return Assessment(
            criterion=self.criterion,
            result=Result.WAIVED,
            evidence=self.reason,
            waived_by=self.granted_by,
        )


@dataclass
class Waivers:
    """The waivers of a sequence, those that ended among them."""

    _granted: list[Waiver] = field(default_factory=list)

    def grant(self, waiver: Waiver) -> None:
        """Enter a waiver."""
        self._granted.append(waiver)

    def in_force(self, criterion: str, day: date) -> Waiver | None:
        """The waiver of a criterion that holds on a day."""
        held = (
            each
            for each in self._granted
            if each.criterion == criterion and each.span.holds_on(day)
        )
        return next(held, None)

    def check_grant(self, ref: str, waiver: Waiver) -> None:
        """Refuse a waiver that ends before it begins, or of what is waived already.

        Raises:
            RuleBroken: where it would hold on no day.
            AlreadyDecided: where the criterion is waived on one of its days.
        """
        if waiver.span.is_empty:
            raise RuleBroken(
                ref,
                f"the waiver of {waiver.criterion} would end before it begins: `expires_on` is the"
                f" first day on which it holds no longer, after {waiver.span.starts_on}",
            )
        for other in self._granted:
            if other.criterion == waiver.criterion and other.span.overlaps(waiver.span):
                ends = f"until {other.span.ends_on}" if other.span.ends_on else "without an end"
                raise AlreadyDecided(
                    ref,
                    f"{waiver.criterion} of {ref} is waived already by {other.granted_by}, {ends}:"
                    " end that waiver first, with `waiver-end`",
                )

    def check_end(self, ref: str, criterion: str, day: date) -> None:
        """Refuse to end a waiver that does not hold.

        Raises:
            NotInForce: where the criterion is not waived on the day.
        """
        if self.in_force(criterion, day) is None:
            raise NotInForce(ref, f"{criterion} of {ref} is not waived on {day}")

    def check_lapse(self, ref: str, criterion: str, day: date) -> None:
        """Refuse to call a waiver lapsed whose day has not come.

        Raises:
            NotInForce: where none ended by that day, or its end is in the book already.
        """
        if self._ended(criterion, day) is None:
            raise NotInForce(ref, f"no waiver of {criterion} of {ref} has run out by {day}")

    def take_back(self, criterion: str, day: date) -> None:
        """End the waiver that holds on a day."""
        if waiver := self.in_force(criterion, day):
            waiver.span = Span(waiver.span.starts_on, day)
            waiver.lapsed = True

    def run_out(self, criterion: str, day: date) -> None:
        """Mark the waiver that ran out by a day: its end is in the book."""
        if waiver := self._ended(criterion, day):
            waiver.lapsed = True

    def _ended(self, criterion: str, day: date) -> Waiver | None:
        over = (
            each
            for each in self._granted
            if each.criterion == criterion
            and not each.lapsed
            and each.span.ends_on is not None
            and each.span.ends_on <= day
        )
        return next(over, None)
