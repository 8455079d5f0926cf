"""The boxes of the drawing of gates: gates, the decisions at them, and readiness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from diagrams.gates import telling
from diagrams.gates.graph import following, gate_id
from diagrams.gates.notation import OUTCOMES, bar
from diagrams.links import page_of
from diagrams.pictures.sketch import Box, Row
from diagrams.words import day

if TYPE_CHECKING:
    from diagrams.gates.graph import Graph

_WIDTH: Final = 28
_READINESS: Final = 40
_MOST_GROUPS: Final = 16
_FEW_GROUPS: Final = 6


def gate_box(graph: Graph, number: int) -> Box:
    """Return the box of a gate: its name, its plan and how it stands."""
    gate = graph.nodes[gate_id(graph, number)]
    rows = [Row((f"Gate {number}",), quiet=True), Row((gate["name"],), strong=True)]
    if gate["planned_for"]:
        rows.append(Row((f"Planned for {day(gate['planned_for'])}",)))
    rows.append(Row((telling.stands(gate),), quiet=True))
    if held := telling.held_back(gate):
        rows.append(Row((held,), quiet=True))
    return Box(
        id=gate_id(graph, number),
        rows=tuple(rows),
        spoken=telling.gate_spoken(gate),
        shape="rounded",
        tone="grey" if gate["state"] == "later" else "blue",
        outlines=2 if number == graph.graph["next_gate"] else 1,
        dashed=gate["state"] in {"later", "open-again"},
        link=_sequence_page(graph),
        width=_WIDTH,
    )


def decision_box(graph: Graph, node: str) -> Box:
    """Return the box of a decision: outcome, day, resolution, what was found and what it set."""
    said = graph.nodes[node]
    mark = OUTCOMES[said["outcome"]]
    return Box(
        id=node,
        rows=tuple(_decision_rows(graph, node)),
        spoken=telling.decision_spoken(graph, node),
        tone=mark.tone,
        mark=mark.letter,
        link=_decision_page(graph, said),
        width=_WIDTH,
    )


def readiness_box(graph: Graph, number: int) -> Box:
    """Return the box that says how ready the next gate is, group by group."""
    node = gate_id(graph, number)
    gate = graph.nodes[node]
    groups = [graph.nodes[each] for each in following(graph, node, "found")]
    waivers = [graph.nodes[each] for each in following(graph, node, "waives")]
    rows = [
        Row((f"Readiness on {day(graph.graph['as_at'])}",), strong=True),
        Row((telling.counted(gate, sum(each["waived"] for each in groups)),)),
        *_shares(groups, most=_MOST_GROUPS),
    ]
    told = telling.in_the_way(graph, number)
    rows += _listed(f"In the way of go: {gate['in_the_way']}", told)
    rows += _listed("Waived", map(telling.waiver, waivers))
    if not told:
        rows.append(Row(("Nothing is in the way of go",), strong=True))
    return Box(
        id=f"readiness-{gate['ref']}",
        rows=tuple(rows),
        spoken=telling.readiness_spoken(graph, number),
        shape="box",
        link=_sequence_page(graph),
        width=_READINESS,
    )


def _decision_rows(graph: Graph, node: str) -> Iterator[Row]:
    said = graph.nodes[node]
    yield Row((telling.outcome(said),), strong=True)
    if said["decided_on"]:
        yield Row((day(said["decided_on"]),))
    if said["resolution"]:
        ref = f"{said['body']}/{said['resolution']}"
        yield Row((f"Resolution {ref}",), quiet=True, link=page_of("resolution", ref))
    groups = [graph.nodes[each] for each in following(graph, node, "found")]
    if said["criteria"]:
        waived = sum(each["waived"] for each in groups)
        yield Row((telling.counted(said, waived),), quiet=True)
    short = [each for each in groups if each["clear"] < each["criteria"]]
    yield from _shares(short, most=_FEW_GROUPS)
    yield from _listed("Must change", telling.demands(graph, node))
    conditions = [graph.nodes[each] for each in following(graph, node, "sets")]
    yield from _listed("Conditions", map(telling.condition, conditions))


def _shares(groups: Sequence[Mapping[str, Any]], *, most: int) -> Iterator[Row]:
    """Return a row for each group; where they are many, for those that lack most, and the rest."""
    if len(groups) <= most:
        shown, rest = list(groups), []
    else:
        lacking = sorted(groups, key=lambda each: each["clear"] - each["criteria"])
        rest = lacking[most - 1 :]
        shown = [each for each in groups if each in lacking[: most - 1]]
    for each in shown:
        yield _share(each["name"], each["clear"], each["criteria"])
    if rest:
        clear, criteria = (sum(each[name] for each in rest) for name in ("clear", "criteria"))
        yield _share(f"{len(rest)} other groups", clear, criteria)


def _share(name: str, clear: int, criteria: int) -> Row:
    return Row((name, bar(clear, criteria), f"{clear} of {criteria}"), quiet=True, left=True)


def _listed(heading: str, told: Iterable[str]) -> list[Row]:
    rows = [Row((f"\N{BULLET} {text}",), quiet=True, left=True) for text in told]
    return [Row((heading,), left=True), *rows] if rows else []


def _sequence_page(graph: Graph) -> str:
    return page_of("gate", graph.graph["ref"])


def _decision_page(graph: Graph, said: Mapping[str, Any]) -> str:
    if said["resolution"]:
        return page_of("resolution", f"{said['body']}/{said['resolution']}")
    return page_of("meeting", said["meeting"]) if said["meeting"] else _sequence_page(graph)
