"""The shape of a structure too large for a page: bodies of one kind in one row are one box.

Every row keeps a box, so that a reader sees who there is from the top to the bottom, if not each by
name. What two days changed differently, and what stands in a circle, keeps boxes of its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from diagrams.governance import reading as of
from diagrams.governance.circles import knots
from diagrams.governance.gathered import listed_with_seats
from diagrams.governance.hierarchy import places
from diagrams.governance.sentences import several

if TYPE_CHECKING:
    from collections.abc import Mapping

Alike: TypeAlias = tuple[Literal["group", "kind"], ...]

SEVERAL_KINDS: Final = "several-kinds"
"""The kind of a box of bodies that are of several."""

_TOGETHER: Final = 2
_SAME: Final = ("change", "change_words", "change_on", "change_by", "decision")


@dataclass(slots=True)
class _Bundle:
    """Lines of one kind between two boxes."""

    lines: list[of.Line] = field(default_factory=list)

    def attributes(self, sizes: Mapping[str, int], lower: str, upper: str) -> dict[str, Any]:
        """Return what is said of the one line that stands for all of them."""
        first = self.lines[0]
        often = {line.cadence for line in self.lines}
        return {
            "kind": first.kind,
            "cadence": first.cadence if len(often) == 1 else None,
            "starts_on": None,
            "ends_on": None,
            "in_circle": first.in_circle,
            "own": True,
            "lifted": 0,
            "share": self._share(sizes[lower], sizes[upper]),
            "stands_for": len(self.lines),
            **{name: getattr(first, name) for name in _SAME},
        }

    def _share(self, lowers: int, uppers: int) -> str | None:
        """Say which part of the bodies at its ends have the line; nothing where all have."""
        low, up = len({line.lower for line in self.lines}), len({line.upper for line in self.lines})
        if low < lowers:
            return f"{low:,} of {lowers:,}"
        # Of several each has its own superiors; that some have none tells a reader little.
        return f"to {up:,} of {uppers:,}" if lowers == 1 and up < uppers else None


def merged(graph: of.Graph, alike: Alike = ("group", "kind")) -> of.Graph:
    """Return a structure with bodies of one kind, row and group made one node that ``lists`` them.

    A line between two such nodes stands for all lines of its kind between them; its ``share`` says
    ``12 of 30`` where not all have one. Lines within a node are counted by the graph's ``within``.

    Args:
        graph: a governance graph, whole.
        alike: what bodies of one row have in common that stand in one box.
    """
    stands_in = _stands_in(graph, alike)
    shape: of.Graph = graph.copy()
    shape.remove_edges_from(list(graph.edges(keys=True)))
    together: dict[str, list[str]] = defaultdict(list)
    for ref in graph:
        together[stands_in[ref]].append(ref)
    for first, refs in together.items():
        shape.remove_nodes_from(refs[1:])
        if len(refs) > 1:
            shape.nodes[first].update(_box(graph, refs))
    _join(shape, graph, stands_in, {first: len(refs) for first, refs in together.items()})
    return shape


def _box(graph: of.Graph, refs: list[str]) -> dict[str, Any]:
    """Return what is said of several bodies as one; where they differ, that they are several."""
    kinds = {graph.nodes[ref]["kind"] for ref in refs}
    groups = {graph.nodes[ref]["group"] for ref in refs}
    (kind,) = kinds if len(kinds) == 1 else (SEVERAL_KINDS,)
    (group,) = groups if len(groups) == 1 else (None,)
    words = several(kind, len(refs)) if len(kinds) == 1 else "bodies"
    return {
        "name": f"{len(refs):,} {words}",
        "kind": kind,
        "group": group,
        "purpose": None,
        "seats": graph.nodes[refs[0]]["seats"] and "",
        "lists": listed_with_seats(graph, refs),
    }


def _stands_in(graph: of.Graph, common: Alike) -> dict[str, str]:
    """Return the body whose box stands for each."""
    place = places(graph)
    circles: set[str] = set().union(*knots(graph))
    alike: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for ref in graph:
        body = graph.nodes[ref]
        alone = ref if ref in circles or body["outside"] or place[ref].depth == 0 else None
        depth = place[ref].depth if ref in place else 0
        changed = (body["change"], body["change_words"], body["decision"])
        alike[alone, depth, *(body[name] for name in common), changed].append(ref)
    return {
        ref: refs[0] if len(refs) >= _TOGETHER else ref for refs in alike.values() for ref in refs
    }


def _join(
    shape: of.Graph, graph: of.Graph, stands_in: Mapping[str, str], sizes: Mapping[str, int]
) -> None:
    bundles: dict[tuple[str, str, str, tuple[Any, ...]], _Bundle] = defaultdict(_Bundle)
    within = 0
    for line in of.lines(graph):
        body, to = stands_in[line.body], stands_in[line.to]
        if body == to and line.body != line.to:
            within += 1
            continue
        changed = (line.change, line.change_words, line.decision)
        bundles[body, to, line.kind, changed].lines.append(line)
    for (body, to, kind, _), bundle in bundles.items():
        first = bundle.lines[0]
        lower, upper = stands_in[first.lower], stands_in[first.upper]
        before = sum(line.kind == kind and line.to == to for line in of.lines_of(shape, body))
        key = f"{kind}#{before + 1}" if before else kind
        shape.add_edge(body, to, key=key, **bundle.attributes(sizes, lower, upper))
    shape.graph["within"] = within
