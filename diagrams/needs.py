"""What a picture needs of the graph that it is to draw, looked at before it is drawn.

A graph is open to whoever made it: nodes may be added, attributes left out, and another graph may
be given altogether. What is wrong with it is said then, and not by a fault in the middle of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from diagrams.errors import IncompleteGraph

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Needs:
    """The attributes that a kind of picture reads.

    Attributes:
        made_by: the function that makes such graphs.
        graph: those of the graph.
        nodes: those of every node.
        of_kind: those that nodes of one kind have besides; where there are some, no other kinds of
            nodes can be drawn.
        edges: those of every edge.
        names_a_node: that of the graph which names one of its nodes.
        days: those of the graph which are days.
    """

    made_by: str
    graph: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    of_kind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    edges: tuple[str, ...] = ()
    names_a_node: str | None = None
    days: tuple[str, ...] = ()

    def require(self, graph: nx.MultiDiGraph[Any]) -> None:
        """Refuse a graph that lacks what its picture needs.

        Raises:
            IncompleteGraph: it has no nodes, or lacks an attribute, or has another kind of value.
        """
        self._have("the graph", graph.graph, self.graph)
        for name in self.days:
            if not isinstance(graph.graph[name], date):
                said = f"'{name}' of the graph is {graph.graph[name]!r} and no day"
                raise IncompleteGraph(said, self.made_by)
        if not graph:
            raise IncompleteGraph("the graph has no nodes", self.made_by)
        if self.names_a_node and graph.graph[self.names_a_node] not in graph:
            said = f"'{self.names_a_node}' of the graph names none of its nodes"
            raise IncompleteGraph(said, self.made_by)
        for node, facts in graph.nodes(data=True):
            self._have(f"the node '{node}'", facts, self.nodes)
            if self.of_kind:
                self._have(f"the node '{node}'", facts, self._of_kind(node, facts["kind"]))
        for tail, head, facts in graph.edges(data=True):
            self._have(f"the edge from '{tail}' to '{head}'", facts, self.edges)

    def _of_kind(self, node: object, kind: str) -> tuple[str, ...]:
        if kind not in self.of_kind:
            raise IncompleteGraph(f"the node '{node}' is of the kind '{kind}'", self.made_by)
        return self.of_kind[kind]

    def _have(self, what: str, facts: Mapping[str, Any], names: tuple[str, ...]) -> None:
        for name in names:
            if name not in facts:
                raise IncompleteGraph(f"{what} has no '{name}'", self.made_by)
