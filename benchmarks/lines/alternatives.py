"""What a user would otherwise pick for the audit job, asked the same questions."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from benchmarks.journal import account, write
from benchmarks.lines.questions import DAYS, TODAY, open_views
from benchmarks.lines.run import Run
from benchmarks.lines.starting import HERE, PROGRAM
from benchmarks.measure import Line, durations, rates, timed
from benchmarks.movements import Movement, movements, portfolios
from benchmarks.orders import extension, founding
from benchmarks.sites import Site
from benchmarks.synthetic.plan import PROBE, Plan
from benchmarks.temporal import TemporalTable
from engine.book import Book
from engine.store.factory import open_store
from projections.savings.history import history
from projections.savings.portfolio import portfolio
from projections.views import Views

MEASURE = "cashable-benefit"
SINGLE, TIMES = 200, 20
MOST_IN_JOURNAL = 1_000_000
TABLE = "PostgreSQL table with history triggers"


def alternatives(run: Run) -> Iterator[Line]:
    """Ask a temporal table and a beancount journal what the book is asked."""
    site = run.sites.shared
    url = site.book(run.large)
    with closing(run.sites.shared.connect()) as connection:
        table = TemporalTable(connection)
        table.load(portfolios(url), movements(url))
        yield _recording(site, table)
        with open_views(site, run.large) as views:
            yield from _asking(site, table, views, run.size)
    yield from _journal(run)


def _recording(site: Site, table: TemporalTable) -> Line:
    """Record movements of figures one by one, each durably."""
    number = count()
    with open_store(site.new()) as store:
        book = Book(store, "clerk")
        book.record([*founding(SINGLE)])

        def ours() -> float:
            orders = [
                extension(f"e-{next(number)}", f"project-{project}", "committee")
                for project in range(SINGLE)
            ]
            return timed(lambda: [book.record([order]) for order in orders])

        def theirs() -> float:
            moment = datetime.now(UTC).isoformat()
            moved = [
                Movement(f"p-{place:04d}", MEASURE, "2019/20", "100", str(TODAY), moment, "")
                for place in range(SINGLE)
            ]
            return timed(lambda: table.move_each(moved))

        return rates("one movement of a figure recorded", site.name, TABLE, SINGLE, ours, theirs)


def _asking(site: Site, table: TemporalTable, views: Views, size: int) -> Iterator[Line]:
    def line(
        what: str, ours: Callable[[], object], theirs: Callable[[], object], times: int
    ) -> Line:
        return durations(
            f"{what}, {size:,} facts",
            site.name,
            TABLE,
            lambda: timed(lambda: [ours() for _ in range(times)]) / times,
            lambda: timed(lambda: [theirs() for _ in range(times)]) / times,
        )

    def known(day: date) -> datetime:
        return datetime(day.year, day.month, day.day, tzinfo=UTC)

    positions = {day: views.ledger.position_at(known(day)) for day in DAYS}
    yield line(
        "history of a figure",
        lambda: history(views, PROBE, as_at=TODAY),
        lambda: table.history(PROBE, MEASURE),
        TIMES,
    )
    yield line(
        f"portfolio as at, {len(DAYS)} dates",
        lambda: [portfolio(views, as_at=day) for day in DAYS],
        lambda: [table.as_at(MEASURE, day) for day in DAYS],
        1,
    )
    yield line(
        f"portfolio as known, {len(DAYS)} dates",
        lambda: [portfolio(views, as_at=day, known=positions[day]) for day in DAYS],
        lambda: [table.as_known(MEASURE, day, known(day)) for day in DAYS],
        1,
    )


def _journal(run: Run) -> Iterator[Line]:
    site = run.sites.all[0]
    plan = Plan(min(run.size, MOST_IN_JOURNAL))
    url, journal = site.book(plan), run.scratch / "figures.beancount"
    write(journal, movements(url))
    with open_views(site, plan):
        pass
    prefix = account(PROBE, MEASURE, "").rpartition(":")[0]

    def ours() -> float:
        return _process(*PROGRAM, "saving", "history", PROBE, url=url)

    def read() -> float:
        return _process(sys.executable, "-m", "benchmarks.balances", str(journal), prefix)

    def first() -> float:
        for cache in Path(run.scratch).glob(".figures*"):
            cache.unlink()
        return read()

    what = f"history of a figure, whole process, {plan.facts:,} facts"
    read()
    yield durations(what, site.name, "beancount, its cache warm", ours, read, rounds=3)
    yield durations(what, site.name, "beancount, the journal just altered", ours, first, rounds=3)


def _process(*words: str, url: str = "") -> float:
    environment = {**os.environ, **({"MINUTEBOOK_STORE": url} if url else {})}
    return timed(
        lambda: subprocess.run([*words], check=True, capture_output=True, env=environment, cwd=HERE)
    )
