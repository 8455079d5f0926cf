"""Delegations: the powers that a resolution gives, clause by clause, and how they are used.

A clause that names a ``delegate`` is a delegation; its reference is that of the resolution with the
number of the clause: ``ics/2018/019/2``. The rules are those of section 101 of the Local Government
Act 1972, under which an authority may have its functions discharged by an officer: the officer
named, within what was delegated, and as long as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from domain.aggregate import Provenance, applies
from domain.errors import AuthorityMissing, DelegationExceeded, NotInForce, RuleBroken
from domain.resolutions.clauses import Clause
from domain.resolutions.delegation_facts import (
    DelegationEnded,
    DelegationLapsed,
    DelegationUsed,
)
from domain.resolutions.standing import Standing
from domain.values.amounts import in_pounds
from domain.values.names import same_name


class DelegationKey(NamedTuple):
    """A clause of a resolution, which is known with its body: ``ics/2018/019``, ``2``."""

    resolution: str
    clause: int

    def __str__(self) -> str:
        return f"{self.resolution}/{self.clause}"

    @property
    def body(self) -> str:
        """The body that delegates."""
        return self.resolution.partition("/")[0]

    @property
    def number(self) -> str:
        """The reference of the resolution within its body."""
        return self.resolution.partition("/")[2]

    @classmethod
    def parse(cls, ref: str) -> DelegationKey:
        """Read the reference of a delegation.

        Raises:
            AuthorityMissing: where it does not end in the number of a clause.
        """
        resolution, _, clause = ref.rpartition("/")
        if "/" not in resolution or not clause.isascii() or not clause.isdigit():
            raise AuthorityMissing(
                ref,
                f"{ref} is no delegation: name the body, its resolution and the number of the"
                " clause that delegates, as in ics/2018/019/2",
            )
        return cls(resolution, int(clause))


class Use(NamedTuple):
    """What somebody decides under a delegation.

    Attributes:
        on: the day.
        officer: who decides.
        used_for: what is decided, with its kind: ``change-request:ICS-2019-A``.
        amount: the money it moves, where it moves any.
        consulted: whom they consulted.
        holds_post: whether the officer is the delegate, where they hold the post it names.
    """

    on: date
    officer: str
    used_for: str
    amount: Decimal | None = None
    consulted: Sequence[str] = ()
    holds_post: bool = False


class Delegating(Standing):
    """The part of a resolution that keeps what its clauses delegate."""

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self._ended: dict[int, date] = {}
        self._lapsed: set[int] = set()
        self._last_used: dict[int, date] = {}

    def delegations(self) -> Iterator[Clause]:
        """The clauses that delegate."""
        return (clause for clause in self.clauses if clause.delegate)

    def check_delegates(self, number: int, use: Use) -> None:
        """Refuse what a delegation does not permit.

        Raises:
            AuthorityMissing: where the clause delegates nothing.
            NotInForce: where the resolution does not carry it on that day.
            DelegationExceeded: where another uses it, it has ended, the amount is above its limit,
                or somebody who is to be consulted was not.
        """
        self.check_carries(use.on)
        clause = self._clause(number)
        self._check_not_over(clause, number, use.on)
        power = f"the power delegated by {self.ref}/{number}"
        if not (use.holds_post or same_name(use.officer, clause.delegate)):
            raise DelegationExceeded(
                self.ref,
                f"{power} is for {clause.delegate}, not for {use.officer}: let them decide, or put"
                " it to the body itself",
            )
        if clause.limit is not None and use.amount is not None and use.amount > clause.limit:
            raise DelegationExceeded(
                self.ref,
                f"{use.used_for.partition(':')[2]} moves {in_pounds(use.amount)}, above the"
                f" {in_pounds(clause.limit)} up to which {power} reaches: put it to the body"
                " itself",
            )
        without = [who for who in clause.in_consultation_with if not same_name(who, *use.consulted)]
        if without:
            raise DelegationExceeded(
                self.ref,
                f"{power} is used in consultation with {' and '.join(without)}: consult them, and"
                f" name them in `consulted: [{', '.join(clause.in_consultation_with)}]`",
            )

    def use_delegation(self, by: Provenance, number: int, use: Use) -> None:
        """Record that somebody decided under a clause.

        Raises:
            RuleBroken: the refusals of `check_delegates`.
        """
        self.check_delegates(number, use)
        self._trigger(
            DelegationUsed,
            by,
            use.on,
            clause=number,
            officer=use.officer,
            used_for=use.used_for,
            amount=use.amount,
            consulted=tuple(use.consulted),
        )

    def end_delegation(
        self, by: Provenance, ended_on: date, number: int, reason: str | None
    ) -> None:
        """Take a delegated power back from a day on.

        Raises:
            AuthorityMissing: where the clause delegates nothing.
            NotInForce: where it ended already.
            RuleBroken: where the power was not given by that day, or was used on it or later.
        """
        self._check_not_over(self._clause(number), number, ended_on)
        if number in self._ended:
            raise NotInForce(
                self.ref, f"{self.ref}/{number} was ended on {self._ended[number]} already"
            )
        if ended_on < self.adopted_on:
            raise RuleBroken(
                self.ref,
                f"{self.ref}/{number} was resolved on {self.adopted_on}: it cannot end before",
            )
        used_on = self._last_used.get(number)
        if used_on and used_on >= ended_on:
            raise RuleBroken(
                self.ref,
                f"{self.ref}/{number} was used on {used_on}: it did not end on {ended_on}; see"
                f" `minutebook authority list --body {self.ref.partition('/')[0]}`",
            )
        self._trigger(DelegationEnded, by, ended_on, clause=number, reason=reason)

    def lapse_delegation(self, by: Provenance, number: int, on: date) -> None:
        """Record that a power ran out on the day its clause names.

        Raises:
            AuthorityMissing: where the clause delegates nothing.
            NotInForce: where it ended before, or the resolution was not in force up to that day.
            RuleBroken: where it does not run out, or not yet by ``on``.
        """
        clause = self._clause(number)
        if number in self._ended or number in self._lapsed:
            raise NotInForce(self.ref, f"the delegation {self.ref}/{number} is over already")
        if clause.until is None or on < clause.until:
            until = f"until {clause.until}" if clause.until else "until it is ended"
            raise RuleBroken(self.ref, f"{self.ref}/{number} is delegated {until}, not {on}")
        self.check_carries(clause.until - timedelta(days=1))
        self._trigger(DelegationLapsed, by, clause.until, clause=number)

    def _clause(self, number: int) -> Clause:
        clause = next((each for each in self.delegations() if each.number == number), None)
        if clause is None:
            powers = ", ".join(f"{self.ref}/{each.number}" for each in self.delegations())
            raise AuthorityMissing(
                self.ref,
                f"{self.ref}/{number} delegates nothing to anybody"
                + (f"; what the resolution delegates: {powers}" if powers else "")
                + ". An officer decides under a clause that names a `delegate`",
            )
        return clause

    def _check_not_over(self, clause: Clause, number: int, day: date) -> None:
        ended_on = self._ended.get(number)
        ends = [end for end in (ended_on, clause.until) if end is not None]
        if ends and day >= min(ends):
            raise DelegationExceeded(
                self.ref,
                f"the power delegated by {self.ref}/{number} ended on {min(ends)}: what is decided"
                f" on {day} is for the body itself, or for a new delegation",
            )

    @applies(DelegationUsed)
    def _delegation_used(self, fact: DelegationUsed) -> None:
        used_on = fact.decided_on or date.min
        self._last_used[fact.clause] = max(used_on, self._last_used.get(fact.clause, date.min))

    @applies(DelegationEnded)
    def _delegation_ended(self, fact: DelegationEnded) -> None:
        self._ended[fact.clause] = fact.decided_on or date.min

    @applies(DelegationLapsed)
    def _delegation_lapsed(self, fact: DelegationLapsed) -> None:
        self._lapsed.add(fact.clause)
