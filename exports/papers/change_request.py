"""The change-request form: what is asked, why, what others say of it, what was decided."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from exports.papers.footnotes import Footnotes
from exports.papers.naming import Named, named_project
from exports.papers.rendering import PaperForm, render
from exports.papers.times import Times
from projections.bodies.queries import list_bodies
from projections.changes.requests import Change, Line
from projections.changes.view import AWAITING
from projections.conditions.queries import ConditionRow, list_conditions
from projections.facts.queries import list_facts
from projections.views import Views
from projections.wording.phrases import spaced

_ADVISERS = ("finance", "programme-office", "constitutional")
"""Whose comments a form has a place for, even where they said nothing."""


class Asked(NamedTuple):
    """What is asked of one project, or agreed: its names and its figures."""

    project: Named
    measure: str
    line: Line


class Comment(NamedTuple):
    """What an adviser said; no text where he said nothing."""

    by: str
    text: str | None
    author: str | None
    made_on: str | None


class Event(NamedTuple):
    """One fact of the request's history, in words."""

    decided_on: date | None
    sentence: str
    footnote: int | None
    position: int


def change_request_paper(views: Views, found: Change, times: Times, form: PaperForm) -> str:
    """Return the form of a request or extension.

    Args:
        views: the views.
        found: the request, as it stood at the times.
        times: the two times it was read at.
        form: Markdown or HTML.
    """
    notes = Footnotes()
    source = notes.number(found.source)
    said = {
        "paper": found,
        "kind": "Change request" if found.request else "Extension",
        "state": _state(found),
        "body": _bodies(views, times),
        "asked": [_asked(views, line, times) for line in found.projects],
        "agreed": [_asked(views, line, times) for line in found.agreed or ()],
        "comments": _comments(found),
        "conditions": _conditions(views, found, times),
        "source": source,
        "events": _events(views, found, times, notes),
        "footnotes": notes.told,
        "times": times,
    }
    return render("change-request", form, **said)


def _state(found: Change) -> str:
    if found.state in AWAITING and found.figures_stand:
        return f"{spaced(found.state)}; what was approved stands until it is decided again"
    if found.state in AWAITING:
        return f"{spaced(found.state)}: it awaits its decision"
    return spaced(found.state)


def _bodies(views: Views, times: Times) -> dict[str, str]:
    """Return the names of bodies; one that is not in the book is called by its reference."""
    return {body.ref: body.name for body in list_bodies(views, times.as_at, times.known)}


def _asked(views: Views, line: Line, times: Times) -> Asked:
    return Asked(named_project(views, line.project, times), spaced(line.measure), line)


def _comments(found: Change) -> list[Comment]:
    """Return the comments; a request has a place for each adviser who has yet to say something."""
    given = [Comment(spaced(c["by"]), c["text"], c["author"], c["made_on"]) for c in found.comments]
    if not found.request:
        return given
    spoke = {c["by"] for c in found.comments}
    missing = [Comment(spaced(by), None, None, None) for by in _ADVISERS if by not in spoke]
    return [*given, *missing]


def _conditions(views: Views, found: Change, times: Times) -> list[ConditionRow]:
    rows = list_conditions(views, times.as_at, times.known, of=found.ref)
    return [row for row in rows if row.kind == "change-request"]


def _events(views: Views, found: Change, times: Times, notes: Footnotes) -> list[Event]:
    """Return what the book recorded of it; of an extension, which is part of a project, nothing."""
    if not found.request:
        return []
    subject = ("change-request", found.ref)
    return [
        Event(fact.decided_on, fact.sentence, notes.number(fact.source), fact.position)
        for fact in list_facts(views, times.as_at, times.known, subject=subject)
    ]
