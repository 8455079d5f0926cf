"""Aggregates: a state rebuilt from its facts, and the one place where new facts are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar, NamedTuple, Self, TypeVar

from domain.errors import FactOutOfPlace
from domain.facts import Fact
from domain.provenance import Authority, Source

SomeFact = TypeVar("SomeFact", bound=Fact)


class Provenance(NamedTuple):
    """Who records a fact, on whose authority, from which source, by which command."""

    actor: str
    authority: Authority | None
    source: Source | None
    command_id: str


def applies(
    fact: type[SomeFact],
) -> Callable[[Callable[[Any, SomeFact], None]], Callable[[Any, SomeFact], None]]:
    """Mark the method that changes an aggregate's state for one kind of fact."""

    def mark(method: Callable[[Any, SomeFact], None]) -> Callable[[Any, SomeFact], None]:
        method.__dict__.setdefault("applies_to", []).append(fact)
        return method

    return mark


class Aggregate:
    """Something with an identity whose rules are kept when facts about it are added.

    Attributes:
        KIND: what it is, the first part of its identity: ``project``.
        id: its identity, ``project:targeted-reviews``.
        ref: its reference, ``targeted-reviews``.
        version: how many facts it has.
        pending: new facts, in the order they were made; a unit of work gives every aggregate the
            same list, so that the ledger keeps the order in which things were decided.
        commands: the commands it took, by their key, with the digest of what they said.
    """

    KIND: ClassVar[str]
    _appliers: ClassVar[dict[type[Fact], Callable[[Any, Any], None]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._appliers = dict(cls._appliers)
        for member in vars(cls).values():
            for fact in getattr(member, "applies_to", ()):
                cls._appliers[fact] = member

    def __init__(self, ref: str) -> None:
        self.ref = ref
        self.id = f"{self.KIND}:{ref}"
        self.version = 0
        self.pending: list[Fact] = []
        self.commands: dict[str, str] = {}

    @property
    def exists(self) -> bool:
        """Whether any fact about it is in the book."""
        return self.version > 0

    def replay(self, facts: Iterable[Fact]) -> Self:
        """Rebuild the state from recorded facts, in order.

        Raises:
            FactOutOfPlace: where a fact belongs to something else, or is not the next one.
        """
        for fact in facts:
            self._apply(fact)
        return self

    def _trigger(
        self, kind: type[Fact], by: Provenance, decided_on: date | None, /, **said: object
    ) -> None:
        """Make a new fact, change the state by it and keep it for recording."""
        fact = kind(
            originator_id=self.id,
            originator_version=self.version + 1,
            decided_on=decided_on,
            actor=by.actor,
            authority=by.authority,
            source=by.source,
            command_id=by.command_id,
            **said,
        )
        self._apply(fact)
        self.pending.append(fact)

    def _apply(self, fact: Fact) -> None:
        apply = self._appliers.get(type(fact))
        following = self.version + 1
        if apply is None or fact.originator_id != self.id or fact.originator_version != following:
            raise FactOutOfPlace(
                self.ref,
                f"{fact.TOPIC} of {fact.originator_id}, fact {fact.originator_version}, cannot be"
                f" fact {following} of {self.id}",
            )
        apply(self, fact)
        self.version = following
        key, _, digest = fact.command_id.rpartition("#")
        self.commands[key] = digest
