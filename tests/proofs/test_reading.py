"""One pass over a ledger gives the tree, its roots, and what is asked for of it."""

from __future__ import annotations

import tracemalloc

from engine.store.chain import GENESIS
from engine.store.reader import LedgerEntry
from proofs.merkle import EMPTY_ROOT, Tree, leaf_hash
from proofs.paths import audit_ranges, hashes, needed, root_of_path
from proofs.reading import TreeReading


def entry(position: int) -> LedgerEntry:
    return LedgerEntry(position, "a", position, "t", b"{}", "", position.to_bytes(32, "big"))


def test_the_roots_at_earlier_sizes_come_from_the_same_pass() -> None:
    reading = TreeReading(sizes=(3, 5, 9))
    tree, roots = Tree(), {0: EMPTY_ROOT}
    for position in range(1, 8):
        reading(entry(position))
        tree.add(entry(position).hash)
        roots[position] = tree.root()
    assert reading.roots == {size: roots[size] for size in (0, 3, 5)}
    assert reading.head == (7, roots[7])
    assert reading.first == entry(1).hash


def test_facts_are_kept_with_the_hash_before_them() -> None:
    reading = TreeReading(facts=(1, 3))
    for position in range(1, 5):
        reading(entry(position))
    assert reading.facts == {1: (GENESIS, entry(1)), 3: (entry(2).hash, entry(3))}


def test_a_path_is_found_in_constant_memory() -> None:
    size, index = 40_000, 12_345
    ranges = audit_ranges(index, size)
    tracemalloc.start()
    reading = TreeReading(sizes=(size,), nodes=needed(ranges))
    for position in range(1, size + 50):
        reading(entry(position))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    path = hashes(reading.nodes.__getitem__, ranges)
    found = root_of_path(leaf_hash(entry(index + 1).hash), index, size, path)
    assert found == reading.roots[size]
    assert peak < 50_000
