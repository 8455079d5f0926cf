"""A clerk at work, as a process of its own: tells what is done, line by line, and may be killed.

It works through the same doors as the commands do, without the start of a program each time. A line
is written when the work it tells of is done, and not before: what it tells of is acknowledged.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from engine.book import Book
from engine.files.record_file import read_orders
from engine.store.factory import open_store, system_clock
from engine.store.opening import open_reader
from projections.catalogue import VIEWS
from projections.runner import catch_up, rebuild

READY = "ready"


def tell(line: str) -> None:
    """Write a line that the one who waits sees at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def record(url: str, *papers: str) -> None:
    """Record papers one after the other, each in a transaction of its own."""
    with open_store(url, system_clock, timeout=30) as store:
        book = Book(store, "clerk")
        tell(READY)
        for paper in map(Path, papers):
            book.record(read_orders([paper]))
            tell(paper.stem)


def read(url: str, times: str) -> None:
    """Bring the views up to the end of the ledger again and again."""
    tell(READY)
    for _ in range(int(times)):
        with open_reader(url) as reader:
            catch_up(reader, VIEWS).close()
        tell("read")


def renew(url: str, times: str) -> None:
    """Make the views anew again and again."""
    tell(READY)
    for _ in range(int(times)):
        with open_reader(url) as reader:
            rebuild(reader, VIEWS).close()
        tell("renewed")


if __name__ == "__main__":
    WORK: dict[str, Callable[..., None]] = {"record": record, "read": read, "renew": renew}
    WORK[sys.argv[1]](*sys.argv[2:])
