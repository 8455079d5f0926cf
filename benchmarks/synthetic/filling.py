"""Puts a synthetic book into a store, with the moments at which a clerk would have recorded it."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection

from eventsourcing.persistence import StoredEvent

from benchmarks.synthetic.book import book
from benchmarks.synthetic.plan import FOUNDED_AT, Plan
from engine.store.factory import open_store
from engine.store.opening import create

_PIECE = 2_000


class MonthlyClock:
    """A clock that stands still until it is put on."""

    def __init__(self) -> None:
        self.moment = FOUNDED_AT

    def __call__(self) -> datetime:
        """Tell the moment it was put on to."""
        return self.moment


def fill(plan: Plan, url: str, progress: Callable[[int], None] | None = None) -> None:
    """Create a store and put the book into it, a transaction for each month.

    The facts go in as they are, past the rules that would give the same ones (see `pen`). A second
    process writes them while this one stores them.

    Args:
        plan: the book.
        url: the store, which must not exist.
        progress: called with the number of facts that are in the store so far.

    Raises:
        UnusableStore: there is a store already, or it cannot be made.
    """
    create(url)
    clock, done = MonthlyClock(), 0
    with open_store(url, clock) as store, _written_beside(plan) as messages:
        while moment := marshal.loads(messages.recv_bytes()):  # noqa: S302 - from ourselves
            clock.moment = datetime.fromisoformat(moment)
            with store.recorder.appending() as appending:
                while piece := marshal.loads(messages.recv_bytes()):  # noqa: S302 - as above
                    appending.append([StoredEvent(*parts) for parts in piece])
                    done += len(piece)
                    if progress:
                        progress(done)


@contextmanager
def _written_beside(plan: Plan) -> Iterator[Connection]:
    """Let another process write the book, month by month and piece by piece."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    writer = context.Process(target=_write, args=(plan, there), daemon=True)
    writer.start()
    there.close()
    with closing(here):
        yield here
    writer.join()


def _write(plan: Plan, to: Connection) -> None:
    """Send the book, or as much of it as somebody reads."""
    with suppress(BrokenPipeError):
        _send(plan, to)


def _send(plan: Plan, to: Connection) -> None:
    """Send for each month a moment, then pieces up to an empty one; at the end no moment."""
    for moment, steps in book(plan):
        to.send_bytes(marshal.dumps(moment.isoformat()))
        events = (
            (event.originator_id, event.originator_version, event.topic, event.state)
            for step in steps
            for event in step.events
        )
        while piece := [*islice(events, _PIECE)]:
            to.send_bytes(marshal.dumps(piece))
        to.send_bytes(marshal.dumps([]))
    to.send_bytes(marshal.dumps(""))
