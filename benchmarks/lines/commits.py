"""One decision, one durable commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count

from benchmarks.library import DefaultBook
from benchmarks.lines.run import Run
from benchmarks.measure import Line, at_least, rates, timed
from benchmarks.orders import founding, reports
from benchmarks.sites import Row, Site
from domain.facts import Fact
from engine.book import Book, Order
from engine.store.factory import open_store
from engine.store.mapper import FactMapper

PROJECTS, SINGLE = 500, 300
_DEFAULT = "the library's default application"


def commits(run: Run) -> Iterator[Line]:
    """Compare one durable commit with that of the raw driver and of the library."""
    for site in run.sites.all:
        yield from _commits(site)


def _commits(site: Site) -> Iterator[Line]:
    table, first = site.table(), count(step=SINGLE)
    with open_store(site.new()) as store, DefaultBook(site, PROJECTS) as library:
        book = Book(store, "clerk")
        book.record([*founding(PROJECTS)])

        def orders() -> list[Order]:
            return [*reports(PROJECTS, SINGLE, next(first))]

        def store_alone() -> float:
            facts = book.record(orders(), dry_run=True).facts
            return timed(lambda: [store.events.record([fact]) for fact in facts])

        def whole_book() -> float:
            decided = orders()
            return timed(lambda: [book.record([order]) for order in decided])

        def raw() -> float:
            rows = rows_of(book.record(orders(), dry_run=True).facts)
            return timed(lambda: [table.insert([row]) for row in rows])

        def default() -> float:
            decided = orders()
            return timed(lambda: library.report_each(decided))

        alone, whole = (
            "one decided fact, durable commit",
            "one decision with its rules, durable commit",
        )
        aim = at_least(0.65) if site.name == "SQLite" else None
        twice = None if site.name == "SQLite" else at_least(2)
        yield rates(alone, site.name, site.raw, SINGLE, store_alone, raw, aim)
        yield rates(alone, site.name, _DEFAULT, SINGLE, store_alone, default, twice)
        yield rates(whole, site.name, site.raw, SINGLE, whole_book, raw, aim)
        yield rates(whole, site.name, _DEFAULT, SINGLE, whole_book, default, twice)


_VERSIONS = count(1)


def rows_of(facts: Sequence[Fact]) -> list[Row]:
    """Return the rows that a ledger has of some facts, ready for a plain insert.

    Versions are counted on, so that the rows of several rounds go into one table.
    """
    stored = [FactMapper().to_stored_event(fact) for fact in facts]
    moment, digest = "2026-01-01T00:00:00.000000Z", sha256().digest()
    return [
        (str(one.originator_id), next(_VERSIONS), one.topic, one.state, moment, digest)
        for one in stored
    ]
