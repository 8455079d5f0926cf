"""The work programme of a body, changed by its resolutions."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.aggregate import Aggregate, Provenance, applies
from domain.errors import NotInForce, ReferenceUsed, RuleBroken, UnknownReference
from domain.work_programme.facts import (
    WorkProgrammeItemAdded,
    WorkProgrammeItemConsidered,
    WorkProgrammeItemLinked,
    WorkProgrammeItemMoved,
    WorkProgrammeItemRemoved,
)
from domain.work_programme.parts import LinkedItem, Matter, MovedItem, NewItem, RemovedItem


class WorkProgramme(Aggregate):
    """What a body expects to consider; its reference is that of the body.

    Attributes:
        items: the items that are expected or were considered, each with where it stands: the
            meeting or day.
        removed: the items that were taken off, and when.
        answers: the actions that an item brings.
    """

    KIND: ClassVar[str] = "work-programme"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.items: dict[str, str | date | None] = {}
        self.removed: dict[str, date | None] = {}
        self.answers: dict[str, tuple[str, ...]] = {}

    def add(self, by: Provenance, decided_on: date, item: NewItem) -> None:
        """Take up an item; its reference is used once in the body's programme."""
        if item.item in self.items or item.item in self.removed:
            raise ReferenceUsed(
                item.item,
                f"{item.item} stands in the work programme of {self.ref} already: move it, or give"
                " the new item another reference",
            )
        self._trigger(WorkProgrammeItemAdded, by, decided_on, **dict(item))

    def move(self, by: Provenance, decided_on: date, item: MovedItem) -> None:
        """Expect an item at another time; one that was considered comes back so."""
        stands = self._standing(item.item)
        if stands == (item.meeting or item.expected_on):
            raise RuleBroken(
                item.item, f"{item.item} stands at {stands} in the work programme already"
            )
        self._trigger(WorkProgrammeItemMoved, by, decided_on, **dict(item))

    def link(self, by: Provenance, decided_on: date, item: LinkedItem) -> None:
        """Let an item bring what somebody was asked for; each is brought by one item."""
        self._standing(item.item)
        for ref in item.answers:
            other = next((each for each, refs in self.answers.items() if ref in refs), None)
            if other:
                raise RuleBroken(ref, f"{ref} is brought by {other} in the work programme already")
        self._trigger(WorkProgrammeItemLinked, by, decided_on, **dict(item))

    def remove(self, by: Provenance, decided_on: date, item: RemovedItem) -> None:
        """Expect an item no longer."""
        self._standing(item.item)
        self._trigger(WorkProgrammeItemRemoved, by, decided_on, **dict(item))

    def consider(
        self,
        by: Provenance,
        held_on: date,
        *,
        item: str,
        matter: Matter,
        meeting: str,
        resolution: str,
    ) -> None:
        """Record that a meeting reached an item, an action or a change request."""
        if matter is Matter.ITEM:
            self._standing(item)
        self._trigger(
            WorkProgrammeItemConsidered,
            by,
            held_on,
            item=item,
            matter=matter,
            meeting=meeting,
            resolution=resolution,
        )

    def _standing(self, item: str) -> str | date | None:
        if item in self.removed:
            raise NotInForce(
                item,
                f"{item} was taken off the work programme of {self.ref} on {self.removed[item]}",
            )
        if item not in self.items:
            known = ", ".join(self.items) or "nothing"
            raise UnknownReference(
                item, f"no {item!r} is in the work programme of {self.ref}, which has {known}"
            )
        return self.items[item]

    @applies(WorkProgrammeItemAdded)
    def _added(self, fact: WorkProgrammeItemAdded) -> None:
        self.items[fact.item] = fact.meeting or fact.expected_on

    @applies(WorkProgrammeItemMoved)
    def _moved(self, fact: WorkProgrammeItemMoved) -> None:
        self.items[fact.item] = fact.meeting or fact.expected_on

    @applies(WorkProgrammeItemLinked)
    def _linked(self, fact: WorkProgrammeItemLinked) -> None:
        self.answers[fact.item] = (*self.answers.get(fact.item, ()), *fact.answers)

    @applies(WorkProgrammeItemRemoved)
    def _removed(self, fact: WorkProgrammeItemRemoved) -> None:
        del self.items[fact.item]
        self.answers.pop(fact.item, None)
        self.removed[fact.item] = fact.decided_on

    @applies(WorkProgrammeItemConsidered)
    def _considered(self, _: WorkProgrammeItemConsidered) -> None:
        """What was considered may come back; nothing is decided by it."""
