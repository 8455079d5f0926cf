"""Facts about bodies."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.bodies.terms import BodyKind, LineKind, Membership, TermsOfReference
from domain.facts import Fact
from domain.values.references import Ref, Text


class BodyEstablished(Fact):
    """A body came into being."""

    TOPIC: ClassVar[str] = "minutebook.body-established.1"

    ref: Ref
    name: Text
    kind: BodyKind
    level: str | None = None
    department: str | None = None
    purpose: str | None = None


class BodyRenamed(Fact):
    """A body took another name."""

    TOPIC: ClassVar[str] = "minutebook.body-renamed.1"

    name: Text


class BodyDissolved(Fact):
    """A body ceased to be."""

    TOPIC: ClassVar[str] = "minutebook.body-dissolved.1"

    successor: Ref | None = None
    reason: str | None = None


class ReportingLineAdded(Fact):
    """A body began to report to another, or to update, be supported by or advise it."""

    TOPIC: ClassVar[str] = "minutebook.reporting-line-added.1"

    to: Ref
    kind: LineKind
    cadence: str | None = None
    ends_on: date | None = None


class ReportingLineEnded(Fact):
    """A reporting line came to an end."""

    TOPIC: ClassVar[str] = "minutebook.reporting-line-ended.1"

    to: Ref
    kind: LineKind


class TermsOfReferenceSet(Fact):
    """A body was given its terms of reference."""

    TOPIC: ClassVar[str] = "minutebook.terms-of-reference-set.1"

    terms: TermsOfReference


class MemberAppointed(Fact):
    """A person took a seat on a body."""

    TOPIC: ClassVar[str] = "minutebook.member-appointed.1"

    membership: Membership


class MemberStoodDown(Fact):
    """A person left their seat on a body."""

    TOPIC: ClassVar[str] = "minutebook.member-stood-down.1"

    person: Text
    reason: str | None = None
