"""A body: a committee, board, group, team or post that decides or advises."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from domain.aggregate import Aggregate, Provenance, applies
from domain.bodies.facts import (
    BodyDissolved,
    BodyEstablished,
    BodyRenamed,
    MemberAppointed,
    MemberStoodDown,
    ReportingLineAdded,
    ReportingLineEnded,
    TermsOfReferenceSet,
)
from domain.bodies.terms import BodyKind, LineKind, Membership, Role, TermsOfReference
from domain.errors import AlreadyDecided, NotInForce, ReferenceUsed, RuleBroken
from domain.values.spans import Span


class Body(Aggregate):
    """A body, its reporting lines, terms of reference and members, each with its dates.

    Lines and seats are kept with every span of days they ever had, so that one that ended long ago
    can still be recorded beside the present one.
    """

    KIND: ClassVar[str] = "body"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.name = ref
        self.established_on: date | None = None
        self.dissolved_on: date | None = None
        self.lines: dict[tuple[str, LineKind], list[Span]] = {}
        self.members: dict[str, list[Membership]] = {}
        self._terms: list[tuple[date, TermsOfReference]] = []

    def terms_at(self, day: date) -> TermsOfReference | None:
        """The terms of reference in force on a day, if any were set by then."""
        in_force = [terms for since, terms in self._terms if since <= day]
        return in_force[-1] if in_force else None

    def seated_on(self, day: date) -> list[str]:
        """Who holds a seat on a day; officers in attendance hold none."""
        return [
            person
            for person, seats in self.members.items()
            if any(
                seat.role is not Role.OFFICER_IN_ATTENDANCE and seat.span.holds_on(day)
                for seat in seats
            )
        ]

    def superiors(self) -> list[tuple[str, Span]]:
        """Every body it ever reports to, with the days on which it does."""
        return [
            (to, span)
            for (to, kind), spans in self.lines.items()
            for span in spans
            if kind is LineKind.REPORTS_TO
        ]

    def check_in_force(self, day: date | None) -> None:
        """Refuse to rely on the body on a day when it is not established.

        Raises:
            NotInForce: before its establishment or from its dissolution on.
        """
        if day is None:
            if self.dissolved_on:
                raise NotInForce(
                    self.ref,
                    f"{self.ref} was dissolved on {self.dissolved_on}: give the day of what was"
                    " before",
                )
            return
        if self.dissolved_on and day >= self.dissolved_on:
            raise NotInForce(
                self.ref, f"{self.ref} was dissolved on {self.dissolved_on}: it cannot act on {day}"
            )
        if self.established_on and day < self.established_on:
            raise NotInForce(
                self.ref,
                f"{self.ref} was established on {self.established_on}: it cannot act on {day}",
            )

    def establish(
        self,
        by: Provenance,
        established_on: date | None,
        *,
        name: str,
        kind: BodyKind,
        level: str | None,
        department: str | None,
        purpose: str | None,
    ) -> None:
        """Bring the body into being; its reference is used once.

        Raises:
            ReferenceUsed: where it stands for a body already.
            RuleBroken: where it has a stroke, which in `ics/2018/019` divides the body from its
                resolution.
        """
        if self.exists:
            raise ReferenceUsed(self.ref, f"the body {self.ref} is established already")
        if "/" in self.ref:
            raise RuleBroken(self.ref, f"the reference {self.ref} of a body has a /: use - instead")
        self._trigger(
            BodyEstablished,
            by,
            established_on,
            ref=self.ref,
            name=name,
            kind=kind,
            level=level,
            department=department,
            purpose=purpose,
        )

    def rename(self, by: Provenance, decided_on: date, *, name: str) -> None:
        """Give the body another name from a day on."""
        self.check_in_force(decided_on)
        self._trigger(BodyRenamed, by, decided_on, name=name)

    def dissolve(
        self,
        by: Provenance,
        decided_on: date,
        *,
        successor: str | None,
        reason: str | None,
        resolved_on: Iterable[date] = (),
    ) -> None:
        """End the body, once; what it decided stays.

        Args:
            by: who records it, and where it comes from.
            decided_on: the first day on which the body is no more.
            successor: the body that takes its place, if any.
            reason: why, in words.
            resolved_on: the days on which it resolved something.

        Raises:
            AlreadyDecided: where it was dissolved.
            NotInForce: where it was not established by then, or resolved something on that day or
                later.
        """
        if self.dissolved_on:
            raise AlreadyDecided(self.ref, f"{self.ref} was dissolved on {self.dissolved_on}")
        self.check_in_force(decided_on)
        last = max(resolved_on, default=date.min)
        if last >= decided_on:
            raise NotInForce(
                self.ref,
                f"{self.ref} resolved something on {last}: it was not dissolved on {decided_on}",
            )
        self._trigger(BodyDissolved, by, decided_on, successor=successor, reason=reason)

    def add_line(
        self,
        by: Provenance,
        starts_on: date | None,
        *,
        to: str,
        kind: LineKind,
        cadence: str | None,
        ends_on: date | None = None,
    ) -> None:
        """Let the body report to (update, be supported by, advise) another.

        Raises:
            RuleBroken: where it would report to itself, the line ends before it starts, or the
                same line is in force on one of these days.
        """
        self.check_in_force(starts_on)
        if to == self.ref:
            raise RuleBroken(self.ref, f"{self.ref} cannot have a reporting line to itself")
        span = Span(starts_on, ends_on)
        if span.is_empty:
            raise RuleBroken(
                self.ref, f"the line from {self.ref} to {to} ends before it starts on {starts_on}"
            )
        if any(span.overlaps(held) for held in self.lines.get((to, kind), ())):
            raise RuleBroken(
                self.ref,
                f"{self.ref} has a line {kind.replace('-', ' ')} {to} already: end it first",
            )
        self._trigger(
            ReportingLineAdded, by, starts_on, to=to, kind=kind, cadence=cadence, ends_on=ends_on
        )

    def end_line(self, by: Provenance, ends_on: date, *, to: str, kind: LineKind) -> None:
        """End a reporting line on a day, earlier than planned where an end was planned.

        Raises:
            NotInForce: where no such line is in force up to that day.
        """
        if not any(held.can_end_on(ends_on) for held in self.lines.get((to, kind), ())):
            raise NotInForce(
                self.ref,
                f"{self.ref} has no line {kind.replace('-', ' ')} {to} to end on {ends_on}",
            )
        self._trigger(ReportingLineEnded, by, ends_on, to=to, kind=kind)

    def set_terms(self, by: Provenance, decided_on: date | None, terms: TermsOfReference) -> None:
        """Give the body terms of reference from a day on."""
        self.check_in_force(decided_on)
        self._trigger(TermsOfReferenceSet, by, decided_on, terms=terms)

    def appoint(self, by: Provenance, membership: Membership) -> None:
        """Give a person a seat.

        Raises:
            RuleBroken: where the person has a seat on one of these days, or the seat ends before
                it starts.
        """
        self.check_in_force(membership.starts_on)
        if membership.span.is_empty:
            raise RuleBroken(
                self.ref, f"the seat of {membership.person} on {self.ref} ends before it starts"
            )
        for held in self.members.get(membership.person, ()):
            if membership.span.overlaps(held.span):
                raise RuleBroken(
                    self.ref, f"{membership.person} is a {held.role} of {self.ref} already"
                )
        self._trigger(MemberAppointed, by, membership.starts_on, membership=membership)

    def stand_down(
        self, by: Provenance, ended_on: date, *, person: str, reason: str | None
    ) -> None:
        """End a person's seat.

        Raises:
            NotInForce: where the person has no seat up to that day.
        """
        if not any(held.span.can_end_on(ended_on) for held in self.members.get(person, ())):
            raise NotInForce(self.ref, f"{person} has no seat on {self.ref} to leave on {ended_on}")
        self._trigger(MemberStoodDown, by, ended_on, person=person, reason=reason)

    @applies(BodyEstablished)
    def _established(self, fact: BodyEstablished) -> None:
        self.name = fact.name
        self.established_on = fact.decided_on

    @applies(BodyRenamed)
    def _renamed(self, fact: BodyRenamed) -> None:
        self.name = fact.name

    @applies(BodyDissolved)
    def _dissolved(self, fact: BodyDissolved) -> None:
        self.dissolved_on = fact.decided_on

    @applies(ReportingLineAdded)
    def _line_added(self, fact: ReportingLineAdded) -> None:
        span = Span(fact.decided_on, fact.ends_on)
        self.lines.setdefault((fact.to, fact.kind), []).append(span)

    @applies(ReportingLineEnded)
    def _line_ended(self, fact: ReportingLineEnded) -> None:
        self.lines[fact.to, fact.kind] = [
            held._replace(ends_on=fact.decided_on)
            if held.can_end_on(fact.decided_on or date.min)
            else held
            for held in self.lines[fact.to, fact.kind]
        ]

    @applies(TermsOfReferenceSet)
    def _terms_set(self, fact: TermsOfReferenceSet) -> None:
        self._terms.append((fact.decided_on or date.min, fact.terms))
        self._terms.sort(key=lambda entry: entry[0])

    @applies(MemberAppointed)
    def _member_appointed(self, fact: MemberAppointed) -> None:
        self.members.setdefault(fact.membership.person, []).append(fact.membership)

    @applies(MemberStoodDown)
    def _member_stood_down(self, fact: MemberStoodDown) -> None:
        self.members[fact.person] = [
            held.model_copy(update={"ends_on": fact.decided_on})
            if held.span.can_end_on(fact.decided_on or date.min)
            else held
            for held in self.members[fact.person]
        ]
