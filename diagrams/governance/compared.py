"""Two days of a structure as one graph: what was added, what ended, what changed, and who decided.

It is a governance graph of everything that there was on either day, with these attributes besides
(see `diagrams.governance.graph` for all others):

- of the graph: ``compared_with`` (the earlier day; ``as_at`` is the later one), ``brief`` (the
  names of bodies that were established and dissolved in between, a line each, or ``None``), and for
  each decision that changed something ``decision_1``, ``decision_2`` …: who decided, in words;
- of a node and of an edge: ``change`` (``added``, ``ended``, ``changed`` or ``None``),
  ``change_words`` (what is to be said besides: ``until then Cloud Board``), ``change_on`` (from
  which day), ``change_by`` (the resolution, ``ics/2018/019``, or ``None``), ``decision`` (the
  number of the decision in the graph, as text).

Where one thing was changed by several decisions, ``change_on`` is the day of the last of them,
``change_by`` names all their resolutions, ``decision`` all their numbers (``1, 3``), and
``change_words`` says of each part which decision made it: ``until then Cloud Board (1); other terms
of reference (3)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from diagrams.governance.circles import mark_circles
from diagrams.governance.graph import governance_graph
from diagrams.words import day, one_line
from projections.structure import Structure

if TYPE_CHECKING:
    from datetime import date

    from diagrams.governance import reading as of
    from projections.bodies.differences import BodyChange, Cause, Differences, LineChange

UNDECIDED: Final = "No decision in the book"


def compared_graph(differences: Differences, by: str = "level") -> of.Graph:
    """Return the graph of two days.

    Args:
        differences: from `projections.bodies.differences.differences`.
        by: how bodies are grouped, ``level`` or ``department``.

    Raises:
        NoBodies: there were none on either day.
    """
    graph = governance_graph(_either(differences), by)
    names = {ref: graph.nodes[ref]["name"] for ref in graph}
    changes: list[BodyChange | LineChange] = [*differences.bodies, *differences.lines]
    decisions = _decisions(changes, names)
    for change in differences.bodies:
        graph.nodes[change.ref].update(_told(change, decisions, names))
    for line in differences.lines:
        graph.edges[line.body, line.to, line.kind].update(_told(line, decisions, names))
    graph.graph.update(
        compared_with=differences.before.as_at,
        brief="\n".join(one_line(body.name) for body in differences.brief) or None,
        **{f"decision_{number}": words for words, number in decisions.items()},
    )
    mark_circles(graph)  # anew: lines of two days together are no circle of either
    return graph


def decisions_of(graph: of.Graph) -> dict[int, str]:
    """Return the decisions between two days, by their numbers."""
    told = ((name.removeprefix("decision_"), words) for name, words in graph.graph.items())
    return {int(number): words for number, words in told if number.isdigit()}


def numbers_of(decision: str | None) -> list[int]:
    """Return the numbers of the decisions that changed a body or a line."""
    return [int(number) for number in (decision or "").split(", ") if number]


def _either(differences: Differences) -> Structure:
    """Return what there was on either day, by its names of the later one."""
    before, after = differences.before, differences.after
    gone = {change.ref for change in differences.bodies if change.change == "ended"}
    ended = {
        (line.body, line.to, line.kind) for line in differences.lines if line.change == "ended"
    }
    seats = after.seats
    if seats is not None:
        seats = (*seats, *(seat for seat in before.seats or () if seat.body in gone))
    return replace(
        after,
        bodies=(*after.bodies, *(body for body in before.bodies if body.ref in gone)),
        lines=(
            *after.lines,
            *(line for line in before.lines if (line.body, line.to, line.kind) in ended),
        ),
        seats=seats,
    )


def _told(
    change: BodyChange | LineChange, decisions: Mapping[str, int], names: Mapping[str, str]
) -> dict[str, Any]:
    resolutions = dict.fromkeys(cause.resolution for cause in change.causes if cause.resolution)
    numbers = [decisions[_decider(cause, names)] for cause in change.causes]
    words = list(change.words)
    if len({*numbers}) > 1 and len(words) == len(numbers):
        words = [f"{what} ({number})" for what, number in zip(words, numbers, strict=True)]
    return {
        "change": change.change,
        "change_words": one_line("; ".join(words)) or None,
        "change_on": max((cause.since for cause in change.causes), default=None),
        "change_by": ", ".join(resolutions) or None,
        "decision": ", ".join(str(number) for number in sorted({*numbers})),
    }


def _decisions(
    changes: Iterable[BodyChange | LineChange], names: Mapping[str, str]
) -> dict[str, int]:
    """Number the decisions, the first day first; what nobody decided comes last."""
    first: dict[str, tuple[bool, date, int, str]] = {}
    for cause in (cause for change in changes for cause in change.causes):
        words = _decider(cause, names)
        order = (words == UNDECIDED, cause.since, cause.position, words)
        first[words] = min(order, first.get(words, order))
    in_order = sorted(first, key=first.__getitem__)
    return {words: number for number, words in enumerate(in_order, 1)}


def _decider(cause: Cause, names: Mapping[str, str]) -> str:
    who = names.get(cause.body, cause.body) if cause.body else cause.officer
    if not who:
        return UNDECIDED
    if cause.resolution:
        who = f"{who}, resolution {cause.resolution.removeprefix(f'{cause.body}/')}"
    else:
        who = f"{who}, without a resolution in the book"
    return one_line(f"{who}, {day(cause.decided_on)}" if cause.decided_on else who)
