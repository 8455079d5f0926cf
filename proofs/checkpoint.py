"""Checkpoints (c2sp.org/tlog-checkpoint): how many facts a book had, and the root over them.

A checkpoint is three lines, which may be signed as a note:

    minutebook/64f4e7c7…                  the origin: which book this is
    312                                   the size: how many facts it had
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2…     the root of the Merkle tree over them, in base64

The head of the chain is not repeated in a line of its own: the last leaf of the tree is made from
it, and the form advises against further lines.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from proofs.errors import NotACheckpoint, NotANote
from proofs.keys import PrivateKey, exact_base64
from proofs.note import Note

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_ROOT = 32
_LINES = 3
_WRITTEN = "a checkpoint is three lines: the origin, the number of facts, the root hash in base64"
_DERIVED = "minutebook/"


class TreeHead(NamedTuple):
    """A number of facts, and the root over them."""

    size: int
    root: bytes


@dataclass(frozen=True)
class Checkpoint:
    """What a checkpoint says, and the note that it says it in."""

    origin: str
    head: TreeHead
    note: Note

    @classmethod
    def of(cls, origin: str, head: TreeHead) -> Self:
        """Write a checkpoint, as yet unsigned.

        Raises:
            NotACheckpoint: the origin cannot stand in one.
        """
        if not origin or "+" in origin or not origin.isprintable() or " " in origin:
            raise NotACheckpoint(
                f"{origin!r} cannot be an origin: use text without spaces or plus signs, such as"
                " council.example/minutes"
            )
        root = base64.b64encode(head.root).decode()
        return cls(origin, head, Note(f"{origin}\n{head.size}\n{root}\n"))

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a checkpoint, signed or not; lines after the third are kept and mean nothing here.

        Raises:
            NotACheckpoint: it is something else.
        """
        try:
            note = Note.parse(data)
        except NotANote as error:
            raise NotACheckpoint(f"{error}; {_WRITTEN}") from error
        lines = note.text.removesuffix("\n").split("\n")
        if len(lines) < _LINES or "" in lines:
            raise NotACheckpoint(_WRITTEN)
        origin, size, encoded = lines[:_LINES]
        root = exact_base64(encoded)
        if not _SIZE.fullmatch(size) or root is None or len(root) != _ROOT:
            raise NotACheckpoint(_WRITTEN)
        return cls(origin, TreeHead(int(size), root), note)

    def says_the_same(self, other: Checkpoint) -> bool:
        """Return whether another checkpoint is of the same book, size and root, whoever signed."""
        return (self.origin, self.head) == (other.origin, other.head)

    def signed(self, key: PrivateKey) -> Self:
        """Return the checkpoint with one more signature."""
        return replace(self, note=self.note.signed(key))

    def __str__(self) -> str:
        return str(self.note)


def origin_of(first: bytes) -> str:
    """Return the name that a book has by itself: it comes from the hash of its first fact.

    That hash covers the moment of recording, so no two books have the same; it stays the same
    wherever the book is copied to, and says nothing of what is in it.
    """
    return _DERIVED + first.hex()[:32]


def is_of_another_book(origin: str, first: bytes | None) -> bool:
    """Return whether an origin is the own name of a book, and of another than this."""
    return origin.startswith(_DERIVED) and (first is None or origin != origin_of(first))
