"""Questions to the views of a large book, and how soon a new decision shows in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from benchmarks.lines.run import SMALL, Run
from benchmarks.measure import Line, at_most, duration, durations, no_more_than, timed
from benchmarks.orders import extension
from benchmarks.sites import Site
from benchmarks.synthetic.plan import PROBE, Plan
from engine.book import Book
from engine.store.factory import open_store
from engine.store.opening import open_reader
from projections.catalogue import VIEWS
from projections.runner import catch_up
from projections.savings.history import history
from projections.savings.portfolio import portfolio
from projections.views import Views

TIMES = 20
TODAY = date(2026, 11, 22)
DAYS = (date(2002, 6, 30), date(2009, 12, 31), date(2018, 9, 30), TODAY)


@contextmanager
def open_views(site: Site, plan: Plan) -> Iterator[Views]:
    """Open the views of a synthetic book, once they are up to its end."""
    with open_reader(site.book(plan)) as reader:
        views = catch_up(reader, VIEWS)
        try:
            yield views
        finally:
            views.close()


def questions(run: Run) -> Iterator[Line]:
    """Ask a small book and the large one."""
    for site in run.sites.all:
        with open_views(site, SMALL) as small, open_views(site, run.large) as large:
            yield _history(run, site, small, large)
            yield from _portfolio(run, site, large)
        yield _news(run, site)


def _history(run: Run, site: Site, small: Views, large: Views) -> Line:
    def asked(views: Views) -> float:
        return timed(lambda: [history(views, PROBE, as_at=TODAY) for _ in range(TIMES)]) / TIMES

    moved = len(history(large, PROBE, as_at=TODAY).movements)
    return durations(
        f"history of a figure of {moved} movements, {run.size:,} facts",
        site.name,
        f"the same, {SMALL.facts:,} facts",
        lambda: asked(large),
        lambda: asked(small),
        at_most(1.5),
    )


def _portfolio(run: Run, site: Site, views: Views) -> Iterator[Line]:
    whole = views.position
    known = {
        day: views.ledger.position_at(datetime(day.year, day.month, day.day, tzinfo=UTC))
        for day in DAYS
    }

    def asked(day: date, position: int) -> float:
        return timed(lambda: portfolio(views, as_at=day, known=position))

    projects = portfolio(views, as_at=TODAY, known=whole).total.projects
    told = f"{projects:,} projects, {run.size:,} facts, the slowest of {len(DAYS)} dates"
    aim = no_more_than(100)
    yield duration(
        f"portfolio as at: {told}", site.name, lambda: max(asked(day, whole) for day in DAYS), aim
    )
    yield duration(
        f"portfolio as known: {told}",
        site.name,
        lambda: max(asked(day, known[day]) for day in DAYS),
        aim,
    )


def _news(run: Run, site: Site) -> Line:
    url = site.book(run.large)
    with open_store(url) as store, open_reader(url) as reader:
        book = Book(store, "clerk")

        def seen() -> float:
            number = reader.last_position()
            book.record([extension(f"bench-{number}", "p-0001", "committee-1")])
            return timed(lambda: catch_up(reader, VIEWS).close())

        seen()
        return duration(
            f"one new decision seen in every view, {run.size:,} facts",
            site.name,
            seen,
            no_more_than(20),
        )
