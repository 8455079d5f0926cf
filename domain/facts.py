"""What every recorded fact has in common."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from domain.provenance import Authority, Source


class Fact(BaseModel):
    """One thing that was decided or happened: frozen, with a stored name that never changes.

    The moment of recording and the position are not here: the ledger assigns them under its
    write lock, so that no writer can choose them.

    Attributes:
        originator_id: the aggregate the fact belongs to, ``project:targeted-reviews``.
        originator_version: its place in that aggregate's history, 1 for the first.
        decided_on: when it took effect (valid time); ``None`` where the source gives no date, which
            is read as in force from the beginning.
        actor: who recorded it.
        authority: the resolution, delegation or officer decision that permits it.
        source: the document, page and paragraph it was taken from.
        command_id: the command that caused it, so that recording a file twice changes nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    TOPIC: ClassVar[str]
    BY_TOPIC: ClassVar[dict[str, type[Fact]]] = {}

    originator_id: str
    originator_version: int
    decided_on: date | None
    actor: str
    authority: Authority | None
    source: Source | None
    command_id: str

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        """Enter the class under its stored name, which no other class may use.

        A class that only gathers what several facts say begins with an underscore and is not
        stored.
        """
        super().__pydantic_init_subclass__(**kwargs)
        if cls.__name__.startswith("_"):
            return
        if "TOPIC" not in vars(cls):
            raise TypeError(f"{cls.__name__} needs a stored name of its own: TOPIC")
        known = Fact.BY_TOPIC.setdefault(cls.TOPIC, cls)
        if known is not cls:
            raise TypeError(f"{cls.__name__} and {known.__name__} share the name {cls.TOPIC}")
