"""What each thing of a lineage is called, and how it stood at the times asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from projections.lineage.decisions_told import DECISIONS
from projections.lineage.figures_told import FIGURES
from projections.lineage.reading import Reading
from projections.lineage.structure_told import STRUCTURE
from projections.lineage.things import Key, Node

_TOLD: dict[str, Callable[[Key, Reading], Node]] = {**DECISIONS, **FIGURES, **STRUCTURE}


def tell(key: Key, reading: Reading, *, year: str | None = None) -> Node:
    """Return a thing with its name, its day and its state; one that has none bears its reference.

    Args:
        key: the thing.
        reading: the facts at the times asked for.
        year: the only financial year whose amounts are wanted.
    """
    told = _TOLD.get(key.kind)
    node = told(key, reading) if told else Node(key, key.ref)
    if year is None or key.kind not in {"figure", "movement"}:
        return node
    return replace(node, amounts=tuple(each for each in node.amounts if each[0] == year))
