"""A lineage as a drawing: causes to the left or above, effects to the right or below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from diagrams.lineage import telling
from diagrams.lineage.boxes import SEVERAL, thing_box, together_box
from diagrams.lineage.direction import direction
from diagrams.lineage.gathering import Gathering, gathering
from diagrams.lineage.notation import SORTS, noun_of
from diagrams.lineage.ways import Way, within
from diagrams.pictures.sketch import Box, KeyEntry, Line, Row, Sketch
from diagrams.words import times
from projections.lineage.figures import COUNTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diagrams.lineage.graph import Graph

_OTHER: dict[str, Literal["down", "right"]] = {"down": "right", "right": "down"}


def lineage_sketch(graph: Graph, title: str | None = None, way: Way | None = None) -> Sketch:
    """Return the drawing of a lineage.

    Args:
        graph: the lineage, from `diagrams.lineage.graph`.
        title: the heading; it names what was asked about if left out.
        way: how much of it is told together, and how it runs; all that there is room for, as its
            chains suggest, if left out.
    """
    way = way or Way()
    near = within(graph, way.steps)
    together = gathering(near, way.most)
    boxes, lines = [*_boxes(near, together)], [*_lines(near, together)]
    suits = direction(boxes, lines)
    return Sketch(
        id=f"lineage-{graph.graph['focus']}",
        title=title or _title(graph),
        moment=times(graph.graph["as_at"], graph.graph["as_known"]),
        description=tuple(_description(graph)),
        boxes=tuple(boxes),
        lines=tuple(lines),
        key=tuple(_key(graph, boxes, lines)),
        notes=tuple(_notes(graph, together, len(graph) - len(near))),
        direction=_OTHER[suits] if way.turned else suits,
        gap=way.gap,
        author=graph.graph["organisation"],
    )


def _title(graph: Graph) -> str:
    said = graph.graph
    about = telling.called(graph.nodes[said["focus"]])
    if graph.nodes[said["focus"]]["kind"] == "figure":
        about = f"the figure of {graph.nodes[said['focus']]['title']}"
    if said["forwards"] and said["backwards"]:
        return f"{about[:1].upper()}{about[1:]}: what made it, and what came of it"
    return f"What came of {_lowered(about)}" if said["forwards"] else f"What made {_lowered(about)}"


def _lowered(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _boxes(graph: Graph, together: Gathering) -> Iterator[Box]:
    firsts = {each.nodes[0]: each for each in together.boxes}
    others = {node for each in together.boxes for node in each.nodes} | together.hidden
    for node in graph:
        if node in firsts:
            yield together_box(graph, firsts[node])
        elif node not in others:
            yield thing_box(graph, node)


def _lines(graph: Graph, together: Gathering) -> Iterator[Line]:
    """Give one line for each two boxes, with all that links them written at it."""
    drawn_as = {node: each.id for each in together.boxes for node in each.nodes}
    links: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for cause, effect, said in graph.edges(data=True):
        if not together.hidden & {cause, effect}:
            ends = (drawn_as.get(cause, cause), drawn_as.get(effect, effect))
            if ends[0] != ends[1]:
                links.setdefault(ends, []).append(said)
    for (tail, head), told in links.items():
        later = all(said["later"] for said in told)
        verbs = tuple(dict.fromkeys(said["verb"] for said in sorted(told, key=_position)))
        first, second = (_called(graph, end, together) for end in (tail, head))
        yield Line(
            id=f"link-{tail}-{head}",
            tail=tail,
            head=head,
            spoken=f"{first} – {', '.join(verbs)} – {second}",
            stroke="dashed" if later else "solid",
            tone="violet" if later else "plain",
            at_head="vee" if later else "arrow",
            label=tuple(verb for verb in verbs if verb != COUNTED),
        )


def _position(said: dict[str, Any]) -> int:
    return int(said["position"])


def _called(graph: Graph, end: str, together: Gathering) -> str:
    if end in graph:
        return telling.called(graph.nodes[end])
    (box,) = (each for each in together.boxes if each.id == end)
    return f"{len(box.nodes)} {noun_of(box.kind).plural}"


def _description(graph: Graph) -> Iterator[str]:
    yield f"{times(graph.graph['as_at'], graph.graph['as_known'])}."
    for _, said in graph.nodes(data=True):
        yield f"{telling.spoken(said)}."
    yield from telling.sentences(graph)


def _key(graph: Graph, boxes: list[Box], lines: list[Line]) -> Iterator[KeyEntry]:
    drawn = {box.id.removeprefix("together-") for box in boxes}
    used = {noun_of(graph.nodes[node]["kind"]).sort for node in drawn}
    for name, sort in SORTS.items():
        if name in used:
            yield KeyEntry(
                Box(f"key-{name}", (Row((" ",)),), sort.words, shape=sort.shape, tone=sort.tone),
                sort.words,
            )
    asked = Box("key-focus", (Row((" ",)),), "asked about", outlines=2)
    yield KeyEntry(asked, "what was asked about")
    if any(box.outlines == SEVERAL for box in boxes):
        several = Box("key-several", (Row((" ",)),), "several", outlines=SEVERAL)
        yield KeyEntry(several, "several things told together")
    if any(box.mark for box in boxes):
        urgent = Box("key-urgent", (Row((" ",)),), "overdue or breached", mark="!")
        yield KeyEntry(urgent, "overdue or breached")
    for later, words in (
        (False, "brought about"),
        (True, "came before a later decision or correction, or was altered by it"),
    ):
        sample = next((line for line in lines if (line.stroke == "dashed") == later), None)
        if sample:
            yield KeyEntry(sample, words)


def _notes(graph: Graph, together: Gathering, beyond: int) -> Iterator[str]:
    if cut := graph.graph["cut"]:
        things = "thing lies" if cut == 1 else "things lie"
        yield f"{cut:,} more {things} further off: a greater --depth shows them."
    if any(not each.paper for each in together.boxes):
        yield f"Where more than {together.most} things alike hang on one, some are told together."
    if behind := len(together.hidden):
        things = "thing is" if behind == 1 else "things are"
        yield f"{behind:,} {things} behind those and not drawn: a file .json or .graphml has all."
    if beyond:
        lie = "thing that lies" if beyond == 1 else "things that lie"
        yield (
            f"{beyond:,} {lie} further off would make the type too small for a page: ask for one"
            " of the outermost here, or write a file .json or .graphml, which has all."
        )
