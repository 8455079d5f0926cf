"""Reading the governance graph: its attributes by reference, and its lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = nx.MultiDiGraph[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the graph, read ``body`` - ``kind`` - ``to``."""

    body: str
    to: str
    key: str
    kind: str
    cadence: str | None
    in_circle: bool = False

    @property
    def upper(self) -> str:
        """The end that stands higher: who is reported to, or who is supported."""
        return self.body if self.kind == "supported-by" else self.to

    @property
    def lower(self) -> str:
        """The end that stands lower."""
        return self.to if self.kind == "supported-by" else self.body


def names(graph: Graph) -> dict[str, str]:
    """Return the name of every body."""
    return {ref: graph.nodes[ref]["name"] for ref in graph}


def kinds(graph: Graph) -> dict[str, str]:
    """Return the kind of every body."""
    return {ref: graph.nodes[ref]["kind"] for ref in graph}


def groups(graph: Graph) -> dict[str, str | None]:
    """Return the group of every body, ``None`` for those without one."""
    return {ref: graph.nodes[ref]["group"] for ref in graph}


def lines(graph: Graph) -> list[Line]:
    """Return the lines in the graph's order."""
    return [line for body in graph for line in lines_of(graph, body)]


def lines_of(graph: Graph, body: str) -> list[Line]:
    """Return the lines that were recorded for one body."""
    return [
        Line(body, to, key, line["kind"], line["cadence"], line["in_circle"])
        for _, to, key, line in graph.edges(body, keys=True, data=True)
    ]
