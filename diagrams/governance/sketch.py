"""The governance graph as a sketch: what stands in which box, and how every line is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from diagrams.governance import reading as of
from diagrams.governance.changes import TONES, both_days, is_compared, mark_of
from diagrams.governance.key import key
from diagrams.governance.notation import NOT_IN_FORCE, STRANDS, outline_of, strand_of
from diagrams.governance.ranks import ranks
from diagrams.governance.sentences import body_words, described, line_sentence
from diagrams.links import page_of
from diagrams.pictures.sketch import Box, Group, Line, Row, Sketch
from diagrams.words import kind_words, times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from diagrams.pictures.sketch import Tone

Entry = TypeVar("Entry")

_NAME: Final = 18
_LIST: Final = 26
_SEATS: Final = 12
"""So many people are named in a box; more are counted."""

_GAP: Final = 0.32
_MANY: Final = 100
"""More lines than that need more room to run between two rows."""

_BELOW: Final = 2
"""So many of the bodies right below one that are not drawn are named in its box."""


def default_title(graph: of.Graph) -> str:
    """Return the title of a drawing that was given none."""
    root, organisation = graph.graph["root"], graph.graph["organisation"]
    if root is not None:
        title = f"Governance of the {graph.nodes[root]['name']}"
    else:
        title = f"Governance structure: {organisation}" if organisation else "Governance structure"
    return f"{title}, and what changed" if is_compared(graph) else title


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
        most: how many names a box of bodies that are alike holds; 0 for their number alone,
            ``None`` for all of them.
    """
    rows = ranks(graph)
    groups = _group_ids(graph, rows)
    lines = tuple(_line(graph, line, rows, cadence=cadence) for line in of.lines(graph))
    return Sketch(
        id="governance",
        title=title or default_title(graph),
        moment=times(graph.graph["as_at"], graph.graph["as_known"]) + both_days(graph),
        description=described(graph),
        boxes=tuple(_box(graph, ref, rows[ref], groups, most) for ref in rows),
        lines=lines,
        groups=tuple(
            Group(identity, name, band=graph.graph["by"] == "level")
            for name, identity in groups.items()
        ),
        key=key(graph),
        notes=tuple(notes),
        gap=_GAP if len(lines) <= _MANY else 2 * _GAP,
        tight=any(graph.nodes[ref]["below"] for ref in graph),
        author=graph.graph["organisation"],
        chart=True,
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
    body, names = graph.nodes[ref], of.listed(graph, ref)
    outline = outline_of(body["kind"])
    outside, change = body["outside"], body["change"]
    tone: Tone = "grey" if outside else "plain" if is_compared(graph) else outline.tone
    return Box(
        id=f"bodies-{ref}" if names else f"body-{ref}",
        rows=tuple(_list_rows(graph, ref, most) if names else _rows(ref, body)),
        spoken=_spoken(graph, ref),
        shape=outline.shape,
        tone=TONES.get(change, tone),
        mark=mark_of(change, body["decision"]),
        outlines=outline.outlines,
        dashed=outline.dashed or outside or change == "ended",
        link=None if names else page_of("body", ref),
        group=groups.get(body["group"]) if not outside else None,
        rank=row,
        width=_LIST if names or body["seats"] or body["below"] else _NAME,
    )


def _rows(ref: str, body: Mapping[str, Any]) -> Iterator[Row]:
    yield Row((body["name"],), strong=True, link=page_of("body", ref))
    if body["kind"] == NOT_IN_FORCE:
        yield Row(("(not in force)",), quiet=True)
    yield from _entries([(seat, None) for seat in (body["seats"] or "").splitlines()], _SEATS)
    if body["below"]:
        yield from _below(body)
    if body["change_words"]:
        yield Row((body["change_words"],), quiet=True)


def _below(body: Mapping[str, Any]) -> Iterator[Row]:
    """Yield what is below a body and not drawn, so that nobody takes it for who sits there."""
    bodies = "body" if body["below"] == 1 else "bodies"
    told = f"{body['below']:,} {bodies} below, not drawn: {body['below_words']}"
    yield Row((told,), quiet=True, left=True)
    names = body["below_names"].splitlines()
    if len(names) != body["below"]:  # some stand for several, which the kinds tell better
        return
    shown = names if len(names) <= _BELOW + 1 else names[:_BELOW]
    more = [f"and {len(names) - len(shown):,} more"] if len(shown) < len(names) else []
    for text in (*shown, *more):
        yield Row((f"\u2013 {text}",), quiet=True, left=True)


def _list_rows(graph: of.Graph, ref: str, most: int | None) -> Iterator[Row]:
    names, body = of.listed(graph, ref), graph.nodes[ref]
    yield Row((body["name"],), strong=True)
    if most != 0:
        yield from _entries([(name, one) for one, name in names.items()], most or len(names))
    if body["below"]:
        yield from _below(body)
    if body["change_words"]:
        yield Row((body["change_words"],), quiet=True)


def _entries(entries: Sequence[tuple[str, str | None]], most: int) -> Iterator[Row]:
    """Yield names, each with the body it links to, and how many more there are."""
    shown = listed_in(entries, most)
    for name, ref in shown:
        yield Row((name,), quiet=True, left=True, link=ref and page_of("body", ref))
    if len(shown) < len(entries):
        yield Row((f"and {len(entries) - len(shown):,} more",), quiet=True, left=True)


def listed_in(entries: Iterable[Entry], most: int) -> list[Entry]:
    """Return the entries of a list that are printed; a single one more is no shorter as a count."""
    found = list(entries)
    return found if most and len(found) <= most + 1 else found[:most]


def _spoken(graph: of.Graph, ref: str) -> str:
    body = graph.nodes[ref]
    purpose = f" {body['purpose']}" if body["purpose"] else ""
    seats = f" Members: {'; '.join(body['seats'].splitlines())}." if body["seats"] else ""
    return f"{body_words(graph, ref)}.{purpose}{seats}"


def _line(graph: of.Graph, line: of.Line, rows: Mapping[str, int], *, cadence: bool) -> Line:
    strand = strand_of(line.kind)
    quiet = is_compared(graph) or not line.own
    return Line(
        id=f"line-{line.body}-{line.key}-{line.to}",
        tail=_box_id(graph, line.upper),
        head=_box_id(graph, line.lower),
        spoken=line_sentence(graph, line),
        stroke=strand.stroke,
        tone=TONES.get(line.change or "", "grey" if quiet else strand.tone),
        at_tail=strand.marker,
        at_head="none",
        label=tuple(_label(line, cadence=cadence)),
        shapes=rows[line.upper] < rows[line.lower],
    )


def _box_id(graph: of.Graph, ref: str) -> str:
    return f"bodies-{ref}" if of.listed(graph, ref) else f"body-{ref}"


def _label(line: of.Line, *, cadence: bool) -> Iterator[str]:
    if mark := mark_of(line.change, line.decision):
        yield mark
    if line.kind not in STRANDS:
        yield kind_words(line.kind)
    if line.in_circle:
        yield "in a circle"
    if not line.own:
        yield f"{line.lifted:,} from below"
    if line.share:
        yield line.share
    if line.change_words:
        yield line.change_words
    elif cadence and line.cadence:
        yield line.cadence
