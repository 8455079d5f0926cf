"""Loading a history: a file of any length is recorded whole or not at all, in constant memory.

`Book.record` keeps every command and every fact of all its files until the last is decided, and
asks the store for its lock only then. A load takes the lock first: what it decides goes to the
store piece by piece, inside one transaction, and is read again from there when it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from domain.facts import Fact
from engine.book import Order, carry_out, to_come
from engine.routes.library import RouteLibrary
from engine.store.appending import Appending
from engine.store.store import Store
from engine.unit_of_work import UnitOfWork

_AT_ONCE = 1_000
_MOST_NOTES = 20
_KNOWN_NOTES = 10_000
"""Of how many notes it is remembered that they were counted, so that memory stays bounded."""


@dataclass
class Loaded:
    """What a load did, or, on a dry run, would do.

    Attributes:
        facts: how many facts were appended.
        unchanged: how many entries were in the book already, word for word.
        positions: the first and the last position of what was appended.
        notes: what the person who records should know: the first twenty.
        more_notes: how many there are beyond these.
    """

    facts: int = 0
    unchanged: int = 0
    positions: tuple[int, int] = (0, 0)
    notes: tuple[str, ...] = ()
    more_notes: int = 0
    _known: set[int] = field(default_factory=set, repr=False, compare=False)

    def note(self, said: Iterable[str]) -> None:
        """Keep the first notes and count the others, each once."""
        new = [note for note in dict.fromkeys(said) if hash(note) not in self._known]
        room = _MOST_NOTES - len(self.notes)
        self.notes += tuple(new[:room])
        self.more_notes += len(new[room:])
        self._known.update(map(hash, new[: _KNOWN_NOTES - len(self._known)]))


class _Undone(Exception):
    """Raised to leave the transaction of a dry run without a trace."""


class Loader:
    """Loads histories into a store.

    Args:
        store: the store.
        actor: who records, where a command does not say.
        today: the day it is, to note decisions that are dated after it, and to refuse what time
            is to have caused by then.
        routes: the routes that a case may begin on; those that come with the program, if left out.
    """

    def __init__(
        self,
        store: Store,
        actor: str,
        today: date = date.max,
        routes: RouteLibrary | None = None,
    ) -> None:
        self._store = store
        self._actor = actor
        self._today = today
        self._routes = routes or RouteLibrary()

    def load(self, orders: Iterable[Order]) -> Loaded:
        """Carry out commands in order and append their facts in one transaction.

        Nobody else records until it ends; others read on, and see all of it at once at the end.

        Args:
            orders: the commands, which are asked for one by one.

        Raises:
            BadInput: where what the commands are read from is wrong; nothing is recorded.
            Refused: where the domain refuses a command; nothing is recorded.
            StoreError: where the store cannot take the facts; nothing is recorded.
        """
        with self._store.recorder.appending() as work:
            return self._append(work, orders)

    def try_out(self, files: Iterable[Iterable[Order]]) -> list[Loaded]:
        """Do the same for the commands of several files after each other, and record nothing."""
        found: list[Loaded] = []
        with suppress(_Undone), self._store.recorder.appending() as work:
            found += [self._append(work, orders) for orders in files]
            raise _Undone
        return found

    def _append(self, work: Appending, orders: Iterable[Order]) -> Loaded:
        unit, loaded, before = self._unit(work), Loaded(), work.head().position
        for order in orders:
            loaded.unchanged += not carry_out(unit, order)
            if len(unit.facts) >= _AT_ONCE:
                self._flush(work, unit, loaded)
        self._flush(work, unit, loaded)
        loaded.positions = (before + 1, work.head().position)
        return loaded

    def _flush(self, work: Appending, unit: UnitOfWork, loaded: Loaded) -> None:
        """Hand what was decided to the store, and forget it here."""
        to_stored = self._store.events.mapper.to_stored_event
        work.append([to_stored(fact) for fact in unit.facts])
        loaded.facts += len(unit.facts)
        loaded.note([*unit.notes, *to_come(unit.facts, self._today)])
        unit.recorded()

    def _unit(self, work: Appending) -> UnitOfWork:
        def history(identity: str) -> Sequence[Fact]:
            return self._store.facts(work.entries_of(identity))

        return UnitOfWork(history, work.originators, self._actor, self._routes, self._today)
