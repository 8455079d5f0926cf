"""Reading the governance graph: its attributes by reference, and its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = nx.MultiDiGraph[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the graph, read ``body`` - ``kind`` - ``to``; see `diagrams.governance.graph`."""

    body: str
    to: str
    key: str
    kind: str
    cadence: str | None = None
    in_circle: bool = False
    own: bool = True
    lifted: int = 0
    share: str | None = None
    stands_for: int = 1
    change: str | None = None
    change_words: str | None = None
    change_on: date | None = None
    change_by: str | None = None
    decision: str | None = None

    @property
    def upper(self) -> str:
        """The end that stands higher: who is reported to, or who is supported."""
        return self.body if self.kind == "supported-by" else self.to

    @property
    def lower(self) -> str:
        """The end that stands lower."""
        return self.to if self.kind == "supported-by" else self.body


_OF_A_LINE = (
    *("cadence", "in_circle", "own", "lifted"),
    *("change", "change_words", "change_on", "change_by", "decision"),
)


def names(graph: Graph) -> dict[str, str]:
    """Return the name of every body."""
    return {ref: graph.nodes[ref]["name"] for ref in graph}


def kinds(graph: Graph) -> dict[str, str]:
    """Return the kind of every body."""
    return {ref: graph.nodes[ref]["kind"] for ref in graph}


def groups(graph: Graph) -> dict[str, str | None]:
    """Return the group of every body, ``None`` for those without one."""
    return {ref: graph.nodes[ref]["group"] for ref in graph}


def listed(graph: Graph, ref: str) -> Mapping[str, str]:
    """Return the bodies that a node stands for and their names; none where it is a body itself."""
    found: Mapping[str, str] = graph.nodes[ref].get("lists", {})
    return found


def inside(graph: Graph) -> list[str]:
    """Return the bodies that were asked for: all but those outside."""
    return [ref for ref in graph if not graph.nodes[ref]["outside"]]


def lines(graph: Graph) -> list[Line]:
    """Return the lines in the graph's order."""
    return [line for body in graph for line in lines_of(graph, body)]


def lines_of(graph: Graph, body: str) -> list[Line]:
    """Return the lines that were recorded for one body."""
    return list(_read(graph, body))


def _read(graph: Graph, body: str) -> Iterator[Line]:
    for _, to, key, line in graph.edges(body, keys=True, data=True):
        said = {name: line[name] for name in _OF_A_LINE}
        yield Line(body, to, key, line["kind"], **_shared(line), **said)


def _shared(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return what only a line between boxes of several bodies has."""
    return {name: line[name] for name in ("share", "stands_for") if name in line}
