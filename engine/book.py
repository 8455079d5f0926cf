"""The book: commands go in, facts are recorded, all or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from random import uniform
from time import sleep
from typing import NamedTuple

from domain.changes.lines import ChangeLine
from domain.changes.request import ChangeRequest
from domain.errors import DomainError
from domain.facts import Fact
from domain.meetings.meeting import Meeting
from domain.savings.project import Project
from domain.values.profiles import SavingsProfile
from engine.catalogue import BY_COMMAND
from engine.commands.base import Command
from engine.errors import Place, Refused
from engine.handlers.clock import check_has_come
from engine.handlers.gating import check_not_blocked
from engine.repetition import is_repeated
from engine.routes.library import RouteLibrary
from engine.store.errors import Conflict
from engine.store.store import Store
from engine.unit_of_work import UnitOfWork

_ATTEMPTS = 4
_PAUSE = 0.01


class Order(NamedTuple):
    """A command and, where it comes from a file, its place there."""

    command: Command
    place: Place | None = None


@dataclass(frozen=True)
class Receipt:
    """What recording did, or, on a dry run, would do.

    Attributes:
        facts: the facts appended, in order.
        unchanged: the commands that were in the book already, word for word.
        notes: what the person who records should know although nothing was refused.
        positions: where in the ledger the facts stand; none on a dry run.
    """

    facts: tuple[Fact, ...]
    unchanged: tuple[Order, ...]
    notes: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()


class Book:
    """An open minute book.

    Args:
        store: its store.
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
        self._known: UnitOfWork | None = None

    def record(
        self,
        orders: Sequence[Order],
        *,
        dry_run: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> Receipt:
        """Carry out commands in order and append their facts in one transaction.

        Where somebody else records first, everything is decided again on what the book then says.
        Who was not quick enough four times decides the fifth time while nobody else can record, so
        that a busy book turns nobody away. What was read for one record is kept for the next: the
        store checks that it still holds, and what would be refused by it is decided again on what
        the book says now. What is decided by all there are of a kind, as by every resolution of a
        body, is decided while nobody else can record: the store cannot check that none was added.

        Args:
            orders: the commands.
            dry_run: decide everything, record nothing.
            progress: called with the number of commands carried out so far.

        Raises:
            Refused: where the domain refuses a command; nothing is recorded.
            StoreError: where the store cannot take the facts; nothing is recorded.
        """
        if dry_run:
            return self._decided(self._unit(), orders, progress)
        for attempt in range(_ATTEMPTS):
            known, self._known = self._known, None
            with suppress(Conflict):
                if known:
                    with suppress(Refused):
                        return self._attempt(known, orders, progress)
                return self._attempt(self._unit(), orders, progress)
            # Of random length: programs that met once would otherwise meet again and again.
            sleep(uniform(0, _PAUSE * 2**attempt))  # noqa: S311 - this is no secret
        return self._alone(orders, progress)

    def _attempt(
        self,
        unit: UnitOfWork,
        orders: Sequence[Order],
        progress: Callable[[int], None] | None,
    ) -> Receipt:
        receipt = self._decided(unit, orders, progress)
        if receipt.facts and unit.asked_for_all:
            return self._alone(orders, progress)
        if receipt.facts:
            positions = self._store.events.record(
                receipt.facts, expected_versions=unit.expected_versions()
            )
            receipt = replace(receipt, positions=tuple(positions))
        unit.begin_anew()
        self._known = unit
        return receipt

    def _alone(self, orders: Sequence[Order], progress: Callable[[int], None] | None) -> Receipt:
        """Decide and record under the lock of the store, which keeps everybody else waiting."""
        with self._store.recorder.appending() as work:

            def history(identity: str) -> Sequence[Fact]:
                return self._store.facts(work.entries_of(identity))

            unit = UnitOfWork(history, work.originators, self._actor, self._routes, self._today)
            receipt = self._decided(unit, orders, progress)
            first = work.head().position + 1
            work.append([self._store.events.mapper.to_stored_event(fact) for fact in receipt.facts])
        return replace(receipt, positions=tuple(range(first, first + len(receipt.facts))))

    def _decided(
        self,
        unit: UnitOfWork,
        orders: Sequence[Order],
        progress: Callable[[int], None] | None,
    ) -> Receipt:
        unchanged = _carry_out(unit, orders, progress)
        notes = (*unit.notes, *to_come(unit.facts, self._today))
        return Receipt(tuple(unit.facts), tuple(unchanged), notes)

    def profile(self, project: str, measure: str, day: date) -> SavingsProfile:
        """Return what a project must deliver of a measure on a day, as the book knows it now.

        Raises:
            UnknownReference: where the project is not in the book.
        """
        return self._unit().get(Project, project).profile_at(day, measure)

    def was_held(self, meeting: str) -> bool:
        """Whether the book has it that a meeting was held.

        Raises:
            UnknownReference: where it is not in the book.
        """
        return self._unit().get(Meeting, meeting).held_on is not None

    def request_lines(self, change_request: str) -> tuple[ChangeLine, ...]:
        """Return what a change request asks of each of its projects.

        Raises:
            UnknownReference: where the request is not in the book.
        """
        return self._unit().get(ChangeRequest, change_request).lines

    def _unit(self) -> UnitOfWork:
        identities = self._store.reader.originators
        return UnitOfWork(self._store.history, identities, self._actor, self._routes, self._today)


def to_come(facts: Iterable[Fact], today: date) -> Iterator[str]:
    """Say which days of decision lie in the future: as a rule a year was mistyped."""
    days = {fact.decided_on for fact in facts if fact.decided_on}
    for day in sorted(day for day in days if day > today):
        yield f"{day} is still to come, and what holds from it shows only then: is the year right?"


def carry_out(unit: UnitOfWork, order: Order) -> bool:
    """Carry out one command, unless the book has it already; return whether it was carried out.

    Raises:
        Refused: where the domain refuses it, or the book has something else under its key.
    """
    handling = BY_COMMAND[type(order.command)]
    try:
        subject = handling.subject(unit, order.command)
        if is_repeated(unit, handling, subject, order.command):
            return False
        check_has_come(unit, order.command)
        check_not_blocked(unit, order.command)
        handling.act(unit, subject, order.command, unit.provenance(order.command))
    except DomainError as refusal:
        raise Refused(order.place, refusal) from refusal
    return True


def _carry_out(
    unit: UnitOfWork, orders: Sequence[Order], progress: Callable[[int], None] | None
) -> list[Order]:
    unchanged = []
    for done, order in enumerate(orders, 1):
        if not carry_out(unit, order):
            unchanged.append(order)
        if progress:
            progress(done)
    return unchanged
