"""Audit paths and consistency proofs of RFC 6962: which nodes they are, and what they prove.

An audit path leads from one leaf to the root: it proves that the leaf is in the tree. A consistency
proof leads from the root of a tree to the root of a larger one: it proves that the larger tree
begins with the smaller, so that nothing in it was altered or removed. Both are verified by the
algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2, without the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from proofs.merkle import EMPTY_ROOT, folded, node_hash, number_of

Lookup = Callable[[int], bytes]
"""Gives the hash of a complete subtree by its number (see `proofs.merkle.number_of`)."""

Range = tuple[int, int]
"""Leaves from the first index up to, and without, the second."""


def audit_ranges(index: int, size: int) -> list[Range]:
    """Return the ranges of leaves whose hashes are the audit path of a leaf, the nearest first."""
    start, end = 0, size
    ranges = []
    while end - start > 1:
        middle = _split(start, end)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(old: int, size: int) -> list[Range]:
    """Return the ranges whose hashes prove that a tree of ``old`` leaves grew to ``size``.

    From no leaf at all any tree can grow, so nothing is needed to prove it.
    """
    start, end = 0, size
    ranges = []
    while 0 < old != end:
        middle = _split(start, end)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:
        ranges.append((start, end))
    return ranges[::-1]


def _split(start: int, end: int) -> int:
    """Return where the left half ends: the largest power of two that is less than the whole."""
    return start + (1 << ((end - start - 1).bit_length() - 1))


def subtrees(start: int, end: int) -> Iterator[int]:
    """Yield the numbers of the complete subtrees that cover a range, from left to right."""
    while start < end:
        level = (end - start).bit_length() - 1
        if start:
            level = min(level, (start & -start).bit_length() - 1)
        yield number_of(level, start >> level)
        start += 1 << level


def needed(ranges: Iterable[Range]) -> set[int]:
    """Return the numbers of all subtrees that the hashes of some ranges are computed from."""
    return {number for found in ranges for number in subtrees(*found)}


def hashes(lookup: Lookup, ranges: Iterable[Range]) -> tuple[bytes, ...]:
    """Return the hash of each range."""
    return tuple(folded([lookup(number) for number in subtrees(*found)]) for found in ranges)


def root_of_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Return the root that an audit path leads to, ``None`` where it is no path of that leaf.

    Args:
        leaf: the hash of the leaf.
        index: its index, from 0.
        size: how many leaves the tree has.
        path: the hashes, the nearest to the leaf first.
    """
    if not 0 <= index < size:
        return None
    here, last = index, size - 1
    found = leaf
    for sibling in path:
        if last == 0:
            return None
        if here & 1 or here == last:
            found = node_hash(sibling, found)
            while here and not here & 1:  # the right edge of the tree has no sibling up to here
                here, last = here >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        here, last = here >> 1, last >> 1
    return found if last == 0 else None


def grew(old: int, old_root: bytes, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    """Return whether a consistency proof proves that one tree is the beginning of another.

    Every tree begins with the empty one, which has one root only.
    """
    if old == 0 and old_root != EMPTY_ROOT:
        return False
    if old == size:
        return not path and old_root == root
    if old == 0:
        return not path and size > 0
    if not 0 < old < size or not path:
        return False
    return _roots_of(old, old_root, size, path) == (old_root, root)


def _roots_of(
    old: int, old_root: bytes, size: int, path: Sequence[bytes]
) -> tuple[bytes, bytes] | None:
    """Return the roots of the smaller and the larger tree that a proof leads to."""
    whole = old & (old - 1) == 0  # then the old root is itself a node of the larger tree
    first, *rest = (old_root, *path) if whole else path
    here, last = old - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    smaller = larger = first
    for sibling in rest:
        if last == 0:
            return None
        if here & 1 or here == last:
            smaller, larger = node_hash(sibling, smaller), node_hash(sibling, larger)
            while here and not here & 1:
                here, last = here >> 1, last >> 1
        else:
            larger = node_hash(larger, sibling)
        here, last = here >> 1, last >> 1
    return (smaller, larger) if last == 0 else None
