"""The boxes of a lineage: each thing, and things alike that are told together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diagrams.lineage import telling
from diagrams.lineage.notation import SORTS, is_urgent, noun_of
from diagrams.links import page_of
from diagrams.pictures.sketch import Box, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diagrams.lineage.gathering import Gathered
    from diagrams.lineage.graph import Graph

_WIDTH = 26
_FOCUS_WIDTH = 38
_SHOWN = 5
_BRIEF = ("resolution", "work-item", "gate")
"""Kinds of which no more is said than their name, unless they were asked about."""

SEVERAL = 3
"""The outlines of a box that stands for several things."""


def thing_box(graph: Graph, node: str) -> Box:
    """Return the box of one thing; the one asked about has two outlines and says more."""
    said, is_focus = graph.nodes[node], node == graph.graph["focus"]
    noun = noun_of(said["kind"])
    sort = SORTS[noun.sort]
    return Box(
        id=node,
        rows=tuple(_rows(said, is_focus=is_focus)),
        spoken=telling.spoken(said),
        shape=sort.shape,
        tone=sort.tone,
        mark="!" if is_urgent(said["state"]) else None,
        outlines=2 if is_focus else 1,
        link=_page(said),
        width=_FOCUS_WIDTH if is_focus else _WIDTH,
    )


def _rows(said: Mapping[str, Any], *, is_focus: bool) -> Iterator[Row]:
    yield Row((telling.heading(said),), quiet=True)
    yield Row((telling.brief(said["title"]),), strong=True)
    if standing := telling.standing(said):
        yield Row((standing,), quiet=True)
    for cells in telling.money(said):
        yield Row(cells)
    clauses = said["kind"] == "resolution"
    for detail in said["details"].splitlines() if is_focus or said["kind"] not in _BRIEF else ():
        yield Row((telling.brief(detail),), quiet=True, left=clauses)


def _page(said: Mapping[str, Any]) -> str | None:
    if said["kind"] in {"figure", "movement"}:
        measured = said["ref"].rpartition("/")[0]
        project = measured.rpartition("/")[0] if said["kind"] == "movement" else measured
        return page_of("project", project)
    page = noun_of(said["kind"]).page
    return page_of(page, said["ref"]) if page else None


def together_box(graph: Graph, together: Gathered) -> Box:
    """Return the box of things alike: how many, what they come to, and the first of them."""
    nodes = [graph.nodes[node] for node in together.nodes]
    noun = noun_of(together.kind)
    sort = SORTS[noun.sort]
    return Box(
        id=together.id,
        rows=tuple(
            _paper_rows(nodes, together) if together.paper else _rows_of(nodes, noun.plural)
        ),
        spoken=f"{len(nodes)} {noun.plural}: {'; '.join(map(telling.spoken, nodes))}",
        shape=sort.shape,
        tone=sort.tone,
        mark="!" if any(is_urgent(said["state"]) for said in nodes) else None,
        outlines=1 if together.paper else SEVERAL,
        width=_FOCUS_WIDTH,
    )


def _rows_of(nodes: list[dict[str, Any]], plural: str) -> Iterator[Row]:
    """Give how many they are, what they changed together, and the first of them."""
    yield Row((f"{len(nodes):,} {plural}",), strong=True)
    if nodes[0]["kind"] in telling.CHANGES:
        for cells in telling.yearly(telling.years_added(nodes), signed=True):
            yield Row(cells)
    titles = list(dict.fromkeys(said["title"] for said in nodes))
    told = titles if len(titles) > 1 else [telling.standing(said) for said in nodes]
    for text in told[:_SHOWN]:
        yield Row((telling.brief(text),), quiet=True, left=True)
    if len(told) > _SHOWN:
        yield Row((f"and {len(told) - _SHOWN:,} others",), quiet=True, left=True)


def _paper_rows(nodes: list[dict[str, Any]], together: Gathered) -> Iterator[Row]:
    """Give what one paper states: each figure on a row of its own."""
    yield Row((f"{len(nodes)} statements",), quiet=True)
    yield Row((telling.brief(together.paper or ""),), strong=True)
    if nodes[0]["on"]:
        yield Row((telling.standing({**nodes[0], "state": None}),), quiet=True)
    for said in nodes[: _SHOWN + 3]:
        years = ", ".join(f"{year} {amount}" for year, amount in telling.money(said))
        words = said["details"].splitlines()[0].capitalize()
        yield Row((f"{words}: {years}",), quiet=True, left=True, link=_page(said))
    if len(nodes) > _SHOWN + 3:
        yield Row((f"and {len(nodes) - _SHOWN - 3:,} others",), quiet=True, left=True)
