"""What becomes of a resolution: it takes effect, is called in, amended, or ended by another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar, TypeVar

from domain.aggregate import Aggregate, Provenance, applies
from domain.errors import AlreadyDecided, NotInForce, RuleBroken, UnknownReference
from domain.resolutions.afterwards import (
    Amended,
    CallInOutcome,
    Ended,
    Ending,
    first_day_in_force,
)
from domain.resolutions.clauses import Clause
from domain.resolutions.facts import (
    CallInDecided,
    ResolutionAmended,
    ResolutionCalledIn,
    ResolutionRescinded,
    ResolutionRevived,
    ResolutionSuperseded,
    ResolutionTookEffect,
)

Change = TypeVar("Change", Ended, Amended)


class Standing(Aggregate):
    """A resolution as to whether it is in force.

    Attributes:
        body: the reference of its body.
        number: its reference within the body.
        passed: whether it was carried.
        adopted_on: the day of the meeting.
        planned_for: the day on which it was to take effect when it was adopted.
        call_in_until: the last day on which it may be called in; none where it may not be.
        took_effect: whether it is on record that it took effect when its window had passed.
        replaces: the resolutions that it supersedes, rescinds or amends.
    """

    KIND: ClassVar[str] = "resolution"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.body, _, self.number = ref.partition("/")
        self.clauses: tuple[Clause, ...] = ()
        self.passed = False
        self.adopted_on: date = date.min
        self.planned_for: date = date.min
        self.call_in_until: date | None = None
        self.called_in_on: date | None = None
        self.call_in_outcome: CallInOutcome | None = None
        self.call_in_decided_on: date | None = None
        self.took_effect = False
        self.replaces: tuple[str, ...] = ()
        self.endings: list[Ended] = []
        self.amendments: list[Amended] = []

    @property
    def in_force_from(self) -> date:
        """The first day on which it can be relied on, unless it was called in."""
        upheld = self.call_in_outcome is CallInOutcome.UPHELD
        return first_day_in_force(
            self.planned_for,
            self.call_in_until,
            self.call_in_decided_on if upheld else None,
            [(each.on, each.until) for each in self.endings if each.until != date.max],
        )

    def suspended_on(self, day: date) -> bool:
        """Whether it was called in by a day and that was not decided before it."""
        if self.called_in_on is None or day < self.called_in_on:
            return False
        decided_on = self.call_in_decided_on
        return decided_on is None or day < decided_on or day == self.called_in_on

    def check_carries(self, day: date) -> None:
        """Refuse to rely on the resolution as an authority on a day when it is none.

        One that may be called in carries nothing until the book has it that it took effect: else
        what was decided by it would stand when it is called in and referred back.

        Raises:
            NotInForce: where it was lost, was called in and not upheld, takes effect later or has
                not been recorded to, or was superseded or rescinded by then.
        """
        self._check_due(day)
        if self.call_in_until and not (self.took_effect or self.call_in_outcome):
            raise NotInForce(
                self.ref,
                f"resolution {self.number} of {self.body} may be called in until"
                f" {self.call_in_until}: once that has passed, `minutebook tick --on"
                f" {self.in_force_from}` records that it took effect; it permits nothing before",
            )

    def _check_due(self, day: date) -> None:
        """Refuse to let it be in force on a day on which it cannot be."""
        self.check_stands(day)
        if self.called_in_on and self.call_in_outcome is None:
            raise NotInForce(
                self.ref,
                f"resolution {self.number} of {self.body} was called in on {self.called_in_on}: it"
                " permits nothing until that is decided, with `minutebook resolution"
                f" call-in-outcome {self.ref} upheld`",
            )
        if day < self.in_force_from:
            raise NotInForce(
                self.ref,
                f"resolution {self.number} of {self.body} takes effect on {self.in_force_from}:"
                f" it permits nothing on {day}",
            )

    def check_stands(self, day: date) -> None:
        """Refuse to go by what it asks for on a day by which it is no more, if it ever was.

        Raises:
            NotInForce: where it was lost, was referred back after a call-in, or was superseded or
                rescinded by then.
        """
        self._check_passed()
        for ended in self.endings:
            if ended.on <= day < ended.until:
                raise self._ended_already(ended)
        if self.call_in_outcome is CallInOutcome.REFERRED_BACK:
            raise NotInForce(
                self.ref,
                f"resolution {self.number} of {self.body} was called in on {self.called_in_on} and"
                f" referred back: {self.body} decides again by a new resolution",
            )

    def clauses_at(self, day: date) -> tuple[Clause, ...]:
        """The clauses as they read on a day, with what was amended by then."""
        texts = {each.clause: each.text for each in self.amendments if each.on <= day < each.until}
        return tuple(
            clause.model_copy(update={"text": texts[clause.number]})
            if clause.number in texts
            else clause
            for clause in self.clauses
        )

    def call_in(
        self, by: Provenance, called_in_on: date, *, called_in_by: tuple[str, ...], reason: str
    ) -> None:
        """Suspend the resolution until somebody has looked at it again.

        Raises:
            NotInForce: where it was lost.
            AlreadyDecided: where it was called in before.
            RuleBroken: where its body has no call-in rule, it was exempt as urgent, or the window
                is not open on that day or was closed.
        """
        self._check_passed()
        if self.called_in_on:
            raise AlreadyDecided(self.ref, self._called_in_told())
        if self.call_in_until is None:
            raise RuleBroken(
                self.ref,
                f"{self.ref} may not be called in: {self.body} had no call-in rule when it was"
                " adopted, or it was urgent; such a rule is `call_in: 5 working days` in"
                " `terms-of-reference`",
            )
        if not self.adopted_on <= called_in_on <= self.call_in_until:
            raise RuleBroken(
                self.ref,
                f"{self.ref} could be called in from {self.adopted_on} to {self.call_in_until}, not"
                f" on {called_in_on}",
            )
        if self.took_effect:
            raise RuleBroken(
                self.ref,
                f"the book has it that {self.ref} took effect on {self.in_force_from}, and what was"
                " decided since may rest on that: a call-in is recorded before `minutebook tick`"
                f" closes the window. Where it was called in on {called_in_on} all the same, let"
                f" {self.body} decide again, by a resolution with `rescinds: [{self.number}]`",
            )
        self._trigger(ResolutionCalledIn, by, called_in_on, by=called_in_by, reason=reason)

    def decide_call_in(
        self,
        by: Provenance,
        decided_on: date,
        *,
        outcome: CallInOutcome,
        body: str | None,
        meeting: str | None,
    ) -> None:
        """Record what came of a call-in: it takes effect now, or its body decides again.

        Raises:
            NotInForce: where it was not called in, or not by then.
            AlreadyDecided: where the call-in was decided.
        """
        if self.called_in_on is None or decided_on < self.called_in_on:
            raise NotInForce(
                self.ref,
                f"{self.ref} was not called in by {decided_on}: record the `call-in` first",
            )
        if self.call_in_outcome:
            raise AlreadyDecided(
                self.ref, f"the call-in of {self.ref} was decided: {self.call_in_outcome}"
            )
        self._trigger(CallInDecided, by, decided_on, outcome=outcome, body=body, meeting=meeting)

    def take_effect(self, by: Provenance, on: date) -> None:
        """Record that the window closed and nobody had called the resolution in.

        Raises:
            NotInForce: where it was lost, called in, or ended before it took effect.
            AlreadyDecided: where this is recorded.
            RuleBroken: where it had no window, or takes effect on another day.
        """
        self._check_due(on)
        if self.took_effect:
            raise AlreadyDecided(self.ref, f"{self.ref} took effect on {self.in_force_from}")
        if self.call_in_until is None or self.called_in_on or on != self.in_force_from:
            raise RuleBroken(
                self.ref,
                f"{self.ref} has no call-in window after which it takes effect on {on}: it is in"
                f" force from {self.in_force_from}",
            )
        self._trigger(ResolutionTookEffect, by, on)

    def supersede(self, by: Provenance, adopted_on: date, *, superseded_by: str) -> None:
        """Let a later resolution take this one's place on the day the later was adopted.

        Raises:
            NotInForce: where this one was lost, or superseded or rescinded already.
            RuleBroken: where the other was adopted before it.
        """
        self._check_can_end(adopted_on, superseded_by, "supersede")
        self._trigger(ResolutionSuperseded, by, adopted_on, superseded_by=superseded_by)

    def rescind(self, by: Provenance, adopted_on: date, *, rescinded_by: str) -> None:
        """Let a later resolution undo this one on the day the later was adopted.

        Raises:
            NotInForce: where this one was lost, or superseded or rescinded already.
            RuleBroken: where the other was adopted before it.
        """
        self._check_can_end(adopted_on, rescinded_by, "rescind")
        self._trigger(ResolutionRescinded, by, adopted_on, rescinded_by=rescinded_by)

    def amend(
        self, by: Provenance, adopted_on: date, *, amended_by: str, clause: int, text: str
    ) -> None:
        """Let a later resolution give one clause other words; both texts stay.

        Raises:
            NotInForce: where this one was lost, or superseded or rescinded already.
            RuleBroken: where the other was adopted before it.
            UnknownReference: where it has no such clause.
        """
        self._check_can_end(adopted_on, amended_by, "amend")
        if clause not in {each.number for each in self.clauses}:
            raise UnknownReference(
                self.ref, f"{self.ref} has no clause {clause}: it has {len(self.clauses)}"
            )
        self._trigger(
            ResolutionAmended, by, adopted_on, amended_by=amended_by, clause=clause, text=text
        )

    def revive(self, by: Provenance, on: date, *, instead_of: str) -> None:
        """Put the resolution in force again: what ended or amended it was referred back."""
        changed: list[Ended | Amended] = [*self.endings, *self.amendments]
        if any(each.by == instead_of and each.until == date.max for each in changed):
            self._trigger(ResolutionRevived, by, on, instead_of=instead_of)

    def _called_in_told(self) -> str:
        told = f"{self.ref} was called in on {self.called_in_on} already"
        if self.call_in_outcome:
            return (
                f"{told}, and was {self.call_in_outcome.replace('-', ' ')} on"
                f" {self.call_in_decided_on}: what was called in once is not called in again"
            )
        return (
            f"{told}, and waits for what comes of that: one call-in suspends it, whoever joins; say"
            f" what came of it with `minutebook resolution call-in-outcome {self.ref}`"
        )

    def _check_passed(self) -> None:
        if not self.passed:
            raise NotInForce(self.ref, f"resolution {self.number} of {self.body} was lost")

    def _check_can_end(self, adopted_on: date, other: str, what: str) -> None:
        self._check_passed()
        if self.endings and self.endings[-1].until == date.max:
            raise self._ended_already(self.endings[-1])
        if adopted_on < self.adopted_on:
            raise RuleBroken(
                self.ref,
                f"{self.number} was adopted on {self.adopted_on}: {other}, adopted on"
                f" {adopted_on}, cannot {what} it",
            )

    def _ended_already(self, ended: Ended) -> NotInForce:
        return NotInForce(
            self.ref,
            f"resolution {self.number} of {self.body} was {ended.how} by {ended.by} on {ended.on}",
        )

    @applies(ResolutionCalledIn)
    def _called_in(self, fact: ResolutionCalledIn) -> None:
        self.called_in_on = fact.decided_on

    @applies(CallInDecided)
    def _call_in_decided(self, fact: CallInDecided) -> None:
        self.call_in_outcome = fact.outcome
        self.call_in_decided_on = fact.decided_on

    @applies(ResolutionTookEffect)
    def _took_effect(self, _: ResolutionTookEffect) -> None:
        self.took_effect = True

    @applies(ResolutionSuperseded)
    def _superseded(self, fact: ResolutionSuperseded) -> None:
        on = fact.decided_on or date.min
        self.endings.append(Ended(Ending.SUPERSEDED, fact.superseded_by, on))

    @applies(ResolutionRescinded)
    def _rescinded(self, fact: ResolutionRescinded) -> None:
        on = fact.decided_on or date.min
        self.endings.append(Ended(Ending.RESCINDED, fact.rescinded_by, on))

    @applies(ResolutionAmended)
    def _amended(self, fact: ResolutionAmended) -> None:
        on = fact.decided_on or date.min
        self.amendments.append(Amended(fact.clause, fact.text, fact.amended_by, on))

    @applies(ResolutionRevived)
    def _revived(self, fact: ResolutionRevived) -> None:
        on = fact.decided_on or date.min
        self.endings = [_until(each, fact.instead_of, on) for each in self.endings]
        self.amendments = [_until(each, fact.instead_of, on) for each in self.amendments]


def _until(change: Change, other: str, on: date) -> Change:
    stops = change.by == other and change.until == date.max
    return replace(change, until=on) if stops else change
