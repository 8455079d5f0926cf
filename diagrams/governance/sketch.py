"""The governance graph as a sketch: what stands in which box, and how every line is drawn."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from diagrams.governance import reading as of
from diagrams.governance.gathered import listed
from diagrams.governance.key import key
from diagrams.governance.notation import NOT_IN_FORCE, STRANDS, outline_of, strand_of
from diagrams.governance.ranks import ranks
from diagrams.governance.sentences import below_words, body_words, described, line_sentence
from diagrams.links import page_of
from diagrams.pictures.sketch import Box, Group, Line, Row, Sketch
from diagrams.words import kind_words, times

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diagrams.pictures.sketch import Tone

_NAME: Final = 18
_LIST: Final = 26
_SEATS: Final = 12
"""So many people are named in a box; more are counted."""

SIGNS: Final = {"added": "+", "ended": "×", "changed": "~"}
_CHANGES: Final[dict[str, Tone]] = {"added": "green", "ended": "red", "changed": "amber"}


def default_title(graph: of.Graph) -> str:
    """Return the title of a drawing that was given none."""
    root, organisation = graph.graph["root"], graph.graph["organisation"]
    if root is not None:
        return f"Governance of the {graph.nodes[root]['name']}"
    return f"Governance structure: {organisation}" if organisation else "Governance structure"


def governance_sketch(
    graph: of.Graph,
    title: str | None = None,
    *,
    cadence: bool = False,
    notes: Sequence[str] = (),
    most: int | None = None,
) -> Sketch:
    """Return the sketch of a structure: superiors above, groups as frames, a key below.

    Args:
        graph: what `governance_graph` returned, or a part of it.
        title: the heading; the organisation's name is used where there is none.
        cadence: whether lines say how often.
        notes: what to print below the drawing.
        most: how many names a box of bodies that are alike holds; none for all of them.
    """
    rows = ranks(graph)
    groups = _group_ids(graph, rows)
    lines = tuple(_line(graph, line, rows, cadence=cadence) for line in of.lines(graph))
    return Sketch(
        id="governance",
        title=title or default_title(graph),
        moment=times(graph.graph["as_at"], graph.graph["as_known"]),
        description=described(graph),
        boxes=tuple(_box(graph, ref, rows[ref], groups, most) for ref in rows),
        lines=lines,
        groups=tuple(Group(identity, name) for name, identity in groups.items()),
        key=key(graph),
        notes=tuple(notes),
        author=graph.graph["organisation"],
    )


def _group_ids(graph: of.Graph, rows: Mapping[str, int]) -> dict[str, str]:
    """Return the id of every group, from the top of the drawing down."""
    tops: dict[str, int] = {}
    for ref, group in of.groups(graph).items():
        if group is not None:
            tops[group] = min(rows[ref], tops.get(group, rows[ref]))
    by = graph.graph["by"]
    ids: dict[str, str] = {}
    for name in sorted(tops, key=lambda name: (tops[name], name)):
        identity = f"{by}-{'-'.join(name.casefold().split())}"
        ids[name] = f"{by}-{name}" if identity in ids.values() else identity
    return ids


def _box(graph: of.Graph, ref: str, row: int, groups: Mapping[str, str], most: int | None) -> Box:
    body, names = graph.nodes[ref], listed(graph, ref)
    outline = outline_of(body["kind"])
    outside, ended = body["outside"], body["change"] == "ended"
    return Box(
        id=f"bodies-{ref}" if names else f"body-{ref}",
        rows=tuple(_list_rows(graph, ref, most) if names else _rows(ref, body)),
        spoken=_spoken(graph, ref),
        shape=outline.shape,
        tone=_CHANGES.get(body["change"], "grey" if outside else outline.tone),
        mark=SIGNS.get(body["change"]),
        outlines=outline.outlines,
        dashed=outline.dashed or outside or ended,
        link=None if names else page_of("body", ref),
        group=groups.get(body["group"]) if not outside else None,
        rank=row,
        width=_LIST if names or body["seats"] else _NAME,
    )


def _rows(ref: str, body: Mapping[str, Any]) -> Iterator[Row]:
    yield Row((body["name"],), strong=True, link=page_of("body", ref))
    if body["kind"] == NOT_IN_FORCE:
        yield Row(("(not in force)",), quiet=True)
    if body["below"]:
        yield Row((below_words(body["below"], body["below_words"]),), quiet=True)
    seats = body["seats"].split("\n") if body["seats"] else []
    for seat in seats[:_SEATS]:
        yield Row((seat,), quiet=True, left=True)
    if len(seats) > _SEATS:
        yield Row((f"and {len(seats) - _SEATS:,} more",), quiet=True, left=True)
    if body["change_words"]:
        yield Row((body["change_words"],), quiet=True)


def _list_rows(graph: of.Graph, ref: str, most: int | None) -> Iterator[Row]:
    names = listed(graph, ref)
    yield Row((graph.nodes[ref]["name"],), strong=True)
    shown = len(names) if most is None or len(names) <= most + 1 else most
    for one, name in islice(names.items(), shown):
        yield Row((name,), quiet=True, left=True, link=page_of("body", one))
    if shown < len(names):
        yield Row((f"and {len(names) - shown:,} more",), quiet=True, left=True)


def _spoken(graph: of.Graph, ref: str) -> str:
    body = graph.nodes[ref]
    if names := listed(graph, ref):
        return f"{body['name']}: {'; '.join(names.values())}."
    purpose = f" {body['purpose']}" if body["purpose"] else ""
    seats = f" Members: {'; '.join(body['seats'].splitlines())}." if body["seats"] else ""
    return f"{body_words(graph, ref)}.{purpose}{seats}"


def _line(graph: of.Graph, line: of.Line, rows: Mapping[str, int], *, cadence: bool) -> Line:
    strand = strand_of(line.kind)
    quiet = not line.own
    return Line(
        id=f"line-{line.body}-{line.key}-{line.to}",
        tail=_box_id(graph, line.upper),
        head=_box_id(graph, line.lower),
        spoken=line_sentence(line, of.names(graph)),
        stroke="dashed" if line.change == "ended" else strand.stroke,
        tone=_CHANGES.get(line.change or "", "grey" if quiet else strand.tone),
        at_tail=strand.marker,
        at_head="none",
        label=tuple(_label(line, cadence=cadence)),
        shapes=rows[line.upper] < rows[line.lower],
    )


def _box_id(graph: of.Graph, ref: str) -> str:
    return f"bodies-{ref}" if listed(graph, ref) else f"body-{ref}"


def _label(line: of.Line, *, cadence: bool) -> Iterator[str]:
    if line.change:
        yield SIGNS[line.change]
    if line.kind not in STRANDS:
        yield kind_words(line.kind)
    if line.in_circle:
        yield "in a circle"
    if not line.own:
        yield f"{line.lifted:,} from below"
    if cadence and line.cadence:
        yield line.cadence
    if line.change_words:
        yield line.change_words
