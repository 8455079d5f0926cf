"""What the drawing of gates says in words: of gates, decisions, conditions and readiness."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from diagrams.gates.graph import following, gate_id
from diagrams.gates.notation import OUTCOMES, STANDINGS, STATES
from diagrams.words import day, kind_words

if TYPE_CHECKING:
    from diagrams.gates.graph import Graph

_MOST_NAMED: Final = 6
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def stands(gate: Mapping[str, Any]) -> str:
    """Return how a gate stands: ``Stands at go``, ``Open again: …``."""
    said = STATES[gate["state"]]
    if gate["state"] == "passed" and gate["outcome"] == "conditional-go":
        return f"{said}, on conditions"
    if gate["open_again"]:
        why = _DAY.sub(lambda found: day(date.fromisoformat(found[0])), gate["open_again"])
        return f"{said}: {why}"
    return said


def held_back(gate: Mapping[str, Any]) -> str | None:
    """Return what waits for a gate, nothing where nothing does."""
    return f"Holds back: {kind_words(gate['blocks'])}" if gate["blocks"] else None


def outcome(decision: Mapping[str, Any]) -> str:
    """Return what was decided: ``Go``, ``Recycle to gate 3``."""
    words = OUTCOMES[decision["outcome"]].words
    return f"{words} to gate {decision['recycle_to']}" if decision["recycle_to"] else words


def counted(found: Mapping[str, Any], waived: int) -> str:
    """Return how many criteria were clear: ``93 of 94 criteria met or waived``."""
    how = "met or waived" if waived else "met"
    return f"{found['clear']} of {found['criteria']} criteria {how}"


def demands(graph: Graph, node: str) -> list[str]:
    """Return what must change before the gate is decided again."""
    return [graph.nodes[each]["text"].rstrip(".") for each in following(graph, node, "demands")]


def condition(said: Mapping[str, Any]) -> str:
    """Return a condition with who sees to it and how it stands."""
    due = f"due {day(said['due'])}" if said["due"] else None
    who = ", ".join(part for part in (said["owner"], due) if part)
    state = "overdue" if said["overdue"] else said["state"]
    ended = f" {day(said['ended_on'])}" if said["ended_on"] else ""
    return f"{said['text'].rstrip('.')}{f' ({who})' if who else ''}: {state}{ended}"


def waiver(said: Mapping[str, Any]) -> str:
    """Return a waiver: what is let go unmet, by whom and until when."""
    until = f" until {day(said['expires_on'])}" if said["expires_on"] else ""
    return f"{said['text'].rstrip('.')}: waived{until}, by {said['granted_by']}"


def in_the_way(graph: Graph, number: int) -> list[str]:
    """Return what is in the way of a gate: criteria not met by name, the others by owner."""
    nodes = [graph.nodes[node] for node in following(graph, gate_id(graph, number), "in-the-way")]
    unmet = [each for each in nodes if each["standing"] != "not-assessed"]
    told = [
        f"{each['text'].rstrip('.')}: {STANDINGS[each['standing']]} ({each['group']})"
        for each in unmet[:_MOST_NAMED]
    ]
    if more := len(unmet) - _MOST_NAMED:
        told += [f"and {more} more not met: {_by_owner(unmet[_MOST_NAMED:])}"] if more > 0 else []
    unseen = [each for each in nodes if each["standing"] == "not-assessed"]
    if unseen:
        told.append(f"{len(unseen)} not assessed: {_by_owner(unseen)}")
    return told


def _by_owner(criteria: Iterable[Mapping[str, Any]]) -> str:
    counts = Counter(each["group"] for each in criteria)
    owners = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    named = [f"{owner} {count}" for owner, count in owners[:_MOST_NAMED]]
    more = len(owners) - _MOST_NAMED
    return ", ".join(named) + (f" and {more} other groups" if more > 0 else "")


def gate_spoken(gate: Mapping[str, Any]) -> str:
    """Return a gate as a sentence."""
    planned = f", planned for {day(gate['planned_for'])}" if gate["planned_for"] else ""
    held = held_back(gate)
    return f"Gate {gate['number']}, {gate['name']}{planned}: {_lower(stands(gate))}" + (
        f"; {_lower(held)}" if held else ""
    )


def decision_spoken(graph: Graph, node: str) -> str:
    """Return a decision as a sentence, with its conditions and what must change."""
    said = graph.nodes[node]
    parts = [f"Gate {said['gate']}, decision {said['attempt']}: {_lower(outcome(said))}"]
    parts += [f"on {day(said['decided_on'])}"] if said["decided_on"] else []
    parts += [f"by resolution {said['body']}/{said['resolution']}"] if said["resolution"] else []
    told = " ".join(parts)
    groups = [graph.nodes[each] for each in following(graph, node, "found")]
    if said["criteria"]:
        told += f"; {counted(said, sum(each['waived'] for each in groups))}"
        short = [each for each in groups if each["clear"] < each["criteria"]]
        told += "".join(f"; {each['name']} {each['clear']} of {each['criteria']}" for each in short)
    told += "".join(f"; must change: {text}" for text in demands(graph, node))
    conditions = [graph.nodes[each] for each in following(graph, node, "sets")]
    return told + "".join(f"; condition: {condition(each)}" for each in conditions)


def readiness_spoken(graph: Graph, number: int) -> str:
    """Return how ready the next gate is, in one sentence for each thing there is to say."""
    node = gate_id(graph, number)
    gate = graph.nodes[node]
    groups = [graph.nodes[each] for each in following(graph, node, "found")]
    told = f"Readiness of gate {number}: {counted(gate, sum(each['waived'] for each in groups))}"
    told += f", {gate['in_the_way']} in the way of go"
    told += "".join(f"; {each['name']} {each['clear']} of {each['criteria']}" for each in groups)
    told += "".join(f"; {each}" for each in in_the_way(graph, number))
    waivers = [graph.nodes[each] for each in following(graph, node, "waives")]
    return told + "".join(f"; {waiver(each)}" for each in waivers)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
