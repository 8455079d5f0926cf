"""Bundles taken apart and put together again, as somebody does who tampers with them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from engine.store.chain import GENESIS
from proofs.checkpoint import Checkpoint, TreeHead
from proofs.facts import entry_of
from proofs.merkle import Tree
from proofs.paths import audit_ranges, hashes

VERIFIER = Path(__file__).parents[2] / "proofs" / "verify.py"


def verified(
    file: Path, *words: str, verifier: Path = VERIFIER
) -> subprocess.CompletedProcess[str]:
    """Run verify.py as a stranger does: nothing installed, nothing of ours to be found."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(verifier), str(file), *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=file.parent,
        env={},
    )


@dataclass
class Opened:
    """The files of a bundle."""

    files: dict[str, bytes]

    @classmethod
    def of(cls, path: Path) -> Opened:
        with ZipFile(path) as bundle:
            return cls({name: bundle.read(name) for name in bundle.namelist()})

    def replace(self, name: str, old: str, new: str) -> None:
        """Put a text in the place of another, once."""
        text = self.files[name].decode()
        assert old in text
        self.files[name] = text.replace(old, new, 1).encode()

    def lines(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.files[name].splitlines()]

    def set_lines(self, name: str, lines: list[dict[str, Any]]) -> None:
        self.files[name] = "".join(
            json.dumps(line, ensure_ascii=False) + "\n" for line in lines
        ).encode()

    def change_fact(self, position: int, change: Callable[[dict[str, Any]], None]) -> None:
        lines = self.lines("facts.jsonl")
        change(lines[position - 1])
        self.set_lines("facts.jsonl", lines)

    def list_again(self) -> None:
        """Make the manifest anew, unsigned."""
        del self.files["MANIFEST"]
        listed = sorted((sha256(data).hexdigest(), name) for name, data in self.files.items())
        self.files["MANIFEST"] = "".join(f"{one}  {name}\n" for one, name in listed).encode()

    def compute_again(self, hash_of: Callable[[bytes, Any], bytes | None]) -> None:
        """Make chain, tree, checkpoint and proofs anew from the facts: the most careful forger."""
        facts, tree, previous, nodes = self.lines("facts.jsonl"), Tree(), GENESIS, []
        for fact in facts:
            found = hash_of(previous, entry_of(fact))
            assert found is not None
            fact["hash"], previous = found.hex(), found
            nodes += tree.add(found)
        self.set_lines("facts.jsonl", facts)
        origin = Checkpoint.parse(self.files["checkpoint.txt"]).origin
        made = Checkpoint.of(origin, TreeHead(tree.size, tree.root()))
        self.files["checkpoint.txt"] = str(made).encode()
        proofs = self.lines("proofs.jsonl")
        for proof in proofs:
            place = proof["position"] - 1
            path = hashes(nodes.__getitem__, audit_ranges(place, tree.size))
            proof |= {"hash": facts[place]["hash"], "path": [node.hex() for node in path]}
        self.set_lines("proofs.jsonl", proofs)

    def save(self, path: Path, *, again: bool = True) -> Path:
        """Put the bundle together, its manifest made to fit."""
        if again:
            self.list_again()
        with ZipFile(path, "w") as bundle:
            for name, data in self.files.items():
                bundle.writestr(name, data)
        return path
