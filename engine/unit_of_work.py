"""A unit of work: aggregates loaded once, facts collected in the order they are decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import chain, takewhile
from typing import TypeVar, cast

from domain.aggregate import Aggregate, Provenance
from domain.errors import UnknownReference
from domain.facts import Fact
from engine.commands.base import Command
from engine.routes.library import RouteLibrary

SomeAggregate = TypeVar("SomeAggregate", bound=Aggregate)

_KEPT = 10_000
"""How many facts the aggregates have that a long load keeps at hand; each takes some 300 bytes."""


class UnitOfWork:
    """What one transaction reads and adds.

    Args:
        history: gives the recorded facts of an aggregate by its identity.
        identities: gives the known identities that begin with a text.
        actor: who records, where a command does not say.
        routes: the routes that a case may begin on; those that come with the program, if left out.
        today: the day it is; what time is to have caused after it is refused.

    Attributes:
        routes: the same.
        today: the same.
        facts: the new facts, in order.
        notes: what the person who records should know although nothing is refused.
        asked_for_all: whether something was decided by all there are of a kind. Versions tell
            whether one of those changed, and not whether another was added meanwhile, so such a
            decision only holds while nobody else can record.
    """

    def __init__(
        self,
        history: Callable[[str], Iterable[Fact]],
        identities: Callable[[str], Sequence[str]],
        actor: str,
        routes: RouteLibrary | None = None,
        today: date = date.max,
    ) -> None:
        self.routes = routes or RouteLibrary()
        self.today = today
        self._history = history
        self._identities = identities
        self._actor = actor
        self._aggregates: dict[str, Aggregate] = {}
        self._less_recent: dict[str, Aggregate] = {}
        self._kept = 0
        self._loaded_versions: dict[str, int] = {}
        self.facts: list[Fact] = []
        self.notes: list[str] = []
        self.asked_for_all = False

    def find(self, kind: type[SomeAggregate], ref: str) -> SomeAggregate:
        """The aggregate of a reference, whether or not anything is recorded of it."""
        identity = f"{kind.KIND}:{ref}"
        aggregate = self._aggregates.get(identity)
        if aggregate is None:
            aggregate = self._less_recent.pop(identity, None) or self._loaded(kind(ref))
            self._aggregates[identity] = aggregate
            self._loaded_versions[identity] = aggregate.version
            self._kept += aggregate.version + 1
        return cast("SomeAggregate", aggregate)  # its identity begins with its kind

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

    def all_of(self, kind: type[SomeAggregate], within: str) -> list[SomeAggregate]:
        """Every aggregate in the book whose reference begins with a text, ``ics/``."""
        self.asked_for_all = True
        return [self.find(kind, ref) for ref in self.refs_of(kind, within)]

    def refs_of(self, kind: type[Aggregate], within: str) -> list[str]:
        """The references of a kind that begin with a text; others may be recorded meanwhile."""
        prefix = f"{kind.KIND}:"
        known = {*self._identities(prefix + within)}
        known |= {agg.id for agg in self._at_hand() if agg.exists}
        return sorted(
            each.removeprefix(prefix) for each in known if each.startswith(prefix + within)
        )

    def recorded_refs(self, kind: type[Aggregate], within: str) -> list[str]:
        """The same of what is recorded by now, without what this transaction adds."""
        prefix = f"{kind.KIND}:"
        return [each.removeprefix(prefix) for each in self._identities(prefix + within)]

    def provenance(self, command: Command) -> Provenance:
        """Who records a command, on which authority, from which source."""
        return Provenance(
            actor=command.actor or self._actor,
            authority=command.authority,
            source=command.source,
            command_id=f"{command.command_key}#{command.digest}",
        )

    def facts_of(self, identity: str, command_key: str) -> list[Fact]:
        """The facts of an aggregate that a command made, recorded or about to be."""
        return [fact for fact in self._all_of(identity) if _key_of(fact) == command_key]

    def before(self, command_key: str) -> UnitOfWork:
        """A unit of work on the same book as it was before a command was first carried out."""

        def history(identity: str) -> Iterable[Fact]:
            return takewhile(lambda fact: _key_of(fact) != command_key, self._all_of(identity))

        return UnitOfWork(history, self._identities, self._actor, self.routes, self.today)

    def expected_versions(self) -> dict[str, int]:
        """The versions of aggregates that were only read, for the store to check."""
        changed = {fact.originator_id for fact in self.facts}
        return {
            identity: version
            for identity, version in self._loaded_versions.items()
            if identity not in changed
        }

    def recorded(self) -> None:
        """Forget the facts, which are in the history by now, and aggregates not used of late.

        So a load of any length takes a bounded amount of memory: what is forgotten is read again
        from the history when an entry needs it. What was used since the time before last stays.
        """
        self._kept += len(self.facts)
        self.notes.clear()
        self.facts.clear()  # every aggregate holds this very list
        self._loaded_versions.clear()
        self.asked_for_all = False
        if self._kept > _KEPT:
            self._less_recent, self._aggregates, self._kept = self._aggregates, {}, 0

    def begin_anew(self) -> None:
        """Begin another transaction with what is known from the one that was recorded.

        `expected_versions` then asks of everything that is used again whether it is still so.
        """
        self.recorded()
        self._less_recent |= self._aggregates
        self._aggregates = {}

    def _loaded(self, aggregate: Aggregate) -> Aggregate:
        aggregate.replay(self._history(aggregate.id))
        aggregate.pending = self.facts
        return aggregate

    def _at_hand(self) -> Iterable[Aggregate]:
        return chain(self._aggregates.values(), self._less_recent.values())

    def _suggest(self, kind: type[Aggregate], ref: str) -> str:
        prefix = f"{kind.KIND}:"
        here = [agg.ref for agg in self._at_hand() if agg.exists and type(agg) is kind]
        known = {identity.removeprefix(prefix) for identity in self._identities(prefix)} | {*here}
        close = get_close_matches(ref, sorted(known), n=3, cutoff=0.5)
        what = kind.KIND.replace("-", " ")
        if close:
            return f"; did you mean {' or '.join(close)}?"
        return f": record the {what} first, or look at what is there with the list commands"

    def _all_of(self, identity: str) -> Iterable[Fact]:
        new = (fact for fact in self.facts if fact.originator_id == identity)
        return chain(self._history(identity), new)


def _key_of(fact: Fact) -> str:
    return fact.command_id.rpartition("#")[0]
