"""The graph under a picture, for other programs: GraphML, and node-link JSON.

Both hold the facts and nothing of the drawing. Days and moments are ISO text, amounts are numbers
with every digit they have. A list is a list in JSON, and in GraphML a text with its items joined by
``; ``. What is not known is ``null`` in JSON and left out of GraphML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, Final, TypeAlias

import networkx as nx

Graph: TypeAlias = "nx.MultiDiGraph[str]"

_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters and halves of letters: XML has no way to write them."""
_NO_LETTER: Final = "\ufffd"
_DIGITS: Final = 15
"""A number of so many digits is the same in every program that reads it."""


def graphml(graph: Graph) -> bytes:
    """Return a graph as GraphML, every attribute declared with its type.

    Every edge has an id of its own, since programs leave out a second edge of the same id; its key
    in the graph is its attribute ``key``.
    """
    plain: Graph = nx.MultiDiGraph()
    plain.graph.update(_known(graph.graph))
    plain.add_nodes_from((ref, _known(facts)) for ref, facts in graph.nodes(data=True))
    taken: set[str] = set()
    for tail, head, key, facts in graph.edges(keys=True, data=True):
        name = f"{tail}-{key}-{head}"
        while name in taken:  # as of a line c from a to b-c, and another from a to b
            name = f"{name}_"
        taken.add(name)
        of_its_own = plain.add_edge(tail, head, name)
        plain.edges[tail, head, of_its_own].update(_known({"key": key, **facts}))
    target = BytesIO()
    # not write_graphml: with lxml on the machine it writes other bytes
    nx.write_graphml_xml(plain, target, infer_numeric_types=True)
    return target.getvalue()


def node_link(graph: Graph) -> bytes:
    """Return a graph as the JSON that `networkx.node_link_graph` reads."""
    data = nx.node_link_data(graph, edges="edges")
    return (json.dumps(_in_json(data), ensure_ascii=False, indent=2) + "\n").encode()


def _known(facts: Mapping[str, Any]) -> dict[str, str | float]:
    return {name: _in_graphml(value) for name, value in facts.items() if value is not None}


def _in_graphml(value: object) -> str | float:
    if isinstance(value, list | tuple):
        return "; ".join(str(_in_graphml(item)) for item in value if item is not None)
    return _plain(value)


def _in_json(value: object) -> Any:
    if value is None:
        return None
    if isinstance(value, Mapping):
        return {str(name): _in_json(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_in_json(item) for item in value]
    return _plain(value)


def _plain(value: object) -> str | float:
    """Return a fact as both formats know it.

    Raises:
        TypeError: it is no plain fact.
    """
    match value:
        case str():
            return _NOT_IN_XML.sub(_NO_LETTER, value)
        case bool() | int() | float():
            return value
        case Decimal():
            return _number(value)
        case date():
            return value.isoformat()
        case _:
            raise TypeError(f"{type(value).__name__} is no plain fact of a graph")


def _number(amount: Decimal) -> str | float:
    """Return an amount as a number, or as text where a number would lose digits of it."""
    if len(amount.normalize().as_tuple().digits) > _DIGITS:
        return str(amount)
    return int(amount) if amount == amount.to_integral_value() else float(amount)
