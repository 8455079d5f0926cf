"""A long history loaded in one transaction: validated, decided by the rules, chained."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path

from eventsourcing.persistence import StoredEvent

from benchmarks.library import DefaultBook
from benchmarks.lines.commits import PROJECTS
from benchmarks.lines.run import Run
from benchmarks.loading import load
from benchmarks.measure import Line, at_least, rates, timed
from benchmarks.orders import reports
from benchmarks.sites import Row, Site
from benchmarks.synthetic.book import book
from benchmarks.synthetic.plan import Plan
from engine.store.factory import open_store

FACTS, ROUNDS = 20_000, 3


def bulk(run: Run) -> Iterator[Line]:
    """Compare loading a file of entries, and appending decided facts, with raw inserts."""
    steps = [step for _, month in book(Plan(FACTS)) for step in month]
    file = run.scratch / "history.jsonl"
    file.write_text("".join(f"{step.line()}\n" for step in steps), encoding="utf-8")
    events = [event for step in steps for event in step.events]
    for site in run.sites.all:
        yield from _bulk(site, file, events)


def _bulk(site: Site, file: Path, events: list[StoredEvent]) -> Iterator[Line]:
    rows = [_row(event) for event in events]

    def entries() -> float:
        url = site.new()
        return timed(lambda: load(url, file))

    def decided() -> float:
        with open_store(site.new()) as store, store.recorder.appending() as work:
            left = iter(events)
            pieces = iter(lambda: [*islice(left, 1_000)], [])
            return timed(lambda: [work.append(piece) for piece in pieces])

    def raw() -> float:
        table = site.table()
        return timed(lambda: table.insert(rows))

    def default() -> float:
        orders = [*reports(PROJECTS, FACTS // 4)]
        with DefaultBook(site, PROJECTS) as library:
            return 4 * timed(lambda: library.report_all(orders))

    loaded = "bulk: a file of entries, validated and decided, chained"
    chained = "bulk: decided facts, chained"
    reference = f"{site.raw} in one batch"
    count = len(events)
    yield rates(loaded, site.name, reference, count, entries, raw, at_least(0.5), ROUNDS)
    yield rates(chained, site.name, reference, count, decided, raw, None, ROUNDS)
    name = "the library's default application, status reports"
    yield rates(loaded, site.name, name, count, entries, default, None, ROUNDS)


def _row(event: StoredEvent) -> Row:
    moment, digest = "2026-01-01T00:00:00.000000Z", sha256().digest()
    subject, version = str(event.originator_id), event.originator_version
    return (subject, version, event.topic, event.state, moment, digest)
