"""The conditions of one approval or gate sequence, and how each of them stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from domain.conditions.parts import Condition, ConditionState
from domain.errors import AlreadyDecided, RuleBroken, UnknownReference


@dataclass
class Standing:
    """A condition and how it stands.

    Attributes:
        condition: what it says.
        set_on: the day of the decision that hangs on it.
        state: how it stands.
        ended_on: the day on which it was discharged or breached, or lapsed.
        overdue: whether it was recorded as overdue.
    """

    condition: Condition
    set_on: date | None
    state: ConditionState = ConditionState.OPEN
    ended_on: date | None = None
    overdue: bool = False


@dataclass
class ConditionRegister:
    """Conditions by their reference, numbered through for each decision that they belong to."""

    standing: dict[str, Standing] = field(default_factory=dict)

    def add(self, owner: str, conditions: Iterable[Condition], set_on: date | None) -> None:
        """Enter the conditions of a decision; later ones go on from the last number."""
        for condition in conditions:
            number = 1 + sum(ref.rpartition("/")[0] == owner for ref in self.standing)
            self.standing[f"{owner}/{number}"] = Standing(condition, set_on)

    def open_of(self, owner: str) -> list[str]:
        """The references of the open conditions of a decision."""
        return [
            ref
            for ref, standing in self.standing.items()
            if standing.state is ConditionState.OPEN and ref.rpartition("/")[0] == owner
        ]

    def lapse(self, owner: str, day: date | None) -> None:
        """Let the open conditions of a decision go, since what they belonged to is decided anew."""
        for ref in self.open_of(owner):
            self.end(ref, ConditionState.LAPSED, day)

    def end(self, ref: str, state: ConditionState, day: date | None) -> None:
        """Note that a condition is open no longer."""
        self.standing[ref].state = state
        self.standing[ref].ended_on = day

    def check_open(self, ref: str, day: date, doing: str) -> Standing:
        """Refuse what can only be done to an open condition.

        Raises:
            UnknownReference: where there is no such condition.
            AlreadyDecided: where it was discharged or breached, or lapsed.
            RuleBroken: where the day comes before the decision that set it.
        """
        standing = self.standing.get(ref)
        if standing is None:
            known = ", ".join(self.standing) or "none"
            raise UnknownReference(
                ref,
                f"there is no condition {ref}; the conditions there are: {known}."
                " `minutebook condition list --state all` shows them with what they say",
            )
        if standing.state is not ConditionState.OPEN:
            raise AlreadyDecided(
                ref,
                f"the condition {ref} {_ENDED[standing.state]} on {standing.ended_on}: it cannot be"
                f" {doing} any more",
            )
        if standing.set_on and day < standing.set_on:
            raise RuleBroken(
                ref,
                f"the condition {ref} was set on {standing.set_on}: it cannot be {doing} on {day}",
            )
        return standing

    def check_overdue(self, ref: str, day: date) -> date:
        """Refuse to call a condition overdue that is not, or was called so before.

        Returns:
            the day by which it was to be met.
        """
        standing = self.check_open(ref, day, "overdue")
        due = standing.condition.due
        if due is None or day <= due:
            until = f"until {due}" if due else "and has no due date"
            raise RuleBroken(ref, f"the condition {ref} is open {until}: on {day} it is in time")
        if standing.overdue:
            raise AlreadyDecided(ref, f"that the condition {ref} is overdue is in the book already")
        return due


_ENDED = {
    ConditionState.DISCHARGED: "was discharged",
    ConditionState.BREACHED: "was breached",
    ConditionState.LAPSED: "fell away",
}
