"""A lineage as a graph: what was decided, what came of it, and the facts that say so.

Graph attributes: ``focus`` (the id of the node that was asked about), ``forwards`` and
``backwards`` (which ways were followed), ``cut`` (how many things were left out because they lie
further off than was asked for), ``as_at``, ``as_known``, ``organisation``.

A node's id is its kind and reference, ``resolution-ics/2018/019``. Its attributes:

- ``kind``, ``ref``: of a movement its project, measure and position, of an action or a delegation
  its clause;
- ``title``: its name, or what it says;
- ``on``: the day on which it came to be, ``None`` where no source says;
- ``state``: how it stood, in words, or ``None``;
- ``details``: further words, one thing a line;
- ``total`` and, for every financial year, ``amount_2018/19``: pounds, of a figure, a movement, an
  extension or a statement; ``total`` is ``None`` for all else;
- ``positions``: the facts that it was read from, as ``273 279``.

An edge runs from the cause to the effect; its key is its position and its verb. Its attributes are
``verb`` (*resolution* approved *request*), ``on``, ``position`` (the fact that says so) and
``later``: whether the effect is a later decision that altered the cause or had it before it, and
so does not come of it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

if TYPE_CHECKING:
    from projections.lineage.things import Key, Lineage, Node

    Graph: TypeAlias = nx.MultiDiGraph[str]

AMOUNT = "amount_"
"""What the names of the attributes begin with that are amounts of a financial year."""


def lineage_graph(found: Lineage, organisation: str | None = None) -> Graph:
    """Return the graph of a lineage, the thing asked about first, then in the order of days.

    Args:
        found: the lineage, from `projections.lineage.following`.
        organisation: whose it is, to be shown.
    """
    graph: Graph = nx.MultiDiGraph(
        focus=node_id(found.focus),
        forwards=found.forwards,
        backwards=found.backwards,
        cut=found.cut,
        as_at=found.as_at,
        as_known=found.as_known,
        organisation=organisation,
    )
    for node in found.nodes:
        graph.add_node(node_id(node.key), **_facts(node))
    for link in found.links:
        graph.add_edge(
            node_id(link.cause),
            node_id(link.effect),
            key=f"{link.position} {link.verb}",
            verb=link.verb,
            on=link.on,
            position=link.position,
            later=link.later,
        )
    return graph


def node_id(key: Key) -> str:
    """Return the id of a thing: ``resolution-ics/2018/019``."""
    return f"{key.kind}-{key.ref}"


def _facts(node: Node) -> dict[str, Any]:
    amounts = dict(node.amounts)
    return {
        "kind": node.key.kind,
        "ref": node.key.ref,
        "title": node.title,
        "on": node.on,
        "state": node.state,
        "details": "\n".join(node.details),
        "total": sum(amounts.values(), Decimal(0)) if amounts else None,
        "positions": " ".join(map(str, node.positions)),
        **{f"{AMOUNT}{year}": amount for year, amount in amounts.items()},
    }


def amounts_of(said: dict[str, Any]) -> dict[str, Decimal]:
    """Return the amounts of a node by financial year, in order."""
    years = sorted(name for name in said if name.startswith(AMOUNT))
    return {name.removeprefix(AMOUNT): said[name] for name in years}
