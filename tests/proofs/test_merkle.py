"""The tree is RFC 6962's: by its published vectors, and by its own definition."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs.merkle import EMPTY_ROOT, Tree, leaf_hash
from proofs.paths import (
    audit_ranges,
    consistency_ranges,
    grew,
    hashes,
    needed,
    root_of_path,
)
from tests.proofs.vectors import CONSISTENCY, LEAVES, PATHS, ROOTS

SIZES = st.integers(min_value=1, max_value=70)


def root_by_definition(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, as it is written there."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    half = largest_power_below(len(leaves))
    left, right = root_by_definition(leaves[:half]), root_by_definition(leaves[half:])
    return sha256(b"\x01" + left + right).digest()


def path_by_definition(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 6962, section 2.1.1."""
    if len(leaves) == 1:
        return []
    half = largest_power_below(len(leaves))
    if index < half:
        return [*path_by_definition(index, leaves[:half]), root_by_definition(leaves[half:])]
    return [*path_by_definition(index - half, leaves[half:]), root_by_definition(leaves[:half])]


def consistency_by_definition(old: int, leaves: Sequence[bytes], *, whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962, section 2.1.2."""
    if old == len(leaves):
        return [] if whole else [root_by_definition(leaves)]
    half = largest_power_below(len(leaves))
    left, right = leaves[:half], leaves[half:]
    if old <= half:
        return [*consistency_by_definition(old, left, whole=whole), root_by_definition(right)]
    return [
        *consistency_by_definition(old - half, right, whole=False),
        root_by_definition(left),
    ]


def largest_power_below(size: int) -> int:
    power = 1
    while power * 2 < size:
        power *= 2
    return power


def some_leaves(size: int) -> list[bytes]:
    return [bytes([number]) for number in range(size)]


def numbered(leaves: Sequence[bytes]) -> list[bytes]:
    """Every complete subtree, in the order of the numbers."""
    tree = Tree()
    return [node for leaf in leaves for node in tree.add(leaf)]


def path_of(index: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    return hashes(numbered(leaves).__getitem__, audit_ranges(index, len(leaves)))


def proof_of_growth(old: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    return hashes(numbered(leaves).__getitem__, consistency_ranges(old, len(leaves)))


def root_of(leaves: Sequence[bytes]) -> bytes:
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


@pytest.mark.parametrize("size", range(9))
def test_the_roots_are_the_published_ones(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size]


def test_an_empty_tree_has_the_root_that_the_rfc_gives_it() -> None:
    assert EMPTY_ROOT.hex() == ROOTS[0]


@pytest.mark.parametrize(("place", "path"), PATHS.items())
def test_the_audit_paths_are_the_published_ones(
    place: tuple[int, int], path: tuple[str, ...]
) -> None:
    index, size = place
    found = path_of(index, LEAVES[:size])
    assert tuple(node.hex() for node in found) == path
    root = root_of_path(leaf_hash(LEAVES[index]), index, size, found)
    assert root is not None
    assert root.hex() == ROOTS[size]


@pytest.mark.parametrize(("sizes", "path"), CONSISTENCY.items())
def test_the_consistency_proofs_are_the_published_ones(
    sizes: tuple[int, int], path: tuple[str, ...]
) -> None:
    old, size = sizes
    found = proof_of_growth(old, LEAVES[:size])
    assert tuple(node.hex() for node in found) == path
    assert grew(old, bytes.fromhex(ROOTS[old]), size, bytes.fromhex(ROOTS[size]), found)


@given(st.lists(st.binary(max_size=40), max_size=70))
def test_the_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    assert root_of(leaves) == root_by_definition(leaves)


@given(st.data())
def test_a_path_is_that_of_the_definition_and_leads_to_the_root(data: st.DataObject) -> None:
    leaves = some_leaves(data.draw(SIZES))
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = path_of(index, leaves)
    assert list(path) == path_by_definition(index, leaves)
    assert root_of_path(leaf_hash(leaves[index]), index, len(leaves), path) == root_of(leaves)


@given(st.data())
def test_growth_is_proved_as_the_definition_says(data: st.DataObject) -> None:
    leaves = some_leaves(data.draw(SIZES))
    old = data.draw(st.integers(1, len(leaves)))
    path = proof_of_growth(old, leaves)
    assert list(path) == consistency_by_definition(old, leaves, whole=True)
    assert grew(old, root_of(leaves[:old]), len(leaves), root_of(leaves), path)


@given(st.data())
def test_a_path_proves_no_other_leaf_place_or_tree(data: st.DataObject) -> None:
    leaves = some_leaves(data.draw(SIZES))
    size = len(leaves)
    index = data.draw(st.integers(0, size - 1))
    path, root = list(path_of(index, leaves)), root_of(leaves)
    leaf = leaf_hash(leaves[index])
    assert root_of_path(leaf_hash(b"another"), index, size, path) != root
    assert root_of_path(leaf, index, size, [*path, root]) != root
    other = data.draw(st.integers(-1, size))
    if other != index:
        assert root_of_path(leaf, other, size, path) != root
    if path:
        assert root_of_path(leaf, index, size, path[:-1]) != root
        broken = data.draw(st.integers(0, len(path) - 1))
        path[broken] = leaf_hash(path[broken])
        assert root_of_path(leaf, index, size, path) != root


@given(st.data())
def test_a_proof_of_growth_proves_nothing_of_a_tree_that_was_altered(data: st.DataObject) -> None:
    leaves = some_leaves(data.draw(SIZES))
    size = len(leaves)
    old = data.draw(st.integers(1, size))
    altered = data.draw(st.integers(0, old - 1))
    before = [*leaves[:altered], b"another", *leaves[altered + 1 : old]]
    root, path = root_of(leaves), proof_of_growth(old, leaves)
    assert not grew(old, root_of(before), size, root, path)
    assert not grew(old, root_of(leaves[:old]), size, leaf_hash(root), path)
    assert not grew(old, root_of(leaves[:old]), size, root, [*path, root])
    if old < size:
        assert not grew(old, root_of(leaves[:old]), size, root, path[:-1])
        assert not grew(size, root, old, root_of(leaves[:old]), path)


def test_from_nothing_every_tree_can_grow_and_nothing_more_is_needed_to_prove_it() -> None:
    assert consistency_ranges(0, 5) == []
    assert grew(0, EMPTY_ROOT, 5, root_of(some_leaves(5)), ())
    assert not grew(0, EMPTY_ROOT, 5, root_of(some_leaves(5)), (EMPTY_ROOT,))
    assert grew(0, EMPTY_ROOT, 0, EMPTY_ROOT, ())
    assert not grew(0, root_of(some_leaves(2)), 5, root_of(some_leaves(5)), ())
    assert not grew(0, root_of(some_leaves(5)), 0, root_of(some_leaves(5)), ())


def test_a_tree_of_a_million_leaves_keeps_twenty_nodes_at_most() -> None:
    assert len(needed(audit_ranges(123_456, 1_000_000))) < 40
    assert len(audit_ranges(123_456, 1_000_000)) == 20
