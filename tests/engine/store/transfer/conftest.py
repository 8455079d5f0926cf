"""Stores to copy, back up and restore."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.store.factory import open_store
from engine.store.opening import create, open_reader
from engine.store.reader import LedgerEntry
from tests.engine.store.samples import SteppingClock, noted

Maker = Callable[..., str]


@pytest.fixture
def book(tmp_path: Path) -> Maker:
    """Make a store in a file that holds so many facts, the same ones under every name."""

    def made(name: str, facts: int = 5, *, amount: str = "10.50") -> str:
        url = f"sqlite:///{tmp_path}/{name}"
        create(url)
        add(url, facts, amount=amount)
        return url

    return made


def add(url: str, facts: int, *, after: int = 0, amount: str = "10.50") -> None:
    """Record facts of subjects of their own, one commit and one second each."""
    clock = SteppingClock()
    clock.step(after)
    with open_store(url, clock) as store:
        for number in range(after, after + facts):
            clock.step(1)
            store.events.record([noted(f"project:p{number}", amount=amount)])


def entries(url: str) -> list[LedgerEntry]:
    """Read everything that a store holds."""
    with open_reader(url) as reader:
        return list(reader.stream())
