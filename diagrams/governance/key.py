"""The key: the kinds of body and of line that the drawing shows, and no others."""

from __future__ import annotations

from typing import Final

from diagrams.governance import reading as of
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
    entries = [_body(kind) for kind in kinds]
    if len(drawn) < len(graph):
        entries.append(KeyEntry(_sample("outside"), "outside this picture"))
    entries += [_line(kind) for kind in strands]
    if any(not line.own for line in lines):
        entries.append(_lifted())
    return tuple(entries)


def _body(kind: str) -> KeyEntry:
    outline = outline_of(kind)
    sample = Box(
        f"key-{kind}",
        (Row(("",)),),
        "",
        shape=outline.shape,
        tone=outline.tone,
        outlines=outline.outlines,
        dashed=outline.dashed,
    )
    return KeyEntry(sample, several(kind, 1))


def _sample(name: str) -> Box:
    return Box(f"key-{name}", (Row(("",)),), "", tone="grey", dashed=True)


def _line(kind: str) -> KeyEntry:
    strand = strand_of(kind)
    sample = Line(
        f"key-line-{kind}",
        "",
        "",
        "",
        stroke=strand.stroke,
        tone=strand.tone,
        at_tail=strand.marker,
        at_head="none",
    )
    return KeyEntry(sample, _MEANINGS.get(kind, kind_words(kind)))


def _lifted() -> KeyEntry:
    sample = Line("key-line-lifted", "", "", "", tone="grey", at_head="none")
    return KeyEntry(sample, "lines of bodies below that are not drawn")
