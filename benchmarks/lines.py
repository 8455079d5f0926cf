"""What is measured, one function a line of the table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from benchmarks.measure import Line, durations, rates, timed
from benchmarks.orders import extensions, founding, report_entries, reports, validated
from benchmarks.stores import PlainLedger, default_book, our_book, rows_of
from domain.savings.project import Project
from engine.book import Book, Order
from engine.store.sqlite.reader import SQLiteReader
from engine.store.store import Store
from projections.catalogue import VIEWS
from projections.runner import catch_up
from projections.savings.status import STATUS
from projections.view import View

PROJECTS = 500
BULK = 5_000
FORTY = 40
SINGLE = 300


def single_commits(folder: Path) -> Iterator[Line]:
    """One decision, one durable commit: the store alone, then the whole book."""
    store, book = our_book(folder, "single")
    book.record([*founding(PROJECTS)])
    plain = PlainLedger(folder / "single-plain.db")
    first = count(step=SINGLE)

    def recorded() -> list[Order]:
        return [*reports(PROJECTS, SINGLE, next(first))]

    def whole_book() -> float:
        orders = recorded()
        return timed(lambda: [book.record([order]) for order in orders])

    def store_alone() -> float:
        facts = book.record(recorded(), dry_run=True).facts
        return timed(lambda: [store.events.record([fact]) for fact in facts])

    def plain_inserts() -> float:
        rows = rows_of(book.record(recorded(), dry_run=True).facts)
        return timed(lambda: [plain.insert([row]) for row in rows])

    what = "raw sqlite3, same rows, same durability"
    yield rates("commit of one fact: store", what, SINGLE, store_alone, plain_inserts, "≥ 0.5")
    yield rates("commit of one decision: book", what, SINGLE, whole_book, plain_inserts, "≥ 0.5")
    store.close()


def bulk_record(folder: Path) -> Iterator[Line]:
    """Five thousand entries in one transaction, each round into a new store."""
    number = count()

    def founded() -> tuple[Store, Book]:
        store, book = our_book(folder, f"bulk-{next(number)}")
        book.record([*founding(PROJECTS)])
        return store, book

    def commands() -> float:
        store, book = founded()
        entries = [*report_entries(PROJECTS, BULK)]
        with store:
            return timed(lambda: book.record([validated(entry) for entry in entries]))

    def facts() -> float:
        store, book = founded()
        decided = book.record([*reports(PROJECTS, BULK)], dry_run=True).facts
        with store:
            return timed(lambda: store.events.record(decided))

    def plain_inserts() -> float:
        store, book = founded()
        rows = rows_of(book.record([*reports(PROJECTS, BULK)], dry_run=True).facts)
        store.close()
        plain = PlainLedger(folder / f"bulk-plain-{next(number)}.db")
        return timed(lambda: plain.insert(rows))

    def of_the_library() -> float:
        library = default_book(folder, f"bulk-library-{next(number)}", PROJECTS)
        orders = [*reports(PROJECTS, BULK)]
        return timed(lambda: library.report(orders))

    raw, default = "raw sqlite3, one executemany", "the library's default application"
    yield rates("bulk: decided facts to store", raw, BULK, facts, plain_inserts, "≥ 0.25")
    yield rates(
        "bulk: entries to store, rules and all", raw, BULK, commands, plain_inserts, "≥ 0.25"
    )
    yield rates("the same", default, BULK, commands, of_the_library, "≥ 1")


def replay(folder: Path) -> Iterator[Line]:
    """Rebuild aggregates of forty facts each."""
    store, book = our_book(folder, "replay")
    book.record([*founding(PROJECTS), *extensions(PROJECTS, FORTY)])
    library = default_book(folder, "replay-library", PROJECTS)
    for _ in range(FORTY):
        library.report([*reports(PROJECTS, PROJECTS)])

    def ours() -> float:
        refs = [f"project-{number}" for number in range(PROJECTS)]
        return timed(lambda: [Project(ref).replay(store.history(f"project:{ref}")) for ref in refs])

    def of_the_library() -> float:
        repository = library.application.repository
        return timed(lambda: [repository.get(project.id) for project in library.projects])

    what = "the library's default application"
    facts = FORTY * PROJECTS
    yield rates("replay of aggregates", what, facts, ours, of_the_library, "≥ 1")
    store.close()


def rebuild(folder: Path) -> Iterator[Line]:
    """Build every view from the ledger."""
    store, book = our_book(folder, "views")
    book.record([*founding(PROJECTS), *reports(PROJECTS, 8 * BULK)])
    store.close()
    path = folder / "views.db"
    facts = 8 * BULK + 2 * PROJECTS + 1
    views = folder / "measured-views"

    def built(wanted: Sequence[View]) -> float:
        for part in folder.glob(f"{views.name}*"):
            part.unlink()
        with SQLiteReader(path) as reader:
            return timed(lambda: catch_up(reader, wanted, views).close())

    def decoding() -> float:
        with SQLiteReader(path) as reader:
            return timed(
                lambda: [json.loads(entry.state) for entry in reader.read_entries(1, facts)]
            )

    what = "reading and decoding the same JSON"
    aim = "≥ 60,000 a second"
    yield rates("rebuild of one view", what, facts, lambda: built([STATUS]), decoding, aim)
    yield rates(
        f"rebuild of all {len(VIEWS)} views", what, facts, lambda: built(VIEWS), decoding, aim
    )


def start_up(folder: Path) -> Iterator[Line]:
    """The program as a whole process, on the example."""
    environment = {
        **os.environ,
        "MINUTEBOOK_STORE": f"sqlite:///{folder / 'demo' / 'minutebook.db'}",
    }
    program = [sys.executable, "-m", "cli.main"]
    here = Path(__file__).parent.parent

    def run(*words: str) -> float:
        return timed(
            lambda: subprocess.run(
                [*words], check=True, capture_output=True, env=environment, cwd=here
            )
        )

    run(*program, "demo", "--out", str(folder / "demo"))
    for words in (
        ("portfolio", "--as-at", "2018-09-30"),
        ("saving", "history", "targeted-reviews"),
        ("resolution", "list"),
        ("change", "show", "ICS-2019-A"),
        ("log",),
    ):
        yield durations(
            f"minutebook {' '.join(words)}",
            "python -c pass",
            lambda words=words: run(*program, *words),  # type: ignore[misc] # mypy cannot infer the default
            lambda: run(sys.executable, "-c", "pass"),
            "≤ 20 or 0.35 s",
        )


LINES = (single_commits, bulk_record, replay, rebuild, start_up)
