"""A tree of many projects made small enough for a page: like projects together, with their count.

What is gathered is still counted and added up: no total changes. A node of the kind ``gathered``
stands for projects of one status below one branch; it has the attributes of a project, ``ref`` and
``name`` excepted, and ``projects`` says how many it stands for. The graph attribute ``gathered``
says in words what was done, or is ``None``; ``in_lines`` says that each group has one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from diagrams.portfolio.graph import CONTAINS, STATUSES, Graph, below
from domain.savings.status import ProjectStatus

_CALM = tuple(
    status.replace("-", "_")
    for status in (ProjectStatus.ON_TARGET, ProjectStatus.CLOSED_OR_COMPLETED)
)
_SUMMED = ("target", "at_risk", "delivered_alternatively", "net_at_risk", "projects")


def gathered(graph: Graph, fits: Callable[[Graph], bool]) -> Graph:
    """Return the graph with as little gathered as will do, or with all that can be.

    Projects that are on target or done are gathered first, then those of every status, then
    projects are only counted by what they belong to, in the end with a line for each group, and at
    last programmes are counted too.

    Args:
        graph: from `diagrams.portfolio.graph.portfolio_graph`; it stays as it is.
        fits: whether a graph is small enough.
    """
    found = graph
    for gather, words, in_lines in _STEPS:
        found = graph.copy()
        gather(found)
        found.graph.update(gathered=words, in_lines=in_lines)
        if fits(found):
            break
    return found


def _nothing(_: Graph) -> None:
    """Leave everything as it is."""


def _calm(graph: Graph) -> None:
    _gather(graph, _CALM)


def _all(graph: Graph) -> None:
    _gather(graph, STATUSES)


def _gather(graph: Graph, statuses: Iterable[str]) -> None:
    """Put the projects of each branch that have one of some statuses into one node by status."""
    for branch in [node for node in graph if below(graph, node)]:
        for status in statuses:
            alike = [
                node
                for node in below(graph, branch)
                if graph.nodes[node]["kind"] == "project" and graph.nodes[node]["status"] == status
            ]
            if len(alike) > 1:
                _together(graph, branch, status, alike)


def _together(graph: Graph, branch: str, status: str, alike: list[str]) -> None:
    node = f"{branch}-{status.replace('_', '-')}"
    each = [graph.nodes[one] for one in alike]
    years = sorted({name for one in each for name in one if name.startswith("target_")})
    summed = {name: sum(one.get(name, 0) for one in each) for name in (*_SUMMED, *years)}
    counts = {f"projects_{of}": len(each) if of == status else 0 for of in STATUSES}
    graph.add_node(node, kind="gathered", ref=None, name=None, status=status, **summed, **counts)
    graph.add_edge(branch, node, key=CONTAINS, kind=CONTAINS)
    graph.remove_nodes_from(alike)


def _only_counted(*kinds: str) -> Callable[[Graph], None]:
    """Return what leaves out the nodes of some kinds; what they belong to counts them anyway."""

    def leave_out(graph: Graph) -> None:
        graph.remove_nodes_from([node for node in graph if graph.nodes[node]["kind"] in kinds])

    return leave_out


def _groups(graph: Graph) -> None:
    """Leave out all but groups, and programmes too unless the tree is made of them."""
    kinds = ("project", "gathered")
    _only_counted(*kinds, *(() if graph.graph["by"] == "programme" else ("programme",)))(graph)


_COUNTED = "Projects are counted and not drawn."
_BOTH = "Projects and programmes are counted and not drawn."
_LINED = "At risk is what the command `portfolio` tells."
_STEPS: Final[tuple[tuple[Callable[[Graph], None], str | None, bool], ...]] = (
    (_nothing, None, False),
    (
        _calm,
        "Projects that are on target, or done, are drawn as one where a group has several.",
        False,
    ),
    (_all, "Projects of one status are drawn as one where a group has several.", False),
    (_only_counted("project"), _COUNTED, False),
    (_only_counted("project"), f"{_COUNTED} {_LINED}", True),
    (_groups, _BOTH, False),
    (_groups, f"{_BOTH} {_LINED}", True),
)
"""What is done, in words, and whether each group then has one line; the first that fits is it."""
