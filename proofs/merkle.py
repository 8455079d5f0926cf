"""The Merkle tree of RFC 6962 over the facts, grown leaf by leaf in constant memory.

The data of a leaf is the 32-byte hash that the chain gives the fact (see `engine.store.chain`),
so tree and chain vouch for the same: whoever has a fact and the hash before it can compute its
leaf. The fact at position 1 is the leaf with the index 0.

Every subtree whose leaves are all there has a number: subtrees are counted in the order in which
they are completed, a leaf first and then the subtrees that it completes, the lowest first.
"""

from __future__ import annotations

from hashlib import sha256

LEAF, NODE = b"\x00", b"\x01"
"""What stands before the data of a leaf and before the two halves of a node, so that neither can
pass for the other."""

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf."""
    return sha256(LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node from those of its halves."""
    return sha256(NODE + left + right).digest()


def number_of(level: int, index: int) -> int:
    """Return the number of a complete subtree of ``2 ** level`` leaves, the index-th of its level.

    >>> [number_of(0, 0), number_of(0, 1), number_of(1, 0), number_of(0, 2)]
    [0, 1, 2, 3]
    """
    last_leaf = ((index + 1) << level) - 1
    # Of k leaves there are 2k less the number of ones in k complete subtrees, leaves included.
    return 2 * last_leaf - last_leaf.bit_count() + level


class Tree:
    """A tree that grows; of all its nodes it keeps one for every binary one of its size.

    Attributes:
        size: how many leaves it has.
    """

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, data: bytes) -> list[bytes]:
        """Add a leaf, and return the hashes of the subtrees it completes, the leaf's own first."""
        node = sha256(LEAF + data).digest()
        completed = [node]
        index = self.size
        while index & 1:
            node = sha256(NODE + self._peaks.pop() + node).digest()
            completed.append(node)
            index >>= 1
        self._peaks.append(node)
        self.size += 1
        return completed

    def root(self) -> bytes:
        """Return the root of the tree as it is now."""
        return folded(self._peaks) if self._peaks else EMPTY_ROOT


def folded(subtrees: list[bytes]) -> bytes:
    """Return the hash of the range that complete subtrees cover, given from left to right."""
    *lefts, found = subtrees
    for left in reversed(lefts):
        found = node_hash(left, found)
    return found
