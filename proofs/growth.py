"""Proofs that a book grew from one checkpoint to another, for somebody who has not the book.

A proof is a JSON object: ``format`` (:data:`FORMAT`), ``old`` and ``new``, the texts of the two
checkpoints, and ``path``, the hashes of the consistency proof of RFC 9162 in hex.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Self

from proofs.checkpoint import Checkpoint
from proofs.errors import NotACheckpoint, NotAProof
from proofs.facts import hash_from
from proofs.paths import consistency_ranges, grew, hashes, needed
from proofs.reading import TreeReading
from proofs.written import said_in

FORMAT = "minutebook growth proof 1"


@dataclass(frozen=True)
class GrowthProof:
    """Two checkpoints, and the hashes that lead from the root of the one to that of the other."""

    old: Checkpoint
    new: Checkpoint
    path: tuple[bytes, ...]

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a proof; whether it holds is for `holds` to say.

        Raises:
            NotAProof: it is something else.
        """
        said = said_in(data, FORMAT)
        path = said.get("path")
        if not isinstance(path, list):
            raise NotAProof("it has no path")
        try:
            old, new = (Checkpoint.parse(str(said.get(key)).encode()) for key in ("old", "new"))
        except NotACheckpoint as error:
            raise NotAProof(f"a checkpoint in it is none: {error}") from error
        return cls(old, new, tuple(map(hash_from, path)))

    def written(self) -> str:
        """Return the proof as it is kept in a file."""
        path = [node.hex() for node in self.path]
        data = {"format": FORMAT, "old": str(self.old), "new": str(self.new), "path": path}
        return json.dumps(data, indent=2, ensure_ascii=False) + "\n"

    @property
    def fault(self) -> str | None:
        """Why it does not hold, in words; ``None`` when the new tree begins with the old one."""
        if self.old.origin != self.new.origin:
            return (
                f"one checkpoint is of the book {self.old.origin}, the other of {self.new.origin}"
            )
        if not grew(*self.old.head, *self.new.head, self.path):
            return "the later checkpoint did not grow from the earlier one"
        return None


def reading_for_growth(old: int, size: int) -> TreeReading:
    """Return the observer of the pass that proves growth from one size to another."""
    return TreeReading(sizes=(old, size), nodes=needed(consistency_ranges(old, size)))


def growth_from(reading: TreeReading, old: Checkpoint, new: Checkpoint) -> GrowthProof:
    """Return the proof that a pass found."""
    ranges = consistency_ranges(old.head.size, new.head.size)
    return GrowthProof(old, new, hashes(reading.nodes.__getitem__, ranges))
