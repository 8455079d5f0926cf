"""Facts about the work programmes of bodies."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.facts import Fact
from domain.values.references import Ref, Text
from domain.work_programme.parts import Matter


class WorkProgrammeItemAdded(Fact):
    """A body expects to consider something, at a meeting or about a day."""

    TOPIC: ClassVar[str] = "minutebook.work-programme-item-added.1"

    item: Ref
    title: Text
    meeting: Ref | None = None
    expected_on: date | None = None
    owner: Text | None = None
    purpose: Text | None = None


class WorkProgrammeItemMoved(Fact):
    """It expects it at another meeting, or about another day."""

    TOPIC: ClassVar[str] = "minutebook.work-programme-item-moved.1"

    item: Ref
    meeting: Ref | None = None
    expected_on: date | None = None
    reason: Text | None = None


class WorkProgrammeItemLinked(Fact):
    """An item brings what somebody was asked for."""

    TOPIC: ClassVar[str] = "minutebook.work-programme-item-linked.1"

    item: Ref
    answers: tuple[Ref, ...]


class WorkProgrammeItemRemoved(Fact):
    """It expects it no longer."""

    TOPIC: ClassVar[str] = "minutebook.work-programme-item-removed.1"

    item: Ref
    reason: Text | None = None


class WorkProgrammeItemConsidered(Fact):
    """A meeting reached it; so it can do with an action or a change request."""

    TOPIC: ClassVar[str] = "minutebook.work-programme-item-considered.1"

    item: Ref
    matter: Matter
    meeting: Ref
    resolution: Ref
