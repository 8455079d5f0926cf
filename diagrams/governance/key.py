"""The key: the kinds of body and of line that the drawing shows, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from diagrams.governance import reading as of
from diagrams.governance.changes import SIGNS, TONES, is_compared
from diagrams.governance.notation import (
    outline_of,
    outline_order,
    strand_of,
    strand_order,
)
from diagrams.governance.sentences import several
from diagrams.pictures.sketch import Box, KeyEntry, Line, Row
from diagrams.words import kind_words

_MEANINGS: Final = {
    "reports-to": "reports to",
    "updates": "updates",
    "supported-by": "is supported by",
    "advises": "advises",
}


def key(graph: of.Graph) -> tuple[KeyEntry, ...]:
    """Return the key of a governance graph, bodies first."""
    drawn = [ref for ref in graph if not graph.nodes[ref]["outside"]]
    kinds = sorted({graph.nodes[ref]["kind"] for ref in drawn}, key=outline_order)
    lines = of.lines(graph)
    strands = sorted({line.kind for line in lines if line.own}, key=strand_order)
    compared = is_compared(graph)
    entries = [_body(kind, plain=compared) for kind in kinds]
    if len(drawn) < len(graph):
        entries.append(KeyEntry(_sample("outside"), "outside this picture"))
    entries += [_line(kind, plain=compared) for kind in strands]
    if any(not line.own for line in lines):
        entries.append(_lifted())
    if compared:
        entries += _changes(graph)
    return tuple(entries)


def _body(kind: str, *, plain: bool) -> KeyEntry:
    outline = outline_of(kind)
    sample = Box(
        f"key-{kind}",
        (Row(("",)),),
        "",
        shape=outline.shape,
        tone="plain" if plain else outline.tone,
        outlines=outline.outlines,
        dashed=outline.dashed,
    )
    return KeyEntry(sample, several(kind, 1))


def _sample(name: str) -> Box:
    return Box(f"key-{name}", (Row(("",)),), "", tone="grey", dashed=True)


def _line(kind: str, *, plain: bool) -> KeyEntry:
    strand = strand_of(kind)
    sample = Line(
        f"key-line-{kind}",
        "",
        "",
        "",
        stroke=strand.stroke,
        tone="grey" if plain else strand.tone,
        at_tail=strand.marker,
        at_head="none",
    )
    return KeyEntry(sample, _MEANINGS.get(kind, kind_words(kind)))


def _changes(graph: of.Graph) -> Iterator[KeyEntry]:
    """Yield a sample of each sort of change there is; the number after the sign is a decision's."""
    bodies = {graph.nodes[ref]["change"] for ref in graph}
    lines = {line.change for line in of.lines(graph)}
    for change, sign in SIGNS.items():
        if change in bodies | lines:
            box = Box(
                f"key-{change}",
                (Row(("",)),),
                "",
                tone=TONES[change],
                mark=sign,
                dashed=change == "ended",
            )
            yield KeyEntry(box, f"{change}, by the decision of that number")


def _lifted() -> KeyEntry:
    sample = Line("key-line-lifted", "", "", "", tone="grey", at_head="none")
    return KeyEntry(sample, "lines of bodies below that are not drawn")
