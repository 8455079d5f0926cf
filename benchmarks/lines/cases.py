"""Cases: a step beside a plain record, and the list of what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, islice

from benchmarks.lines.run import Run
from benchmarks.lines.starting import PROGRAM, process
from benchmarks.measure import Line, at_most, duration, durations, no_more_than, timed
from benchmarks.orders import founding, reports
from benchmarks.sites import Site
from benchmarks.travelling import (
    WAY,
    approval,
    case,
    comment,
    offices,
    project,
    request,
    step,
    waiting,
)
from engine.book import Book, Order
from engine.store.errors import UnusableStore
from engine.store.factory import open_store
from engine.store.opening import create, open_reader

PROJECTS, SINGLE, OPEN, AT_ONCE = 500, 100, 10_000, 1_000
ON = "2019-03-15"
_EDITION = 1


def cases(run: Run) -> Iterator[Line]:
    """Compare steps of cases with plain records, and ask for the work of many open cases."""
    for site in run.sites.all:
        yield from _steps(site)
    for site in run.sites.all:
        yield _work(site)


def _steps(site: Site) -> Iterator[Line]:
    first = count(step=SINGLE)
    with open_store(site.new()) as store:
        book = Book(store, "clerk")
        book.record([*founding(PROJECTS), *offices()])

        def each(orders: list[Order]) -> float:
            return timed(lambda: [book.record([order]) for order in orders]) / SINGLE

        def numbers() -> range:
            begin = next(first)
            new = range(begin, begin + SINGLE)
            book.record([order for number in new for order in project(number)])
            book.record([request(number, number) for number in new])
            return new

        def travelling(name: str) -> Callable[[], float]:
            steps = [*WAY[:4], name]

            def measured() -> float:
                new = numbers()
                book.record([case(number) for number in new])
                for before in steps[: steps.index(name)]:
                    book.record([step(number, before) for number in new])
                return each([step(number, name) for number in new])

            return measured

        def plain() -> float:
            return each([*reports(PROJECTS, SINGLE, next(first))])

        def alone(order: Callable[[int], Order]) -> Callable[[], float]:
            return lambda: each([order(number) for number in numbers()])

        report, aim = "a status report in the same book", at_most(1.5)
        for what, name in (
            ("one step of a case, durable commit", "submit"),
            ("one step with a comment on the request", "comment"),
            ("one step that approves and changes the figures", "approve"),
        ):
            yield durations(what, site.name, report, travelling(name), plain, aim)
        same = "the same without a route"
        yield durations(
            "one step with a comment on the request",
            site.name,
            same,
            travelling("comment"),
            alone(comment),
        )
        yield durations(
            "one step that approves and changes the figures",
            site.name,
            same,
            travelling("approve"),
            alone(approval),
        )


def _work(site: Site) -> Line:
    url = book_of_cases(site, OPEN)
    words = (*PROGRAM, "work", "--on", ON)
    process(*words, url=url)
    return duration(
        f"`minutebook work --on {ON}`, whole process, {OPEN:,} open cases",
        site.name,
        lambda: timed(lambda: process(*words, url=url)),
        no_more_than(1000),
    )


def book_of_cases(site: Site, number: int) -> str:
    """Return the URL of a book with so many open cases, made where it is not there yet."""
    url = site.kept_url(f"cases_{number}_{_EDITION}")
    orders = [*waiting(number)]
    if not _whole(url, len(orders)):
        site.remove(url)
        create(url)
        left = iter(orders)
        with open_store(url) as store:
            book = Book(store, "clerk")
            while piece := [*islice(left, AT_ONCE)]:
                book.record(piece)
        site.settle()
    return url


def _whole(url: str, least: int) -> bool:
    try:
        with open_reader(url) as reader:
            return reader.last_position() >= least
    except UnusableStore:
        return False
