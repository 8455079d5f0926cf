"""The movements of figures in a book, for those who keep nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.store.opening import open_reader


class Movement(NamedTuple):
    """One year of one fact that alters a figure."""

    project: str
    measure: str
    year: str
    change: str
    decided_on: str
    recorded_at: str
    act: str


def movements(url: str) -> Iterator[Movement]:
    """Yield every movement of a book in the order of recording."""
    with open_reader(url) as reader:
        for entry in reader.stream():
            act = entry.topic.split(".")[1]
            if act not in _CHANGES:
                continue
            said = json.loads(entry.state)
            project = entry.originator_id.partition(":")[2]
            for year, change in _change(act, said).items():
                yield Movement(
                    project,
                    said["measure"],
                    year,
                    change,
                    said["decided_on"],
                    entry.recorded_at,
                    act,
                )


def portfolios(url: str) -> Iterator[tuple[str, str]]:
    """Yield every project with its portfolio."""
    with open_reader(url) as reader:
        for identity in reader.originators("project:"):
            started = json.loads(reader.entries_of(identity)[0].state)
            yield started["ref"], started["portfolio"]


_CHANGES = {
    "baseline-set": "profile",
    "savings-extended": "change",
    "savings-corrected": "change",
    "savings-rebaselined": "revised",
}


def _change(act: str, said: dict[str, dict[str, str]]) -> dict[str, str]:
    stated = said[_CHANGES[act]]
    if act != "savings-rebaselined":
        return stated
    expected = said["expected"]
    return {
        year: str(Decimal(amount) - Decimal(expected.get(year, 0)))
        for year, amount in stated.items()
        if amount != expected.get(year, "0")
    }
