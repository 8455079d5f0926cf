"""The structure in plain words, for those who hear a diagram instead of seeing it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from diagrams.governance import reading as of
from diagrams.governance.changes import both_days, is_compared, sentences_of
from diagrams.governance.notation import NOT_IN_FORCE, outline_order
from diagrams.words import kind_words, sentence, times

if TYPE_CHECKING:
    from collections.abc import Iterable


_KINDS: Final = 5
"""So many kinds of body are told apart where they are counted."""


def described(graph: of.Graph) -> tuple[str, ...]:
    """Return the date, what changed, each group with its bodies, and each line as a sentence."""
    moment = times(graph.graph["as_at"], graph.graph["as_known"])
    return (
        f"{moment}{both_days(graph)}.",
        *(sentences_of(graph) if is_compared(graph) else ()),
        *_groups(graph),
        *(line_sentence(graph, line) for line in of.lines(graph)),
    )


def body_words(graph: of.Graph, ref: str) -> str:
    """Return a body in words: ``Policy Committee (committee), and 3 bodies below it``."""
    body = graph.nodes[ref]
    outside = ", outside this picture" if body["outside"] else ""
    hidden = f", {below_words(body['below'], body['below_words'])}" if body["below"] else ""
    change = _changed(body["change"], body["change_words"])
    if several_names := of.listed(graph, ref):
        return f"{body['name']}: {'; '.join(several_names.values())}"
    kind = several(body["kind"], 1)
    return f"{body['name']} ({kind}){outside}{hidden}{change}"


def line_sentence(graph: of.Graph, line: of.Line) -> str:
    """Return a line as a sentence, with what it stands for besides."""
    lower, upper = (graph.nodes[ref]["name"] for ref in (line.lower, line.upper))
    if not line.own:
        return f"{_lines(line.lifted)} of bodies below {lower} {_leads(line)} {upper} or below it."
    often = None if line.change_words else line.cadence
    several = bool(of.listed(graph, line.body))
    body, to = (graph.nodes[ref]["name"] for ref in (line.body, line.to))
    said = sentence(body, line.kind, to, often, several=several)
    circle = ", in a circle" if line.in_circle else ""
    more = f", as do {line.lifted:,} of the bodies below it" if line.lifted else ""
    share = f" ({line.share})" if line.share else ""
    change = _changed(line.change, line.change_words)
    return f"{said}{share}{circle}{more}{change}."


def _changed(change: str | None, words: str | None) -> str:
    return ", ".join(["", *filter(None, (change, words))])


def below_words(count: int, kinds: str | None) -> str:
    """Return what is below a body and not drawn: ``and 3 bodies below: 2 boards, 1 group``."""
    bodies = "body" if count == 1 else "bodies"
    return f"and {count:,} {bodies} below: {kinds}"


def counted_kinds(kinds: Iterable[str]) -> str:
    """Return kinds of bodies with their counts: ``9 working groups, 1 project board``."""
    counts = sorted(Counter(kinds).items(), key=lambda item: (-item[1], outline_order(item[0])))
    told = [f"{count:,} {several(kind, count)}" for kind, count in counts]
    if len(told) > _KINDS:
        others = sum(count for _, count in counts[_KINDS - 1 :])
        told[_KINDS - 1 :] = [f"{others:,} of other kinds"]
    return ", ".join(told)


def several(kind: str, count: int) -> str:
    """Return a kind in words, in the plural unless there is one: ``working groups``."""
    if kind == NOT_IN_FORCE:
        return "body not in force" if count == 1 else "bodies not in force"
    words = kind_words(kind)
    return words if count == 1 else f"{words}s"


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"


def _leads(line: of.Line) -> str:
    leads = "leads" if line.lifted == 1 else "lead"
    return f"({kind_words(line.kind)}) {leads} to"


def _groups(graph: of.Graph) -> list[str]:
    members: dict[str, list[str]] = {}
    for ref, group in sorted(of.groups(graph).items()):
        members.setdefault(group or "Without a group", []).append(body_words(graph, ref))
    return [f"{group}: {'; '.join(bodies)}." for group, bodies in sorted(members.items())]
