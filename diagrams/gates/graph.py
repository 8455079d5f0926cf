"""A sequence of gates as a graph: gates, decisions, criterion groups, conditions and waivers.

Graph attributes: ``ref``, ``name``, ``body``, ``body_name``, ``programme``, ``project``,
``defined_on``, ``criteria`` (how many there are), ``next_gate`` (its number, or ``None``),
``as_at``, ``as_known``, ``organisation``.

Every node has ``kind`` and ``ref``; its id is the two, ``gate-go-live/3``. By kind, it also has:

- ``gate``: ``number``, ``name``, ``planned_for``, ``state`` (one of `STATES`), ``outcome`` and
  ``decided_on`` of its last decision, ``blocks``, ``open_again``, and where it is the next,
  ``criteria``, ``clear``, ``in_the_way`` as they stand (else ``None``);
- ``decision``: ``gate``, ``attempt``, ``outcome``, ``decided_on``, ``body``, ``meeting``,
  ``resolution``, ``recycle_to``, ``stands`` (whether the gate stands at go by it), ``criteria``,
  ``clear``, ``in_the_way``, and its conditions counted: ``conditions``, ``conditions_open``,
  ``conditions_discharged``, ``conditions_breached``, ``conditions_lapsed``, ``conditions_overdue``;
- ``criterion-group``: ``name`` (the owner), ``gate``, ``criteria``, ``clear``, ``in_the_way``,
  ``not_met``, ``partly_met``, ``not_assessed``, ``waived``, ``met``, ``weight``, ``weight_clear``;
- ``criterion``, of those in the way of the next gate: ``gate``, ``group``, ``text``, ``mandatory``,
  ``standing``, ``evidence``;
- ``must-change``: ``text``;
- ``condition``: ``text``, ``owner``, ``due``, ``state``, ``ended_on``, ``overdue``;
- ``waiver``, of those that hold: ``criterion``, ``text``, ``granted_by``, ``reason``,
  ``granted_on``, ``expires_on``.

A criterion is clear where it is met or waived. Edges have ``kind``, which is their key too:
``then`` from a gate to the next, ``decided`` from a gate to its decisions, ``again`` from a
decision to the next of its gate, ``back-to`` from a recycle to the gate it goes back to, ``sets``
from a decision to its conditions, ``demands`` to what must change, ``found`` from a decision or
the next gate to its groups, ``in-the-way`` from the next gate to what is in its way, and ``waives``
from it to waivers.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

import networkx as nx

from projections.conditions.queries import STATES as STATES_OF_CONDITIONS
from projections.gates.readiness import NOBODY, STANDINGS

if TYPE_CHECKING:
    from projections.conditions.queries import ConditionRow
    from projections.gates.readiness import Readiness
    from projections.gates.whole import Attempt, GateAt, SequenceAt

    Graph: TypeAlias = nx.MultiDiGraph[str]
    Fact: TypeAlias = str | int | bool | Decimal | date | None

STATES: Final = ("passed", "open-again", "next", "later")
"""How a gate stands: at go, open although it said go, the one that is next, or after that."""


def gates_graph(sequence: SequenceAt, organisation: str | None = None) -> Graph:
    """Return the graph of a sequence of gates, everything in the order of the gates.

    Args:
        sequence: the sequence with all that hangs on it, from `projections.gates.whole`.
        organisation: whose it is, to be shown.
    """
    row = sequence.row
    graph: Graph = nx.MultiDiGraph(
        ref=row.ref,
        name=row.name,
        body=row.body,
        body_name=sequence.body,
        programme=row.programme,
        project=row.project,
        defined_on=row.defined_on,
        criteria=len(row.criteria),
        next_gate=row.next_gate.number if row.next_gate else None,
        as_at=sequence.as_at,
        as_known=sequence.as_known,
        organisation=organisation,
    )
    for gate in sequence.gates:
        _add_gate(graph, gate)
    for gate in sequence.gates:
        for attempt in gate.attempts:
            _add_decision(graph, gate, attempt)
        if gate.ahead:
            _add_ahead(graph, gate.row.number, gate.ahead)
            _add_waivers(graph, sequence, gate.row.number)
    return graph


def gate_id(graph: Graph, number: int) -> str:
    """Return the id of a gate."""
    return f"gate-{graph.graph['ref']}/{number}"


def following(graph: Graph, node: str, kind: str) -> list[str]:
    """Return the nodes that lines of a kind lead to, in order.

    >>> chain = nx.MultiDiGraph()
    >>> _ = chain.add_edge("gate-go-live/1", "gate-go-live/2", key="then", kind="then")
    >>> following(chain, "gate-go-live/1", "then")
    ['gate-go-live/2']
    """
    return [head for _, head, key in graph.out_edges(node, keys=True) if key == kind]


def _add(graph: Graph, kind: str, ref: str, **facts: Fact) -> str:
    node = f"{kind}-{ref}"
    graph.add_node(node, kind=kind, ref=ref, **facts)
    return node


def _link(graph: Graph, tail: str, kind: str, head: str) -> None:
    graph.add_edge(tail, head, key=kind, kind=kind)


def _add_gate(graph: Graph, gate: GateAt) -> None:
    row = gate.row
    last = row.decisions[-1] if row.decisions else None
    node = _add(
        graph,
        "gate",
        f"{graph.graph['ref']}/{row.number}",
        number=row.number,
        name=row.name,
        planned_for=row.planned_for,
        state=_state(graph, gate),
        outcome=row.outcome,
        decided_on=last.decided_on if last else None,
        blocks=", ".join(row.blocks) or None,
        open_again=row.open_again,
        **dict.fromkeys(("criteria", "clear", "in_the_way")),
    )
    before = gate_id(graph, row.number - 1)
    if before in graph:
        _link(graph, before, "then", node)


def _state(graph: Graph, gate: GateAt) -> str:
    if gate.row.passed:
        return "passed"
    if gate.row.open_again:
        return "open-again"
    return "next" if gate.row.number == graph.graph["next_gate"] else "later"


def _add_decision(graph: Graph, gate: GateAt, attempt: Attempt) -> None:
    said = attempt.decision
    number = gate.row.number
    node = _add(
        graph,
        "decision",
        f"{graph.graph['ref']}/{number}/{attempt.number}",
        gate=number,
        attempt=attempt.number,
        outcome=said.outcome,
        decided_on=said.decided_on,
        body=said.body or graph.graph["body"],
        meeting=said.meeting,
        resolution=said.resolution,
        recycle_to=said.recycle_to,
        stands=gate.row.passed and attempt.number == len(gate.attempts),
        **_totals(attempt.found),
        **_conditions(attempt),
    )
    _link(graph, gate_id(graph, number), "decided", node)
    before = f"decision-{graph.graph['ref']}/{number}/{attempt.number - 1}"
    if before in graph:
        _link(graph, before, "again", node)
    if said.recycle_to:
        _link(graph, node, "back-to", gate_id(graph, said.recycle_to))
    _add_groups(graph, node, number, attempt.found)
    for place, text in enumerate(said.must_change, 1):
        change = _add(graph, "must-change", f"{graph.nodes[node]['ref']}/{place}", text=text)
        _link(graph, node, "demands", change)
    for condition in attempt.conditions:
        _link(graph, node, "sets", _add_condition(graph, condition))


def _add_condition(graph: Graph, condition: ConditionRow) -> str:
    return _add(
        graph,
        "condition",
        condition.ref,
        text=condition.text,
        owner=condition.owner,
        due=condition.due,
        state=condition.state,
        ended_on=condition.ended_on,
        overdue=condition.overdue,
    )


def _totals(found: Readiness) -> dict[str, int]:
    return {
        "criteria": len(found.standings),
        "clear": sum(row.standing in {"met", "waived"} for row in found.standings),
        "in_the_way": len(found.in_the_way),
    }


def _conditions(attempt: Attempt) -> dict[str, int]:
    states = Counter(condition.state for condition in attempt.conditions)
    return {
        "conditions": len(attempt.conditions),
        **{f"conditions_{state}": states[state] for state in STATES_OF_CONDITIONS},
        "conditions_overdue": sum(condition.overdue for condition in attempt.conditions),
    }


def _add_groups(graph: Graph, node: str, gate: int, found: Readiness) -> None:
    """Add the criteria as they were found, by who sees to them; the last share is all of them."""
    in_the_way = Counter(row.owner or NOBODY for row in found.in_the_way)
    for share in found.shares[:-1]:
        counts = {
            standing.replace("-", "_"): count
            for standing, count in zip(STANDINGS, share.counts, strict=True)
        }
        group = _add(
            graph,
            "criterion-group",
            f"{graph.nodes[node]['ref']}/{share.owner}",
            name=share.owner,
            gate=gate,
            criteria=share.total,
            clear=counts["met"] + counts["waived"],
            in_the_way=in_the_way[share.owner],
            **counts,
            weight=share.weight,
            weight_clear=share.clear,
        )
        _link(graph, node, "found", group)


def _add_ahead(graph: Graph, number: int, ahead: Readiness) -> None:
    """Add how ready the next gate is, and what is in its way."""
    gate = gate_id(graph, number)
    graph.nodes[gate].update(_totals(ahead))
    _add_groups(graph, gate, number, ahead)
    for row in ahead.in_the_way:
        criterion = _add(
            graph,
            "criterion",
            f"{graph.graph['ref']}/{row.criterion}",
            gate=number,
            group=row.owner or NOBODY,
            text=row.text,
            mandatory=row.mandatory,
            standing=row.standing,
            evidence=row.evidence,
        )
        _link(graph, gate, "in-the-way", criterion)


def _add_waivers(graph: Graph, sequence: SequenceAt, number: int) -> None:
    texts = {each.ref: each.text for each in sequence.row.criteria}
    for held in sequence.waivers:
        waiver = _add(
            graph,
            "waiver",
            f"{graph.graph['ref']}/{held.criterion}",
            criterion=held.criterion,
            text=texts.get(held.criterion, held.criterion),
            granted_by=held.granted_by,
            reason=held.reason,
            granted_on=held.granted_on,
            expires_on=held.expires_on,
        )
        _link(graph, gate_id(graph, number), "waives", waiver)
