"""The command that amends a work programme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import ValidationInfo, field_validator, model_validator

from domain.values.days import Day
from domain.values.references import Ref
from domain.work_programme.parts import LinkedItem, MovedItem, NewItem, RemovedItem
from engine.commands.base import Command


class AmendWorkProgramme(Command):
    """What a body expects to consider from now on."""

    ENTRY: ClassVar[str] = "work-programme"

    body: Ref
    decided_on: Day | None = None
    resolution: Ref | None = None
    add: tuple[NewItem, ...] = ()
    move: tuple[MovedItem, ...] = ()
    link: tuple[LinkedItem, ...] = ()
    remove: tuple[RemovedItem, ...] = ()

    @field_validator("resolution")
    @classmethod
    def _of_its_body(cls, ref: Ref | None, known: ValidationInfo) -> Ref | None:
        return ref and _within(known.data.get("body"), ref)

    @model_validator(mode="after")
    def _amends_something(self) -> Self:
        if not (self.add or self.move or self.link or self.remove):
            raise ValueError("nothing is amended: give `add`, `move`, `link` or `remove`")
        return self

    @property
    def by_authority(self) -> Ref | None:
        """The resolution that its authority names, as the body itself calls it."""
        cited = self.authority.resolution if self.authority else None
        return cited and _within(self.body, cited)

    @property
    def key(self) -> str:
        cited = self.resolution or self.by_authority
        when = f"by {cited}" if cited else f"on {self.decided_on}"
        return f"{self.body} {when}: {', '.join(self._amended())}"

    def _amended(self) -> Iterator[str]:
        """Say of which items it says what: one resolution may be recorded in several entries."""
        yield from (f"add {each.item}" for each in self.add)
        yield from (f"move {each.item}" for each in self.move)
        yield from (f"link {each.item}" for each in self.link)
        yield from (f"remove {each.item}" for each in self.remove)


def _within(body: str | None, ref: str) -> str:
    """Return how a body calls its own resolution: ``2018/024`` for ``ics/2018/024``."""
    return ref.removeprefix(f"{body}/")
