"""Facts about resolutions."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.facts import Fact
from domain.resolutions.clauses import Clause
from domain.resolutions.votes import Votes
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


class ResolutionPassed(_Motion):
    """A meeting resolved; in force from the day it was held unless another day is named."""

    TOPIC: ClassVar[str] = "minutebook.resolution-passed.1"

    takes_effect_on: date | None = None
    supersedes: tuple[Ref, ...] = ()


class ResolutionLost(_Motion):
    """A motion was put and not carried."""

    TOPIC: ClassVar[str] = "minutebook.resolution-lost.1"


class ResolutionSuperseded(Fact):
    """A later resolution took its place, from the day the later one was adopted."""

    TOPIC: ClassVar[str] = "minutebook.resolution-superseded.1"

    superseded_by: Ref
