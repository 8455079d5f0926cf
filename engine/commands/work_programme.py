"""The command that amends a work programme."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator

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

    @model_validator(mode="after")
    def _amends_something(self) -> Self:
        if not (self.add or self.move or self.link or self.remove):
            raise ValueError("nothing is amended: give `add`, `move`, `link` or `remove`")
        return self

    @property
    def key(self) -> str:
        cited = self.resolution or (self.authority and self.authority.resolution)
        return f"{self.body} by {cited}" if cited else f"{self.body} on {self.decided_on}"
