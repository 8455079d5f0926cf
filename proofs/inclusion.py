"""Proofs that facts are in a book: each fact, its place, and its path to the root of a checkpoint.

A proof is a JSON object:

- ``format``: what this is, :data:`FORMAT`.
- ``about``: what it was asked for: ``resolution:ics/2018/019``, ``project:transitions`` or
  ``position:312``.
- ``facts``: each fact (see `proofs.facts`) with ``previous``, the hash of the fact before it, and
  ``path``, the hashes of its audit path, the nearest first.
- ``checkpoint``: the text of the checkpoint, with its signatures.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from engine.store.reader import LedgerEntry, follows
from proofs.checkpoint import Checkpoint
from proofs.errors import NotACheckpoint, NotAProof, ProofError
from proofs.facts import entry_of, fact_data, hash_from
from proofs.merkle import leaf_hash
from proofs.paths import audit_ranges, hashes, needed, root_of_path
from proofs.reading import Linked, TreeReading
from proofs.written import said_in

FORMAT = "minutebook inclusion proof 1"


class ProvenFact(NamedTuple):
    """A fact, the hash of the one before it, and the path from it to the root."""

    previous: bytes
    entry: LedgerEntry
    path: tuple[bytes, ...]


@dataclass(frozen=True)
class InclusionProof:
    """Facts, and the checkpoint that they are proved against."""

    about: str
    facts: tuple[ProvenFact, ...]
    checkpoint: Checkpoint

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a proof; whether it holds is for `faults` to say.

        Raises:
            NotAProof: it is something else.
        """
        said = said_in(data, FORMAT)
        about, facts, checkpoint = (said.get(key) for key in ("about", "facts", "checkpoint"))
        if not (isinstance(about, str) and isinstance(facts, list) and facts):
            raise NotAProof("it names no facts")
        if not isinstance(checkpoint, str):
            raise NotAProof("it has no checkpoint")
        try:
            return cls(about, tuple(map(_proven, facts)), Checkpoint.parse(checkpoint.encode()))
        except NotACheckpoint as error:
            raise NotAProof(f"its checkpoint is none: {error}") from error

    def written(self) -> str:
        """Return the proof as it is kept in a file."""
        data = {
            "format": FORMAT,
            "about": self.about,
            "facts": [
                fact_data(fact.entry)
                | {"previous": fact.previous.hex(), "path": [node.hex() for node in fact.path]}
                for fact in self.facts
            ],
            "checkpoint": str(self.checkpoint),
        }
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"

    def faults(self) -> list[str]:
        """Return everything that does not hold, in words; nothing when the proof holds."""
        return [fault for fact in self.facts for fault in self._faults_of(fact)]

    def _faults_of(self, fact: ProvenFact) -> list[str]:
        entry, (size, root) = fact.entry, self.checkpoint.head
        place = f"the fact at position {entry.position}"
        if not _is_about(self.about, entry):
            return [f"{place} is of {entry.originator_id}, and not about {self.about}"]
        if not follows(fact.previous, entry):
            return [f"{place} does not have the hash that stands beside it: it was changed"]
        if root_of_path(leaf_hash(entry.hash), entry.position - 1, size, fact.path) != root:
            return [f"{place} is not in the tree of the checkpoint: its path leads to another root"]
        return []


def _is_about(about: str, entry: LedgerEntry) -> bool:
    return about in (entry.originator_id, f"position:{entry.position}")


def _proven(data: Any) -> ProvenFact:
    entry = entry_of(data)
    path = data.get("path")
    if not isinstance(path, list):
        raise NotAProof("a fact in it has no path")
    return ProvenFact(hash_from(data.get("previous")), entry, tuple(map(hash_from, path)))


def reading_for(positions: list[int], size: int) -> TreeReading:
    """Return the observer of the pass that proves facts to be in the tree of the first ``size``."""
    ranges = (found for position in positions for found in audit_ranges(position - 1, size))
    return TreeReading(sizes=(size,), nodes=needed(ranges), facts=positions)


def proof_from(reading: TreeReading, about: str, checkpoint: Checkpoint) -> InclusionProof:
    """Return the proof that a pass found.

    Raises:
        ProofError: what was found does not prove it; nothing that does not hold is given away.
    """
    nodes, size = reading.nodes, checkpoint.head.size
    facts = tuple(
        _with_path(reading.facts[position], nodes, size) for position in sorted(reading.facts)
    )
    proof = InclusionProof(about, facts, checkpoint)
    if faults := proof.faults():
        raise ProofError("; ".join(faults))
    return proof


def _with_path(linked: Linked, nodes: Mapping[int, bytes], size: int) -> ProvenFact:
    ranges = audit_ranges(linked.entry.position - 1, size)
    return ProvenFact(linked.previous, linked.entry, hashes(nodes.__getitem__, ranges))
