"""Facts about resolutions."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.facts import Fact
from domain.resolutions.afterwards import Amendment, CallInOutcome
from domain.resolutions.clauses import Clause
from domain.resolutions.votes import Votes
from domain.values.added import added
from domain.values.references import Ref, Text


class _Motion(Fact):
    """What a passed and a lost resolution both say."""

    ref: Ref
    body: Ref
    meeting: Ref
    item: str | None
    title: Text
    clauses: tuple[Clause, ...]
    moved_by: str | None = None
    seconded_by: str | None = None
    votes: Votes | None = None
    considers: tuple[Ref, ...] = added(())


class ResolutionPassed(_Motion):
    """A meeting resolved; in force from the day it was held unless another day is named."""

    TOPIC: ClassVar[str] = "minutebook.resolution-passed.1"

    takes_effect_on: date | None = None
    supersedes: tuple[Ref, ...] = ()
    call_in_until: date | None = added()
    urgent: str | None = added()
    rescinds: tuple[Ref, ...] = added(())
    amends: tuple[Amendment, ...] = added(())


class ResolutionLost(_Motion):
    """A motion was put and not carried."""

    TOPIC: ClassVar[str] = "minutebook.resolution-lost.1"


class ResolutionSuperseded(Fact):
    """A later resolution took its place, from the day the later one was adopted."""

    TOPIC: ClassVar[str] = "minutebook.resolution-superseded.1"

    superseded_by: Ref


class ResolutionRescinded(Fact):
    """A later resolution undid it, from the day the later one was adopted."""

    TOPIC: ClassVar[str] = "minutebook.resolution-rescinded.1"

    rescinded_by: Ref


class ResolutionAmended(Fact):
    """A later resolution gave one of its clauses other words; the first words stay on record."""

    TOPIC: ClassVar[str] = "minutebook.resolution-amended.1"

    amended_by: Ref
    clause: int
    text: Text


class ResolutionRevived(Fact):
    """What had ended or amended it was called in and referred back, so it holds again."""

    TOPIC: ClassVar[str] = "minutebook.resolution-revived.1"

    instead_of: Ref


class ResolutionCalledIn(Fact):
    """It was called in before it took effect, and is suspended until that is decided."""

    TOPIC: ClassVar[str] = "minutebook.resolution-called-in.1"

    by: tuple[Text, ...]
    reason: Text


class CallInDecided(Fact):
    """A call-in was decided: the resolution takes effect on that day, or never."""

    TOPIC: ClassVar[str] = "minutebook.call-in-decided.1"

    outcome: CallInOutcome
    body: str | None = None
    meeting: str | None = None


class ResolutionTookEffect(Fact):
    """The time in which it could be called in passed, and nobody had called it in."""

    TOPIC: ClassVar[str] = "minutebook.resolution-took-effect.1"
