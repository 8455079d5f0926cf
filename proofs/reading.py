"""What is taken from the one pass over a ledger: roots, nodes of the tree, and single facts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from engine.store.chain import GENESIS
from engine.store.reader import LedgerEntry
from proofs.checkpoint import TreeHead
from proofs.merkle import EMPTY_ROOT, Tree


class Linked(NamedTuple):
    """A fact as stored, and the hash of the one before it, which its own hash covers."""

    previous: bytes
    entry: LedgerEntry


class TreeReading:
    """Grows the tree while `engine.store.verify` checks the chain, and keeps what is asked for.

    Give it to `verify` as the observer: so only hashes that were computed again go into the tree.
    Memory grows with what is asked for and not with the ledger.

    Attributes:
        tree: the tree over the entries seen so far.
        first: the hash of the first entry, ``None`` before it was seen.
        roots: the root at every size asked for that the ledger reached.
        nodes: the subtrees asked for, by their numbers.
        facts: the facts asked for, by their positions.
    """

    def __init__(
        self, *, sizes: Iterable[int] = (), nodes: Iterable[int] = (), facts: Iterable[int] = ()
    ) -> None:
        self.tree = Tree()
        self.first: bytes | None = None
        self.roots = {0: EMPTY_ROOT}
        self.nodes: dict[int, bytes] = {}
        self.facts: dict[int, Linked] = {}
        self._sizes = frozenset(sizes)
        self._positions = frozenset(facts)
        self._due = sorted(nodes, reverse=True)
        self._numbered = 0
        self._previous = GENESIS

    def __call__(self, entry: LedgerEntry) -> None:
        """Take the next entry that holds."""
        if self.first is None:
            self.first = entry.hash
        if entry.position in self._positions:
            self.facts[entry.position] = Linked(self._previous, entry)
        self._previous = entry.hash
        completed = self.tree.add(entry.hash)
        self._keep(completed)
        if self.tree.size in self._sizes:
            self.roots[self.tree.size] = self.tree.root()

    def _keep(self, completed: list[bytes]) -> None:
        before = self._numbered
        self._numbered += len(completed)
        while self._due and self._due[-1] < self._numbered:
            number = self._due.pop()
            self.nodes[number] = completed[number - before]

    @property
    def head(self) -> TreeHead:
        """The size of the tree and its root, as far as the ledger was read."""
        return TreeHead(self.tree.size, self.tree.root())
