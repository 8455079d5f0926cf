"""An actor: a person, and the roles in which they act for bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import ClassVar, NamedTuple
from unicodedata import normalize

from domain.aggregate import Aggregate, Provenance, applies
from domain.authority.facts import RoleEnded, RoleGranted
from domain.authority.roles import OfficeRole
from domain.errors import NotInForce, RuleBroken
from domain.values.names import folded
from domain.values.spans import Span

_NOT_OF_A_REFERENCE = re.compile(r"[^a-z0-9]+")
_LONGEST = 80


def actor_ref(name: str) -> str:
    """Return the reference under which the roles of a person are kept: ``sue-milburn``.

    It never changes for a name, whatever else becomes of how names are compared. Two names may
    share one, as ``A. Birch`` and ``A-Birch`` do: what is kept under it says whose each role is,
    in full.
    """
    lower = " ".join(name.split()).casefold()
    plain = normalize("NFKD", lower)
    ref = _NOT_OF_A_REFERENCE.sub("-", "".join(c for c in plain if c.isascii())).strip("-")
    if not ref:  # a name in another script
        return f"person-{sha256(lower.encode()).hexdigest()[:12]}"
    return ref[:_LONGEST].strip("-")


class Held(NamedTuple):
    """A role that somebody holds, and the body for which; none where it holds for all."""

    role: OfficeRole
    body: str | None

    def __str__(self) -> str:
        role = self.role.replace("-", " ")
        return f"{role} of {self.body}" if self.body else role


class Grant(NamedTuple):
    """A role with the person who holds it and the days on which they do."""

    person: str
    held: Held
    span: Span


class Actor(Aggregate):
    """A person, known by their name, and the roles they were granted.

    Every span of days on which a role was ever held is kept, so that what somebody did long ago is
    judged by what they were then. Seats on bodies are kept with the bodies.
    """

    KIND: ClassVar[str] = "actor"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.grants: list[Grant] = []

    def roles_on(self, person: str, day: date) -> Iterator[Held]:
        """The roles that a person holds on a day."""
        name = folded(person)
        return (
            grant.held
            for grant in self.grants
            if folded(grant.person) == name and grant.span.holds_on(day)
        )

    def grant(
        self, by: Provenance, starts_on: date | None, person: str, held: Held, ends_on: date | None
    ) -> None:
        """Give the person a role from a day on, up to another where one is named.

        Raises:
            RuleBroken: where it ends before it starts, or is held on one of these days already.
        """
        span = Span(starts_on, ends_on)
        if span.is_empty:
            raise RuleBroken(
                self.ref, f"the role of {person} as {held} ends before it starts on {starts_on}"
            )
        if any(span.overlaps(grant.span) for grant in self._same(person, held)):
            raise RuleBroken(
                self.ref,
                f"{person} is {held} already: end that first, `minutebook authority end`, or give"
                " days that do not overlap",
            )
        self._trigger(
            RoleGranted,
            by,
            starts_on,
            person=person,
            role=held.role,
            body=held.body,
            ends_on=ends_on,
        )

    def end(
        self, by: Provenance, ended_on: date, person: str, held: Held, reason: str | None
    ) -> None:
        """End a role on a day, earlier than planned where an end was planned.

        Raises:
            NotInForce: where the person does not hold it up to that day.
        """
        if not any(grant.span.can_end_on(ended_on) for grant in self._same(person, held)):
            raise NotInForce(
                self.ref,
                f"{person} is not {held} up to {ended_on}, so that nothing ends then. A role that"
                " is held for one body is ended for it; see what is held with"
                f" `minutebook authority list --person '{person}'`",
            )
        self._trigger(
            RoleEnded, by, ended_on, person=person, role=held.role, body=held.body, reason=reason
        )

    def _same(self, person: str, held: Held) -> list[Grant]:
        name = folded(person)
        return [
            grant for grant in self.grants if grant.held == held and folded(grant.person) == name
        ]

    @applies(RoleGranted)
    def _granted(self, fact: RoleGranted) -> None:
        held, span = Held(fact.role, fact.body), Span(fact.decided_on, fact.ends_on)
        self.grants.append(Grant(fact.person, held, span))

    @applies(RoleEnded)
    def _ended(self, fact: RoleEnded) -> None:
        ended, day = self._same(fact.person, Held(fact.role, fact.body)), fact.decided_on
        self.grants = [
            grant._replace(span=grant.span._replace(ends_on=day))
            if grant in ended and grant.span.can_end_on(day or date.min)
            else grant
            for grant in self.grants
        ]
