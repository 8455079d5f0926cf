"""Clerks who record at the same moment what agrees, what overlaps and what contradicts itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Entry = dict[str, dict[str, Any]]

AUTHORITY = {"body": "committee", "decided_on": "2018-04-01"}
PROJECTS = 3


def founding(rounds: int) -> list[Entry]:
    """Return what the rivals need: a committee, its meeting, and the projects they dispute."""
    projects = [f"shared-{number}" for number in range(PROJECTS)]
    projects += [f"disputed-{number}" for number in range(rounds)]
    return [
        {"body": {"ref": "committee", "name": "Committee", "kind": "committee"}},
        {"meeting": {"ref": "first", "body": "committee", "held_on": "2018-04-01"}},
        *(entry for ref in projects for entry in _project(ref)),
    ]


def _project(ref: str) -> Iterator[Entry]:
    yield {"project": {"ref": ref, "name": ref, "portfolio": "all"}}
    yield {"baseline": {"project": ref, "authority": AUTHORITY, "profile": {"2018/19": 1000}}}


@dataclass(frozen=True)
class Rival:
    """One of them; ``name`` is its own."""

    name: int

    def papers(self, rounds: int) -> Iterator[tuple[str, list[Entry]]]:
        """Yield its papers by name, in the order in which it records them."""
        for turn in range(rounds):
            yield f"own-{turn}-{self.name}", self._own(turn)
            yield f"common-{turn}-{self.name}", [_resolution(f"common-{turn}", "as all say")]
            yield f"contested-{turn}-{self.name}", [self._contested(turn)]
            yield f"status-{turn}-{self.name}", [self._status(turn)]
            yield f"request-{turn}-{self.name}", [self._request(turn)]
            yield f"decision-{turn}-{self.name}", [self._decision(turn)]

    def _own(self, turn: int) -> list[Entry]:
        """Extend the savings of a project that everybody extends, and start one of its own."""
        ref = f"own-{turn}-{self.name}"
        extension = {
            "ref": ref,
            "project": f"shared-{turn % PROJECTS}",
            "authority": AUTHORITY,
            "change": {"2019/20": 1},
        }
        return [{"project": {"ref": ref, "name": ref}}, {"extension": extension}]

    def _contested(self, turn: int) -> Entry:
        return _resolution(f"contested-{turn}", f"as {self.name} says")

    def _status(self, turn: int) -> Entry:
        return {
            "status-report": {
                "project": f"shared-{turn % PROJECTS}",
                "period": f"20{20 + turn // 12}-{1 + turn % 12:02d}",
                "status": "on target",
                "narrative": f"Found so by {self.name}.",
            }
        }

    def _request(self, turn: int) -> Entry:
        revised = {"2018/19": 1000 - self.name - 1, "2019/20": self.name + 1}
        line = {
            "project": f"disputed-{turn}",
            "expected": {"2018/19": 1000},
            "revised": revised,
        }
        return {
            "change-request": {
                "ref": f"request-{turn}-{self.name}",
                "title": f"What {self.name} wants",
                "kind": "re-profile",
                "to": "committee",
                "raised_on": "2018-05-01",
                "projects": [line],
            }
        }

    def _decision(self, turn: int) -> Entry:
        return {
            "decision": {
                "change_request": f"request-{turn}-{self.name}",
                "outcome": "approved",
                "decided_on": "2018-06-01",
            }
        }


def _resolution(ref: str, text: str) -> Entry:
    clauses = [{"effect": "agrees", "text": text}]
    return {"resolution": {"ref": ref, "meeting": "first", "title": ref, "clauses": clauses}}


def write(folder: Path, name: str, entries: list[Entry]) -> Path:
    """Write a paper that names itself as the source of its facts, but for those that all share."""
    source = name.rpartition("-")[0] if name.startswith("common-") else name
    head = {"file": {"source": {"document": source}, "actor": "clerk"}}
    path = folder / f"{name}.json"
    path.write_text(json.dumps([head, *entries]), encoding="utf-8")
    return path
