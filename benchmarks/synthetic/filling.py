"""Puts a synthetic book into a store, with the moments at which a clerk would have recorded it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import islice

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

    The facts go in as they are, past the rules that would give the same ones (see `pen`).

    Args:
        plan: the book.
        url: the store, which must not exist.
        progress: called with the number of facts that are in the store so far.

    Raises:
        UnusableStore: there is a store already, or it cannot be made.
    """
    create(url)
    clock, done = MonthlyClock(), 0
    with open_store(url, clock) as store:
        for moment, steps in book(plan):
            clock.moment = moment
            events = (event for step in steps for event in step.events)
            with store.recorder.appending() as appending:
                while piece := [*islice(events, _PIECE)]:
                    appending.append(piece)
                    done += len(piece)
                    if progress:
                        progress(done)
