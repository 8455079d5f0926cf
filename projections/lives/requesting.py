"""Requests in the life of a figure: raised, deferred, referred, rejected, withdrawn, reopened."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from projections.changes.requests import Change, change
from projections.changes.view import (
    APPROVED,
    COMMENTED,
    DEFERRED,
    RAISED,
    REFERRED,
    REJECTED,
    REOPENED,
    Step,
    requests_on,
    steps,
)
from projections.lives.events import Event, in_time
from projections.lives.moving import Asked
from projections.lives.speech import Names, course
from projections.savings.scope import Kind
from projections.views import Views
from projections.wording.phrases import spaced, when

MOST = 30
"""Of a group, so many requests that were not approved are told: those raised last."""


_WITHDRAWN = "withdrawn"
_FINAL = (*APPROVED, REJECTED, _WITHDRAWN)
_AT_ONCE = 200
_MORE = 8
_RAISED = """
    SELECT ref, project, position FROM change_project
    WHERE position <= ? ORDER BY position DESC LIMIT ?
"""


class Requests(NamedTuple):
    """What happened to requests, and whether there are more that are not told."""

    events: list[Event]
    more: bool


def requests_in(views: Views, asked: Asked, members: Collection[str], names: Names) -> Requests:
    """Tell the life of requests on a figure.

    Of a project every request is told; its approval is among the movements. Of a group those are
    told that were not approved: the others stand among the movements too.
    """
    if asked.scope.kind is Kind.PROJECT:
        refs, more = requests_on(views, asked.scope.ref or ""), False
    else:
        refs, more = _not_approved(views, asked, members)
    events = [
        event
        for ref in refs
        for taken in steps(views, asked.as_at.isoformat(), asked.known, only=ref).values()
        for event in _life(taken, ref, asked, members, names)
    ]
    return Requests(sorted(events, key=in_time), more)


def waiting_in(views: Views, asked: Asked, members: Collection[str]) -> list[Change]:
    """Return the requests on some projects that await their decision, those raised first before."""
    times = (asked.as_at.isoformat(), asked.known)
    steps_ = views.tuples(
        "SELECT ref, step FROM change_step WHERE step <> ? AND since <= ? AND position <= ?",
        (COMMENTED, *times),
    )
    taken: dict[str, set[str]] = {}
    for ref, step in steps_:
        taken.setdefault(ref, set()).add(step)
    open_ = {ref for ref, its in taken.items() if RAISED in its and its.isdisjoint(_FINAL)}
    rows = views.tuples("SELECT ref, project FROM change_project ORDER BY position")
    refs = dict.fromkeys(ref for ref, project in rows if ref in open_ and project in members)
    found = (change(views, ref, as_at=asked.as_at, known=asked.known) for ref in refs)
    return [one for one in found if one is not None and one.request and one.awaits_decision]


def _not_approved(views: Views, asked: Asked, members: Collection[str]) -> tuple[list[str], bool]:
    """Return the requests on some projects that were never approved, those raised last.

    They are looked for from the last one back: there may be very many that were approved.
    """
    refs = _newest_first(views, asked, members)
    found: list[str] = []
    while len(found) <= MOST and (some := list(islice(refs, _AT_ONCE))):
        approved = _approved(views, asked, some)
        found += (ref for ref in some if ref not in approved)
    return found[:MOST], len(found) > MOST


def _newest_first(views: Views, asked: Asked, members: Collection[str]) -> Iterator[str]:
    """Give the requests on some projects from the last one back, read in ever larger portions."""
    given: set[str] = set()
    up_to, portion = min(asked.known, views.position), _AT_ONCE
    while True:
        rows = list(views.tuples(_RAISED, (up_to, portion)))
        for ref, project, _ in rows:
            if project in members and ref not in given:
                given.add(ref)
                yield ref
        if len(rows) < portion:
            return
        up_to, portion = rows[-1][2], portion * _MORE  # what was cut in two is read again


def _approved(views: Views, asked: Asked, refs: list[str]) -> set[str]:
    rows = views.tuples(
        f"SELECT ref FROM change_step WHERE ref IN ({', '.join('?' * len(refs))})"  # noqa: S608 - places only
        " AND step IN (?, ?) AND since <= ? AND position <= ?",
        (*refs, *APPROVED, asked.as_at.isoformat(), asked.known),
    )
    return {ref for (ref,) in rows}


def _life(
    taken: list[Step], ref: str, asked: Asked, members: Collection[str], names: Names
) -> Iterator[Event]:
    raised = taken[0].fact
    lines = [
        line
        for line in raised["lines"]
        if line["measure"] == asked.measure
        and line["project"] in members
        and asked.year in (None, *line["expected"], *line["revised"])
    ]
    if not lines:
        return
    about = {line["project"] for line in lines}
    one = next(iter(about)) if len(about) == 1 else None
    for step in taken:
        if step.decided_on is None and len(taken) > 1:  # nobody knows when before the others
            continue
        told = _told(step, raised, lines, names)
        if told is not None:
            happened = f"request {spaced(step.step)}"
            yield Event(
                step.decided_on,
                "request",
                happened,
                one,
                ref,
                told,
                step.recorded_at,
                step.position,
            )


def _told(
    step: Step, raised: Mapping[str, Any], lines: list[dict[str, Any]], names: Names
) -> str | None:
    """Return what happened as a sentence; nothing of a comment, or of what moved the figures."""
    title = f"“{raised['title']}”"
    if step.step == RAISED:
        to = names.body(raised["to"], step.decided_on)
        asks = "; ".join(_asked(line, names, alone=len(lines) == 1) for line in lines)
        by = when(" by {}", raised.get("raised_by"))
        return f"The {spaced(raised['kind'])} request {title} was put to {to}{by}: {asks}."
    if step.step in (COMMENTED, *APPROVED):
        return None
    if step.step == REOPENED:
        return f"The request {title} is open again: a condition of its approval was breached."
    ruling = step.ruling or {}
    who = names.who(ruling, step.decided_on)
    where = ""
    if step.step == DEFERRED:
        where = when(" to {}", names.meeting(step.fact.get("deferred_to")))
    if step.step == REFERRED:
        where = f" to {names.body(step.fact['referred_to'], step.decided_on)}"
    verb = "withdrew" if step.step == _WITHDRAWN else spaced(step.step)
    if not who:
        return f"The request {title} was {spaced(step.step)}{where}."
    why = when(". What was said: {}", (ruling.get("commentary") or "").rstrip("."))
    return f"{who[0].upper()}{who[1:]} {verb} the request {title}{where}{why}."


def _asked(line: Mapping[str, Any], names: Names, *, alone: bool) -> str:
    asks = course(line["expected"], line["revised"], line["measure"], names.say)
    return asks if alone else f"{names.project(line['project'])} {asks}"
