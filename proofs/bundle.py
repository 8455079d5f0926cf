"""An audit bundle: a zip file that a stranger can check with Python alone (see `proofs.readme`).

It is written as it is computed, so memory does not grow with the book; what does grow, the nodes
of the tree and the positions of facts to be proved, goes to a temporary file each. The same book
and options give the same bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from struct import Struct
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from engine.store.reader import LedgerEntry, LedgerReader
from engine.store.verify import Progress, Verification, verify_store
from proofs.checkpoint import Checkpoint
from proofs.facts import fact_data
from proofs.keys import PrivateKey
from proofs.note import Note
from proofs.paths import audit_ranges, hashes
from proofs.reading import TreeReading
from proofs.readme import README
from proofs.topics import PROVED

FORMAT = "minutebook audit bundle 1"

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The moment that every file in the zip carries, the first that one can: the book has its own."""

_MODE = 0o100644 << 16
_UNIX = 3
_HASH = 32
_PLACE = Struct(">Q32s")


class _Reading(TreeReading):
    """Writes every fact, every node of the tree, and the place of every fact to be proved."""

    def __init__(self, facts: IO[bytes], nodes: IO[bytes], proved: IO[bytes]) -> None:
        super().__init__()
        self.recorded_at: str | None = None
        self._facts, self._nodes, self._proved = facts, nodes, proved

    def __call__(self, entry: LedgerEntry) -> None:
        super().__call__(entry)
        self._facts.write(_line(fact_data(entry)))
        if entry.topic in PROVED:
            self._proved.write(_PLACE.pack(entry.position, entry.hash))
        self.recorded_at = entry.recorded_at

    def _keep(self, completed: list[bytes]) -> None:
        self._nodes.writelines(completed)


class Bundle:
    """A bundle being written; each part once, the facts first. Use it as a context manager."""

    def __init__(self, path: Path) -> None:
        self._stack = ExitStack()
        with ExitStack() as opened:
            self._zip = opened.enter_context(ZipFile(path, "w", ZIP_DEFLATED))
            self._nodes = opened.enter_context(TemporaryFile(dir=path.parent))
            self._proved = opened.enter_context(TemporaryFile(dir=path.parent))
            self._stack = opened.pop_all()
        self._hashes: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.close()

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file piece by piece."""
        with self._zip.open(_info(name), "w", force_zip64=True) as file:
            hashed = _Hashed(file)
            for piece in pieces:
                hashed.write(piece)
        self._hashes[name] = hashed.digest.hexdigest()

    def add_facts(
        self, reader: LedgerReader, *, progress: Progress | None = None
    ) -> tuple[Verification, TreeReading, str | None]:
        """Write all facts while the ledger is checked.

        Returns:
            what the check found, the tree, and the moment at which the last fact was recorded.
        """
        with self._zip.open(_info("facts.jsonl"), "w", force_zip64=True) as file:
            hashed: Any = _Hashed(file)
            reading = _Reading(hashed, self._nodes, self._proved)
            found = verify_store(reader, progress=progress, observe=reading)
        self._hashes["facts.jsonl"] = hashed.digest.hexdigest()
        return found, reading, reading.recorded_at

    def add_proofs(self, checkpoint: Checkpoint) -> None:
        """Write the checkpoint, and the path of every fact to be proved."""
        self.add("checkpoint.txt", [str(checkpoint).encode()])
        self.add("proofs.jsonl", self._proofs(checkpoint.head.size))

    def _proofs(self, size: int) -> Iterator[bytes]:
        self._nodes.flush()
        descriptor = self._nodes.fileno()

        @lru_cache(maxsize=4096)  # the paths of neighbours share all but their lowest nodes
        def lookup(number: int) -> bytes:
            return os.pread(descriptor, _HASH, number * _HASH)

        self._proved.seek(0)
        while place := self._proved.read(_PLACE.size):
            position, found = _PLACE.unpack(place)
            path = hashes(lookup, audit_ranges(position - 1, size))
            proof = {
                "position": position,
                "hash": found.hex(),
                "path": [node.hex() for node in path],
            }
            yield _line(proof)

    def finish(self, about: dict[str, Any], key: PrivateKey | None) -> None:
        """Write what the bundle says of itself, the verifier, and the manifest, signed by a key."""
        self.add("bundle.json", [_line({"format": FORMAT, **about})])
        self.add("README.txt", [README.encode()])
        self.add("verify.py", [files("proofs").joinpath("verify.py").read_bytes()])
        lines = (f"{digest}  {name}\n" for name, digest in sorted(self._hashes.items()))
        manifest = Note("".join(lines))
        signed = manifest.signed(key) if key else manifest
        self._zip.writestr(_info("MANIFEST"), str(signed).encode())


class _Hashed:
    """Writes to a file and hashes what it wrote."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = sha256()

    def write(self, piece: bytes) -> None:
        self._file.write(piece)
        self.digest.update(piece)


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _LONG_AGO)
    info.compress_type = ZIP_DEFLATED
    info.external_attr = _MODE
    info.create_system = _UNIX
    return info


def _line(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False) + "\n").encode()
