"""What must hold of a book after any fault, checked on the store itself and not on its word."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.store.opening import open_reader
from engine.store.reader import LedgerEntry, LedgerReader
from engine.store.verify import verify_store
from projections.catalogue import VIEWS
from projections.runner import catch_up

Content = dict[str, Counter[tuple[Any, ...]]]
"""The rows of every table of the views."""


@dataclass
class Findings:
    """What was found in a book, and what should not have been.

    Attributes:
        facts: how many facts of papers it holds.
        acknowledged: how many facts it must hold, because somebody was told so.
        papers: the papers it holds, whole or in part.
        lost: papers that were acknowledged and are not there.
        half: papers of which only some facts are there.
        doubled: facts that are there more than once.
        broken: what is wrong with the ledger: its positions, its chain, its protection.
        views: tables of the views that are not what the ledger says.
    """

    facts: int = 0
    acknowledged: int = 0
    papers: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    views: list[str] = field(default_factory=list)

    def wrong(self) -> list[str]:
        """Say everything that must not be."""
        return [
            *(f"lost: {each}" for each in self.lost),
            *(f"half recorded: {each}" for each in self.half),
            *(f"recorded twice: {each}" for each in self.doubled),
            *self.broken,
            *(f"a view is wrong: {each}" for each in self.views),
        ]


def examine(url: str, expected: Mapping[str, int], acknowledged: Collection[str]) -> Findings:
    """Look through a book.

    Args:
        url: its store.
        expected: how many facts each paper is, if it is recorded.
        acknowledged: the papers of which somebody was told that they are recorded.
    """
    with open_reader(url) as reader:
        found = _counted(list(reader.stream()), expected, acknowledged)
        found.broken += ledger_faults(reader)
        found.views += differing(reader)
    return found


def ledger_faults(reader: LedgerReader) -> list[str]:
    """Say what is wrong with a ledger: its positions, its chain, what protects and remembers it."""
    positions = [entry.position for entry in reader.stream()]
    gapless = positions == list(range(1, len(positions) + 1))
    found = verify_store(reader)
    return [
        *([] if gapless else ["the positions have gaps"]),
        *([f"verify finds {found.fault}"] if found.fault else []),
        *(f"verify finds {each}" for each in found.unprotected),
        *([f"verify finds a damaged head: {found.damaged_head}"] if found.damaged_head else []),
    ]


def differing(reader: LedgerReader) -> list[str]:
    """Name the tables that differ from what the same ledger gives when read from its beginning."""
    kept = catch_up(reader, VIEWS)
    try:
        kept_content = content(kept)
    finally:
        kept.close()
    return [
        table
        for table, rows in from_scratch(reader).items()
        if rows != kept_content.get(table, Counter())
    ]


def from_scratch(reader: LedgerReader) -> Content:
    """Build all views anew in memory, as is done where something else has the place of their file.

    A folder is something else.
    """
    views = catch_up(reader, VIEWS, Path())
    try:
        return content(views)
    finally:
        views.close()


def content(views: Any) -> Content:
    """Read every row of every table."""
    return {
        table: Counter(map(tuple, views.execute(f"SELECT * FROM {table}")))  # noqa: S608 - ours
        for view in VIEWS
        for table in view.table_names
    }


def _counted(
    entries: list[LedgerEntry], expected: Mapping[str, int], acknowledged: Collection[str]
) -> Findings:
    made = Counter((*_origin(entry), entry.topic) for entry in entries)
    held = Counter(paper for paper, _, _ in made.elements())
    return Findings(
        facts=sum(held.values()),
        acknowledged=sum(expected[paper] for paper in acknowledged),
        papers=set(held),
        lost=[paper for paper in acknowledged if not held[paper]],
        half=[paper for paper, count in held.items() if count < expected[paper]],
        doubled=[f"{each[0]}: {each[1]}" for each, count in made.items() if count > 1],
    )


def paper_of(entry: LedgerEntry) -> str:
    """Return the paper of a fact."""
    return _origin(entry)[0]


def _origin(entry: LedgerEntry) -> tuple[str, str]:
    """Return the paper of a fact, and the command that made it."""
    fact = json.loads(entry.state)
    return fact["source"]["document"], fact["command_id"]
