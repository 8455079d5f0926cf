"""Which row each body stands in: superiors above, supporters below, levels one under the other.

The layout program would compute rows itself, but it lines up bodies without any line in one endless
row at the very top, and lets every advisory line move bodies up and down. Here rows follow who is
below whom, a level of the organisation is a band of rows, and rows too wide to print are folded.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import networkx as nx

from diagrams.governance import reading as of
from diagrams.governance.hierarchy import hierarchy
from diagrams.governance.notation import ELECTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEAST: Final = 6
"""So many bodies may stand side by side in any structure; in a large one more may."""

_HUNDREDS: Final = 100

_WIDE: Final = 1.3
"""A box with a list in it is so much wider than one without."""

_FRAME: Final = 0.2
"""By so much the frame of a department widens it."""

ALONE: Final = 3
"""How many bodies without lines stand side by side before the next row of their group is begun."""


def ranks(graph: of.Graph) -> dict[str, int]:
    """Return the row of every body, 0 at the top, without empty rows.

    Bodies come in the order in which they are best drawn: row by row, each beside those that have
    the same superior.
    """
    order = hierarchy(graph)
    rows = {
        ref: (band, row)
        for band, refs in enumerate(_bands(graph, order))
        for ref, row in _rows(graph, order.subgraph(refs), order).items()
    }
    frame, beside = (0.0, {}) if graph.graph["by"] == "level" else (_FRAME, of.groups(graph))
    wide = {ref: frame + (_WIDE if _has_list(graph, ref) else 1.0) for ref in order}
    folded = _folded(order, rows, wide, beside)
    outside = sorted(set(graph) - set(folded))
    if not outside:
        return folded
    return dict.fromkeys(outside, 0) | {ref: row + 1 for ref, row in folded.items()}


def _has_list(graph: of.Graph, ref: str) -> bool:
    body = graph.nodes[ref]
    return bool(of.listed(graph, ref) or body["seats"] or body["below"])


def _bands(graph: of.Graph, order: nx.DiGraph[str]) -> list[list[str]]:
    """Return the bodies of each level, from the one that stands highest down.

    Councillors stand above officers, whoever draws it; else the level to which more report.
    Departments stand side by side instead, so all bodies are one band.
    """
    if graph.graph["by"] != "level":
        return [sorted(order)]
    groups, depth = of.groups(graph), _depths(order)
    bands: dict[str | None, list[str]] = defaultdict(list)
    for ref in sorted(order):
        bands[groups[ref]].append(ref)
    above: Counter[str | None] = Counter()
    for upper, lower in order.edges:
        above[groups[upper]] += 1
        above[groups[lower]] -= 1

    def place(group: str | None) -> tuple[bool, int, float, str]:
        refs = bands[group]
        elected = sum(graph.nodes[ref]["kind"] in ELECTED for ref in refs)
        mean = _mean([depth[ref] for ref in refs])
        return 2 * elected <= len(refs), -above[group], mean, group or "~"

    return [bands[group] for group in sorted(bands, key=place)]


def _rows(graph: of.Graph, band: nx.DiGraph[str], order: nx.DiGraph[str]) -> dict[str, int]:
    """Return the rows of one band, counted from its top."""
    depth = _depths(band)
    rows = {ref: depth[ref] for ref in depth if order.in_degree(ref) or order.out_degree(ref)}
    groups = of.groups(graph)
    filled: dict[str | None, Counter[int]] = defaultdict(Counter)
    for ref, row in rows.items():
        filled[groups[ref]][row] += 1
    for ref in sorted(depth.keys() - rows.keys()):  # those without lines go where there is room
        full = filled[groups[ref]]
        row = 0
        while full[row] >= ALONE:
            row += 1
        rows[ref] = row
        full[row] += 1
    return rows


def _depths(order: nx.DiGraph[str]) -> dict[str, int]:
    """Return how far below the top each body stands, on the longest way up."""
    depth: dict[str, int] = {}
    for ref in nx.lexicographical_topological_sort(order):
        depth[ref] = 1 + max((depth[upper] for upper in order.predecessors(ref)), default=-1)
    for ref in sorted(order):  # a body nobody is above stands just over the first one below it
        if order.out_degree(ref) and not order.in_degree(ref):
            depth[ref] = min(depth[lower] for lower in order.successors(ref)) - 1
    return depth


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers)


def _folded(
    order: nx.DiGraph[str],
    rows: Mapping[str, tuple[int, int]],
    wide: Mapping[str, float],
    beside: Mapping[str, str | None],
) -> dict[str, int]:
    """Return the rows numbered without gaps, those too wide to print laid out as several.

    Args:
        order: who is above whom.
        rows: the band and the row of each body.
        wide: how wide each body is.
        beside: the groups whose bodies stand side by side, where groups are no bands.
    """
    total = sum(wide.values())
    # Where many lines pass a row, fewer rows are easier to follow and quicker to lay out.
    shape = 1.0 if total <= _HUNDREDS else 1.5
    width = max(LEAST, math.ceil(shape * math.sqrt(total)))
    together: dict[tuple[int, int], list[str]] = defaultdict(list)
    for ref, row in rows.items():
        together[row].append(ref)
    folded: dict[str, int] = {}
    seat: dict[str, int] = {}
    place = 0
    for row in sorted(together):
        refs = sorted(together[row], key=lambda ref: (_beneath(order, ref, seat), ref))
        seat |= {ref: number for number, ref in enumerate(refs)}
        if beside and sum(wide[ref] for ref in refs) > width:
            refs.sort(key=lambda ref: beside[ref] or "~")
            for part in _even(refs, wide, width):
                folded |= dict.fromkeys(part, place)
                place += 1
            continue
        # Those with nobody below them stand first, so that others are near what is below them.
        leaves = [ref for ref in refs if not order.out_degree(ref)]
        heads = [ref for ref in refs if order.out_degree(ref)]
        for part in _parts(leaves, heads, wide, width):
            folded |= dict.fromkeys(part, place)
            place += 1
    return folded


def _beneath(order: nx.DiGraph[str], ref: str, seat: Mapping[str, int]) -> float:
    """Return where in the row above its superiors stand, on average."""
    places = [seat[upper] for upper in order.predecessors(ref) if upper in seat]
    return _mean(places) if places else math.inf


def _parts(
    leaves: list[str], heads: list[str], wide: Mapping[str, float], width: float
) -> list[list[str]]:
    if sum(wide[ref] for ref in leaves + heads) <= width:
        return [leaves + heads]
    return [*_even(leaves, wide, width), *_even(heads, wide, width)]


def _even(refs: list[str], wide: Mapping[str, float], width: float) -> list[list[str]]:
    """Return bodies in as few rows as the width allows, of about equal width."""
    total = sum(wide[ref] for ref in refs)
    count = math.ceil(total / width)
    parts: list[list[str]] = [[] for _ in range(count)]
    before = 0.0
    for ref in refs:
        middle = before + wide[ref] / 2
        parts[int(middle * count / total)].append(ref)
        before += wide[ref]
    return [part for part in parts if part]
