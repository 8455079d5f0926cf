"""The structure as a tree: who reports to whom, from the top down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from projections.structure import BodyAt, LineAt, Structure


class Branch(NamedTuple):
    """A body in its place in the tree.

    Attributes:
        body: the body.
        line: the line to the body above it, ``None`` at the top.
        depth: how far below the top it stands.
        shown_above: it stands in the tree already, with what is below it.
    """

    body: BodyAt
    line: LineAt | None
    depth: int
    shown_above: bool = False


def tree(structure: Structure) -> list[Branch]:
    """Return the bodies in the order of a printed tree.

    A body stands below the one it reports to, updates or advises, and below the one it supports.
    It may stand below several; what is below it is shown once. Bodies that report in a circle have
    none at the top: the first of them by reference is put there.
    """
    walk = _Walk(structure)
    tops = [ref for ref in walk.bodies if not walk.above.get(ref)]
    branches = [branch for ref in tops for branch in walk.down(ref)]
    for ref in walk.bodies:  # what no top leads to stands in a circle
        if ref not in walk.shown:
            branches += walk.down(ref)
    return branches


class _Walk:
    def __init__(self, structure: Structure) -> None:
        self.bodies = {body.ref: body for body in sorted(structure.bodies, key=lambda b: b.ref)}
        self.shown: set[str] = set()
        self.above: dict[str, list[str]] = {}
        self._below: dict[str, list[tuple[str, LineAt]]] = {}
        for line in structure.lines:
            upper, lower = line.to, line.body
            if line.kind == "supported-by":
                upper, lower = lower, upper
            self.above.setdefault(lower, []).append(upper)
            self._below.setdefault(upper, []).append((lower, line))

    def down(self, ref: str, line: LineAt | None = None, depth: int = 0) -> Iterator[Branch]:
        """Yield a body and all that is below it."""
        again = ref in self.shown
        yield Branch(self.bodies[ref], line, depth, shown_above=again)
        if again:
            return
        self.shown.add(ref)
        for lower, its_line in sorted(self._below.get(ref, ()), key=lambda pair: pair[0]):
            yield from self.down(lower, its_line, depth + 1)
