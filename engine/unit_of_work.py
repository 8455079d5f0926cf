"""A unit of work: aggregates loaded once, facts collected in the order they are decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import TypeVar

from domain.aggregate import Aggregate, Provenance
from domain.errors import UnknownReference
from domain.facts import Fact
from engine.commands.base import Command
from engine.errors import ChangedEntry

SomeAggregate = TypeVar("SomeAggregate", bound=Aggregate)
_ENVELOPE = {*Fact.model_fields} - {"authority", "source", "decided_on"}


class UnitOfWork:
    """What one transaction reads and adds.

    Args:
        history: gives the recorded facts of an aggregate by its identity.
        identities: gives the known identities that begin with a text, for suggestions.
        actor: who records, where a command does not say.

    Attributes:
        facts: the new facts, in order.
        notes: what the person who records should know although nothing is refused.
    """

    def __init__(
        self,
        history: Callable[[str], Iterable[Fact]],
        identities: Callable[[str], Sequence[str]],
        actor: str,
    ) -> None:
        self._history = history
        self._identities = identities
        self._actor = actor
        self._aggregates: dict[str, Aggregate] = {}
        self._loaded_versions: dict[str, int] = {}
        self.facts: list[Fact] = []
        self.notes: list[str] = []

    def find(self, kind: type[SomeAggregate], ref: str) -> SomeAggregate:
        """The aggregate of a reference, whether or not anything is recorded of it."""
        aggregate = self._aggregates.get(f"{kind.KIND}:{ref}")
        if aggregate is None:
            aggregate = kind(ref)
            aggregate.replay(self._history(aggregate.id))
            aggregate.pending = self.facts
            self._aggregates[aggregate.id] = aggregate
            self._loaded_versions[aggregate.id] = aggregate.version
        if not isinstance(aggregate, kind):  # the identity begins with the kind: cannot differ
            raise TypeError(aggregate.id)
        return aggregate

    def get(self, kind: type[SomeAggregate], ref: str) -> SomeAggregate:
        """The aggregate of a reference that must be in the book.

        Raises:
            UnknownReference: where nothing is recorded of it; the message suggests what is meant.
        """
        aggregate = self.find(kind, ref)
        if not aggregate.exists:
            what = kind.KIND.replace("-", " ")
            raise UnknownReference(
                ref,
                f"no {what} {ref!r} is in the book{self._suggest(kind, ref)}",
            )
        return aggregate

    def provenance(self, command: Command) -> Provenance:
        """Who records a command, on which authority, from which source."""
        return Provenance(
            actor=command.actor or self._actor,
            authority=command.authority,
            source=command.source,
            command_id=f"{command.command_key}#{command.digest}",
        )

    def has_taken(self, aggregate: Aggregate, command: Command) -> bool:
        """Whether the book has this very command already.

        Raises:
            ChangedEntry: where it has another command under the same key; both are shown.
        """
        digest = aggregate.commands.get(command.command_key)
        if digest is None:
            return False
        if digest == command.digest:
            return True
        raise ChangedEntry(
            aggregate.ref,
            f"the {command.ENTRY.replace('-', ' ')} {command.key} is in the book already and says"
            " something else; nothing recorded is ever edited, so give it another reference or"
            " record what has changed as a new fact:",
            self._differences(aggregate, command),
        )

    def expected_versions(self) -> dict[str, int]:
        """The versions of aggregates that were only read, for the store to check."""
        changed = {fact.originator_id for fact in self.facts}
        return {
            identity: version
            for identity, version in self._loaded_versions.items()
            if identity not in changed
        }

    def _suggest(self, kind: type[Aggregate], ref: str) -> str:
        prefix = f"{kind.KIND}:"
        here = [agg.ref for agg in self._aggregates.values() if agg.exists and type(agg) is kind]
        known = {identity.removeprefix(prefix) for identity in self._identities(prefix)} | {*here}
        close = get_close_matches(ref, sorted(known), n=3, cutoff=0.5)
        what = kind.KIND.replace("-", " ")
        if close:
            return f"; did you mean {' or '.join(close)}?"
        return f": record the {what} first, or look at what is there with the list commands"

    def _differences(
        self, aggregate: Aggregate, command: Command
    ) -> list[tuple[str, object, object]]:
        old: dict[str, object] = {}
        for fact in [*self._history(aggregate.id), *self.facts]:
            mine = fact.originator_id == aggregate.id
            if mine and fact.command_id.rpartition("#")[0] == command.command_key:
                said = fact.model_dump(mode="json", exclude=_ENVELOPE, by_alias=True)
                old |= {field: value for field, value in said.items() if value not in (None, [])}
        new = {
            field: value
            for field, value in command.model_dump(mode="json", by_alias=True).items()
            if field != "actor" and value not in (None, [])
        }
        return [
            (field, old.get(field, "nothing"), new.get(field, "nothing"))
            for field in sorted({*old} & {*new} | {*new} - {*old} | {*old} - {*new})
            if old.get(field) != new.get(field)
        ]
