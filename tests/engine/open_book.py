"""An open book on a real store, for tests of what commands do.

A test reads::

    book.given(COUNCIL)
    receipt = book.when("- body-renaming: {body: ics, name: Improvement, decided_on: 2019-01-01}")
    assert told(receipt) == ["body-renamed body:ics on 2019-01-01"]
    assert fact_of(receipt).name == "Improvement"

    book.refuses("- body-renaming: …", NotInForce, "was dissolved on")
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pytest

from domain.errors import DomainError
from domain.facts import Fact
from engine.book import Book, Order, Receipt
from engine.errors import BadInput, Refused
from engine.files.record_file import read_orders
from engine.store.factory import open_store
from engine.store.opening import create
from engine.store.store import Store

FIRST = datetime(2026, 11, 21, 10, tzinfo=UTC)


class Clock:
    """A clock that moves a second on whenever it is asked."""

    def __init__(self) -> None:
        self.now = FIRST

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class OpenBook:
    """A book in a folder of its own.

    Attributes:
        store: its store.
        book: what is tested.
    """

    def __init__(
        self, folder: Path, name: str = "minutebook.db", *, url: str | None = None
    ) -> None:
        self.folder = folder
        self.path = folder / name
        self.url = url or f"sqlite:///{self.path}"
        create(self.url)
        self.store: Store = open_store(self.url, Clock(), timeout=0.2)
        self.book = Book(self.store, "clerk")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.store.close()

    def file(self, text: str, name: str = "entries.yaml") -> Path:
        """Write a record file into the folder."""
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        return file

    def orders(self, text: str, name: str = "entries.yaml") -> list[Order]:
        """Read the commands of a text."""
        return read_orders([self.file(text, name)])

    def given(self, *texts: str) -> Self:
        """Record what the test starts from."""
        for text in texts:
            self.when(text)
        return self

    def when(self, text: str, *, dry_run: bool = False) -> Receipt:
        """Record a text."""
        return self.book.record(self.orders(text), dry_run=dry_run)

    def refuses(self, text: str, reason: type[DomainError], *words: str) -> DomainError:
        """Expect a refusal of this kind, in these words, which leaves the book as it was."""
        before = self.store.reader.head()
        with pytest.raises(Refused) as refused:
            self.when(text)
        assert type(refused.value.reason) is reason, refused.value.reason
        for word in words:
            assert word in str(refused.value)
        assert self.store.reader.head() == before
        return refused.value.reason

    def cannot_read(self, text: str, *words: str) -> None:
        """Expect the text to be refused as input, in these words."""
        before = self.store.reader.head()
        with pytest.raises(BadInput) as refused:
            self.when(text)
        for word in words:
            assert word in str(refused.value)
        assert self.store.reader.head() == before

    def history(self, identity: str) -> list[Fact]:
        """Read what is recorded of a subject."""
        return self.store.history(identity)


def told(receipt: Receipt) -> list[str]:
    """Return each fact in a line: its kind, whose it is, the day it was decided."""
    return [
        f"{fact.TOPIC.split('.')[1]} {fact.originator_id}"
        + (f" on {fact.decided_on}" if fact.decided_on else "")
        for fact in receipt.facts
    ]


def fact_of(receipt: Receipt, number: int = -1) -> Any:
    """Return a fact of a receipt: the last, unless a place is given."""
    return receipt.facts[number]


def saying(facts: Sequence[Fact]) -> list[dict[str, Any]]:
    """Return what facts say, without who made them and when."""
    return [
        fact.model_dump(exclude={"actor", "command_id"}, by_alias=True) | {"topic": fact.TOPIC}
        for fact in facts
    ]


COUNCIL = """
- body: {ref: policy, name: Policy Committee, kind: committee}
- body: {ref: ics, name: Improvement and Change Sub-Committee, kind: sub-committee}
- body: {ref: asch, name: Adult Social Care Committee, kind: committee}
"""
MEETING = """
- meeting: {ref: ics-2018-11-05, body: ics, held_on: 2018-11-05}
"""
PROJECT = """
- project: {ref: reviews, name: Targeted Reviews, portfolio: asch}
"""
BASELINE = """
- baseline:
    project: reviews
    authority: {body: asch, decided_on: 2017-09-11}
    profile: {2018/19: 3010000, 2019/20: 2000000, 2020/21: 1000000}
"""
REQUEST = """
- change-request:
    ref: ICS-2019-A
    title: Accelerate Targeted Reviews
    kind: re-profile
    to: ics
    raised_on: 2018-12-20
    raised_by: P. Officer
    projects:
      - project: reviews
        expected: {2018/19: 3010000, 2019/20: 2000000, 2020/21: 1000000}
        revised: {2018/19: 3010000, 2019/20: 3000000, 2020/21: 0}
"""
