"""Papers to record: files of which it is known how many facts each must leave in the book.

Every fact names its paper as its source, so that the ledger itself tells which papers it holds,
and whether it holds the whole of each. All papers extend the savings of the same few projects.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROJECTS = 24
AUTHORITY = {"body": "committee", "decided_on": "2018-04-01"}

Entry = dict[str, dict[str, Any]]


class Papers:
    """A folder of papers.

    Attributes:
        facts: how many facts each paper is, by its name.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self.facts: dict[str, int] = {}

    def path(self, name: str) -> Path:
        """Return the file of a paper."""
        return self._folder / f"{name}.json"

    def found(self, name: str = "founding") -> Path:
        """Write the paper on which the others rest: a committee, its meeting, its projects."""
        return self._write(name, list(_founding()), extra=1)  # to hold a meeting is a fact more

    def paper(self, number: int, entries: int) -> Path:
        """Write a paper of that many entries, each of which is one fact."""
        name = f"paper-{number}"
        return self._write(name, [_passed(name), *(_entries(name, number, entries - 1))])

    def _write(self, name: str, entries: list[Entry], *, extra: int = 0) -> Path:
        self.facts[name] = len(entries) + extra
        head = {"file": {"source": {"document": name}, "actor": "clerk"}}
        lines = ",\n".join(json.dumps(entry) for entry in [head, *entries])
        self.path(name).write_text(f"[\n{lines}\n]\n", encoding="utf-8")
        return self.path(name)


def _founding() -> Iterator[Entry]:
    yield {"body": {"ref": "committee", "name": "Committee", "kind": "committee"}}
    yield {"meeting": {"ref": "first", "body": "committee", "held_on": "2018-04-01"}}
    for number in range(PROJECTS):
        ref = f"project-{number}"
        yield {"project": {"ref": ref, "name": f"Project {number}", "portfolio": "all"}}
        yield {
            "baseline": {
                "project": ref,
                "authority": AUTHORITY,
                "profile": {"2018/19": 1000 * number, "2019/20": 500},
            }
        }


def _passed(name: str) -> Entry:
    clauses = [{"effect": "agrees", "text": f"To do what {name} says."}]
    return {"resolution": {"ref": name, "meeting": "first", "title": name, "clauses": clauses}}


def _entries(name: str, number: int, count: int) -> Iterator[Entry]:
    for place in range(count):
        if place % 2:
            yield _started(f"{name}-{place}")
        else:
            yield _extended(f"project-{(number + place) % PROJECTS}", f"{name}-{place}")


def _started(ref: str) -> Entry:
    return {"project": {"ref": ref, "name": f"What came of {ref}", "portfolio": "all"}}


def _extended(project: str, ref: str) -> Entry:
    return {
        "extension": {
            "ref": ref,
            "project": project,
            "authority": AUTHORITY,
            "change": {"2019/20": "12.50", "2020/21": "100"},
            "reason": f"{ref} was found to be possible.",
        }
    }
