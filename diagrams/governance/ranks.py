"""Which row each body stands in: superiors above, supporters below, and nothing in between lost.

Graphviz would compute rows itself, but it lines up bodies without any line in one endless row at
the very top. Here they stand with the rest of their group, and wide rows are folded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import networkx as nx

from diagrams.governance import reading as of

if TYPE_CHECKING:
    from diagrams.governance.reading import Graph

ROW: Final = 3
"""How many bodies without lines, or leaves of one superior, stand side by side."""

WIDEST: Final = 9
"""How many bodies stand side by side before those with nobody below them move down."""

_PRECEDENCE: Final = ("reports-to", "supported-by", "updates", "advises")


def ranks(graph: Graph) -> dict[str, int]:
    """Return the row of every body, 0 at the top, without empty rows."""
    order, groups = _hierarchy(graph), of.groups(graph)
    rows: dict[str, int] = {}
    tops: dict[str | None, int] = {}
    parts = sorted(nx.weakly_connected_components(order), key=lambda part: (-len(part), min(part)))
    joined = [part for part in parts if len(part) > 1]
    for part in joined:
        own = _rows_of(order, part)
        drop = max(0, *(tops.get(groups[ref], 0) - own[ref] for ref in part))
        for ref in sorted(part):
            rows[ref] = own[ref] + drop
            tops[groups[ref]] = min(tops.get(groups[ref], rows[ref]), rows[ref])
    _place_alone(groups, rows, tops)
    return _folded(order, rows)


def _hierarchy(graph: Graph) -> nx.DiGraph[str]:
    """Return every line as upper → lower, less those that would contradict a weightier one."""
    order: nx.DiGraph[str] = nx.DiGraph()
    order.add_nodes_from(sorted(graph))
    for line in sorted(of.lines(graph), key=lambda line: (_weight(line.kind), line.body, line.to)):
        if not nx.has_path(order, line.lower, line.upper):
            order.add_edge(line.upper, line.lower)
    return order


def _weight(kind: str) -> int:
    return _PRECEDENCE.index(kind) if kind in _PRECEDENCE else len(_PRECEDENCE)


def _rows_of(order: nx.DiGraph[str], part: set[str]) -> dict[str, int]:
    """Return the rows of one connected part: as high as the superiors of each body allow."""
    own: dict[str, int] = {}
    leaves: Counter[str] = Counter()
    for ref in nx.lexicographical_topological_sort(order.subgraph(part)):
        uppers = sorted(order.predecessors(ref))
        own[ref] = 1 + max((own[upper] for upper in uppers), default=-1)
        if len(uppers) == 1 and not order.out_degree(ref):
            own[ref] += leaves[uppers[0]] // ROW
            leaves[uppers[0]] += 1
    for ref in sorted(part):  # a body nobody is above stands just over the first one below it
        if not order.in_degree(ref):
            own[ref] = min(own[lower] for lower in order.successors(ref)) - 1
    return own


def _place_alone(
    groups: dict[str, str | None], rows: dict[str, int], tops: dict[str | None, int]
) -> None:
    """Put the bodies without lines into the rows of their group, `ROW` of a group in each."""
    filled: dict[str | None, Counter[int]] = defaultdict(Counter)
    for ref, row in rows.items():
        filled[groups[ref]][row] += 1
    for ref in sorted(groups.keys() - rows.keys()):
        group = groups[ref]
        row = tops.get(group, 0)
        while filled[group][row] >= ROW:
            row += 1
        rows[ref] = row
        filled[group][row] += 1


def _folded(order: nx.DiGraph[str], rows: dict[str, int]) -> dict[str, int]:
    """Return the rows, numbered without gaps, with rows too wide to print laid out as several."""
    folded: dict[str, int] = {}
    place = 0
    for row in sorted(set(rows.values())):
        refs = sorted(ref for ref in rows if rows[ref] == row)
        stay = [ref for ref in refs if order.out_degree(ref)]
        move = sorted(
            set(refs) - set(stay), key=lambda ref: (min(order.pred[ref], default=""), ref)
        )
        room = max(WIDEST - len(stay), ROW)  # leaves of one superior stay together
        parts = [stay + move[:room]]
        parts += [move[start : start + WIDEST] for start in range(room, len(move), WIDEST)]
        for part in parts:
            folded |= dict.fromkeys(part, place)
            place += 1
    return dict(sorted(folded.items()))
