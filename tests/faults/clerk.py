"""A clerk at work, as a process of its own: tells what is done, line by line, and may be killed.

It works through the same doors as the commands do, without the start of a program each time. A line
is written when the work it tells of is done, and not before: what it tells of is acknowledged.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from engine.book import Book
from engine.errors import Refused
from engine.files.record_file import read_orders
from engine.store.errors import StoreError
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


def contend(url: str, *papers: str) -> None:
    """Record papers, and tell of each what came of it: others record at the same time."""
    try:
        opened = open_store(url, system_clock, timeout=30)
    except StoreError as error:
        tell(f"{READY}\nopening failed: {error}")
        return
    with opened as store:
        book = Book(store, "clerk")
        tell(READY)
        for paper in map(Path, papers):
            tell(f"{paper.stem} {_outcome(book, paper)}")


def _outcome(book: Book, paper: Path) -> str:
    try:
        receipt = book.record(read_orders([paper]))
    except Refused as refusal:
        return f"refused: {str(refusal).splitlines()[0]}"
    except StoreError as error:
        return f"failed: {error}"
    return "recorded" if receipt.facts else "unchanged"


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
    WORK: dict[str, Callable[..., None]] = {
        "record": record,
        "contend": contend,
        "read": read,
        "renew": renew,
    }
    WORK[sys.argv[1]](*sys.argv[2:])
