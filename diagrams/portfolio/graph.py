"""The tree of projects as a graph: the whole, what it divides into, and the projects below.

Graph attributes: ``root`` (the node that everything hangs on), ``by``, ``measure``, ``as_at``,
``as_known``.

Nodes are called by their kind and reference, ``portfolio-place``, ``project-arts-funding``, and
``whole`` is all projects together. A programme whose projects belong to several portfolios or
departments is a node in each of them, and has the name of each behind its own.

Node attributes, amounts in pounds (or what the measure counts):

- ``kind``: ``whole``, ``portfolio``, ``department``, ``programme`` or ``project``;
- ``ref``: its reference, ``None`` of the whole and of what belongs to no such thing; ``name``;
- ``target`` and, for each year, ``target_2018_19`` …;
- ``at_risk``, ``delivered_alternatively`` and ``net_at_risk``, by the last status reports;
- ``projects``: how many there are of them, 1 of a project; and ``projects_on_target`` …, how many
  of each status;
- of a project alone: ``status``, ``reported_in`` (the month of its last report, ``2018-09``) and
  ``references`` (what else it is known by).

Edges have the key and the ``kind`` ``contains``, and go from what contains to what it contains.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

import networkx as nx

from diagrams.errors import NoProjects
from domain.savings.status import ProjectStatus
from projections.savings.tree import Branch

if TYPE_CHECKING:
    from projections.savings.tree import Leaf, Tree

Graph: TypeAlias = "nx.MultiDiGraph[str]"

CONTAINS: Final = "contains"
STATUSES: Final = tuple(status.replace("-", "_") for status in ProjectStatus)
"""The statuses as attributes name them: ``on_target``."""


def portfolio_graph(tree: Tree) -> Graph:
    """Return the graph of a tree of projects, everything in the order of the tree.

    Args:
        tree: from `projections.savings.tree.portfolio_tree`.

    Raises:
        NoProjects: the tree has none.
    """
    if not tree.whole.projects:
        within = tree.whole.name if tree.whole.kind == "portfolio" else None
        raise NoProjects(tree.as_at, tree.as_known, within)
    several = Counter(_plain(branch) for branch in _branches(tree.whole))
    adding = _Adding({name for name, count in several.items() if count > 1})
    root = adding.branch(tree.whole, None)
    adding.graph.graph.update(
        root=root,
        by=tree.by,
        measure=tree.measure,
        as_at=tree.as_at,
        as_known=tree.as_known,
    )
    return adding.graph


class _Adding:
    """Adds branches and projects, each below what contains it."""

    def __init__(self, several: set[str]) -> None:
        self.graph: Graph = nx.MultiDiGraph()
        self._several = several

    def branch(self, branch: Branch, above: str | None) -> str:
        """Add a branch with all that is below it, and return what it is called."""
        node = _plain(branch)
        if node in self._several:
            node = f"{node}@{above}"
        self._add(node, above, branch.kind, branch)
        for below in branch.branches:
            self.branch(below, node)
        for leaf in branch.leaves:
            self._leaf(leaf, node)
        return node

    def _leaf(self, leaf: Leaf, above: str) -> None:
        node = f"project-{leaf.ref}"
        self._add(node, above, "project", leaf)
        self.graph.nodes[node].update(
            status=leaf.status,
            reported_in=leaf.period,
            references=", ".join(leaf.references) or None,
        )

    def _add(self, node: str, above: str | None, kind: str, each: Branch | Leaf) -> None:
        self.graph.add_node(
            node,
            kind=kind,
            ref=each.ref,
            name=each.name,
            target=each.target_total,
            **{f"target_{year.replace('/', '_')}": sum_ for year, sum_ in each.targets.items()},
            at_risk=each.at_risk_total,
            delivered_alternatively=each.delivered_alternatively,
            net_at_risk=each.net_at_risk,
            **_counts(each),
        )
        if above is not None:
            self.graph.add_edge(above, node, key=CONTAINS, kind=CONTAINS)


def below(graph: Graph, node: str) -> list[str]:
    """Return what a node contains directly, in order."""
    return list(graph.successors(node))


def counts(graph: Graph, node: str) -> dict[str, int]:
    """Return how many projects there are of each status that any project of a node has."""
    found = {status: graph.nodes[node][f"projects_{status}"] for status in STATUSES}
    return {status: count for status, count in found.items() if count}


def target(graph: Graph, node: str) -> Decimal:
    """Return what a node must save over all years."""
    found: Decimal = graph.nodes[node]["target"]
    return found


def _counts(each: Branch | Leaf) -> dict[str, int]:
    statuses = each.statuses if isinstance(each, Branch) else {each.status: 1}
    each_of = {f"projects_{status}": statuses.get(status, 0) for status in STATUSES}
    return {"projects": sum(statuses.values()), **each_of}


def _plain(branch: Branch) -> str:
    if branch.kind == "whole":
        return "whole"
    return f"{branch.kind}-{branch.ref}" if branch.ref is not None else f"no-{branch.kind}"


def _branches(branch: Branch) -> Iterator[Branch]:
    yield branch
    for below in branch.branches:
        yield from _branches(below)
