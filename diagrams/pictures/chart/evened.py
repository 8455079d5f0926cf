"""Nodes of a chart moved to the middle of what they belong to, as far as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from diagrams.pictures.chart.layers import Chart, Node

APART: Final = 6.0
"""Points between two nodes side by side, beyond the room that each takes itself."""

_ROUNDS: Final = 40
_MANY: Final = 400
_FEW_ROUNDS: Final = 6
_SAME: Final = 0.75
_LIGHT: Final = 0.2
"""How little a box with several below it is drawn to the one above it."""


class _Block:
    """Nodes one under the other, which move together."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.near: list[tuple[Node, float]] = []

    @property
    def x(self) -> float:
        return self.nodes[0].x


def evened(chart: Chart, room: Callable[[Node], float]) -> float:
    """Move nodes to the middle of what they belong to; return the width of all.

    Args:
        chart: with a place for each node, none over another.
        room: how wide a node is with the room beside it.
    """
    block_of = _blocks(chart)
    blocks = list({id(block): block for block in block_of.values()}.values())
    rows = _rows(chart, block_of)
    half = {node: room(node) / 2 for layer in chart.layers for node in layer}
    beside = _beside(chart)
    rounds = _ROUNDS if len(half) <= _MANY else _FEW_ROUNDS
    for number in range(rounds):
        moved = 0.0
        for block in sorted(blocks, key=lambda block: block.x, reverse=number % 2 == 0):
            if not block.near:
                continue
            wanted = sum(node.x * weight for node, weight in block.near)
            wanted /= sum(weight for _, weight in block.near)
            low, high = _limits(block, beside, half)
            x = max(low, min(high, wanted))
            moved = max(moved, abs(x - block.x))
            for node in block.nodes:
                node.x = x
        for middle, row in rows:
            moved = max(moved, _move_together(middle, row, beside, half))
        if moved < _SAME:
            break
    left = min((node.x - half[node] for node in half), default=0.0)
    for node in half:
        node.x -= left
    return max((node.x + half[node] for node in half), default=0.0)


def _rows(chart: Chart, block_of: dict[Node, _Block]) -> list[tuple[Node, list[_Block]]]:
    """Return the blocks that hang from each trunk in one row, where it goes no further."""
    found = []
    for piece in chart.pieces:
        if piece.trunk and piece.onward is None:
            above = piece.tops[0].node
            row = {id(block_of[pin.node]): block_of[pin.node] for pin in piece.bottoms}
            row.pop(id(block_of[above]), None)
            if len(row) > 1:
                found.append((above, list(row.values())))
    return found


def _move_together(
    middle: Node,
    row: list[_Block],
    beside: dict[Node, tuple[Node | None, Node | None]],
    half: dict[Node, float],
) -> float:
    """Move a row under the middle of what it hangs from, as far as its neighbours let it."""
    own = {node for block in row for node in block.nodes}
    low, high = float("-inf"), float("inf")
    for node in own:
        before, after = beside[node]
        if before is not None and before not in own:
            low = max(low, before.x + half[before] + half[node] + APART - node.x)
        if after is not None and after not in own:
            high = min(high, after.x - half[after] - half[node] - APART - node.x)
    places = [block.x for block in row]
    wanted = middle.x - (min(places) + max(places)) / 2
    by = max(min(low, 0.0), min(max(high, 0.0), wanted))
    for node in own:
        node.x += by
    return abs(by)


def _limits(
    block: _Block,
    beside: dict[Node, tuple[Node | None, Node | None]],
    half: dict[Node, float],
) -> tuple[float, float]:
    low, high = float("-inf"), float("inf")
    for node in block.nodes:
        before, after = beside[node]
        if before is not None:
            low = max(low, before.x + half[before] + half[node] + APART)
        if after is not None:
            high = min(high, after.x - half[after] - half[node] - APART)
    return (low, high) if low <= high else (block.x, block.x)


def _beside(chart: Chart) -> dict[Node, tuple[Node | None, Node | None]]:
    found: dict[Node, tuple[Node | None, Node | None]] = {}
    for layer in chart.layers:
        for nth, node in enumerate(layer):
            before = layer[nth - 1] if nth else None
            after = layer[nth + 1] if nth + 1 < len(layer) else None
            found[node] = (before, after)
    return found


def _blocks(chart: Chart) -> dict[Node, _Block]:
    """Return nodes in blocks: a trunk with its box, a label with its box, a line that passes."""
    above: dict[Node, Node] = {}
    for piece in chart.pieces:
        if len(piece.tops) != 1:
            continue
        top = piece.tops[0].node
        for pin in piece.bottoms:
            straight = abs(pin.node.x - top.x) <= _SAME
            alone = len(piece.bottoms) == 1 and not top.box
            if straight and pin.node not in above and (pin.node is piece.onward or alone):
                above[pin.node] = top
    block_of: dict[Node, _Block] = {}
    taken: set[Node] = set()
    for layer in chart.layers:
        for node in layer:
            upper = above.get(node)
            if upper is not None and upper not in taken:
                block_of[node] = block_of[upper]
                taken.add(upper)
            else:
                block_of[node] = _Block()
            block_of[node].nodes.append(node)
    for block in {id(block): block for block in block_of.values()}.values():
        for node in block.nodes:
            node.x = block.x
    _draw_near(chart, block_of)
    return block_of


def _draw_near(chart: Chart, block_of: dict[Node, _Block]) -> None:
    """Tell each block which nodes of others it belongs to."""
    leading = {
        piece.tops[0].node for piece in chart.pieces if piece.trunk and piece.tops[0].node.box
    }
    for piece in chart.pieces:
        for top in piece.tops:
            for bottom in piece.bottoms:
                if block_of[top.node] is block_of[bottom.node]:
                    continue
                block_of[top.node].near.append((bottom.node, 1.0))
                leads = any(node in leading for node in block_of[bottom.node].nodes)
                block_of[bottom.node].near.append((top.node, _LIGHT if leads else 1.0))
