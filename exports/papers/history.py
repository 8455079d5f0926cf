"""The history of figures as a committee paper: what stands, what moved it, who vouches for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from exports.papers.footnotes import Footnotes, source_in_words
from exports.papers.naming import Named, named_project
from exports.papers.rendering import PaperForm, render
from exports.papers.times import Times
from projections.bodies.queries import list_bodies
from projections.changes.requests import Change, change
from projections.changes.view import requests_on
from projections.lives import moving
from projections.lives.story import Story, explain
from projections.savings.figures import measures_of
from projections.savings.history import History, Movement, history
from projections.savings.scope import Kind, Scope
from projections.statements.checking import Checked
from projections.statements.stated import checked_on
from projections.views import Views
from projections.wording.phrases import day, spaced, stop


class Moved(NamedTuple):
    """One movement in words, with the number of its footnote, which says who vouches for it."""

    movement: Movement
    what: str
    by: str
    footnote: int | None


class Published(NamedTuple):
    """What a document states, and beside a difference why, as far as the book can tell.

    Attributes:
        checked: what is stated, what the book had, and how they stand.
        why: of a difference its explanation, or the causes that are likely; empty of any other.
        footnote: the number of the footnote that names the document.
    """

    checked: Checked
    why: str
    footnote: int | None


class Said(NamedTuple):
    """One sentence of the story, with the number of its footnote."""

    sentence: str
    footnote: int | None


class Figure(NamedTuple):
    """One measure of a project: what stands, what moved it, its story, what would alter it.

    Attributes:
        measure: the measure, in words.
        found: its history.
        moved: the movements, oldest decision first.
        story: the same in sentences, those of each year together.
        requests: the requests that await their decision.
        published: what documents state of it.
    """

    measure: str
    found: History
    moved: list[Moved]
    story: list[list[Said]]
    requests: list[Change]
    published: list[Published]


class Chapter(NamedTuple):
    """One project, with the figures that it has."""

    named: Named
    figures: list[Figure]


def history_paper(
    views: Views, refs: Sequence[str], times: Times, form: PaperForm, *, measure: str | None = None
) -> str:
    """Return the history of the figures of some projects as a paper.

    Args:
        views: the views.
        refs: the projects, in the order of the paper; each is known to the book.
        times: the two times.
        form: Markdown or HTML.
        measure: the only measure wanted; every one that a project has if left out.
    """
    writer = _Writer(views, times)
    chapters = [writer.chapter(ref, measure) for ref in refs]
    names = [chapter.named.name for chapter in chapters]
    return render(
        "history",
        form,
        title=names[0] if len(names) == 1 else f"{len(names)} projects",
        chapters=chapters,
        footnotes=writer.notes.told,
        times=times,
    )


class _Writer:
    """Writes the chapters of a paper; all of them number their sources together."""

    def __init__(self, views: Views, times: Times) -> None:
        self.notes = Footnotes()
        self._views = views
        self._times = times
        bodies = list_bodies(views, times.as_at, times.known)
        self._bodies = {body.ref: body.name for body in bodies}

    def chapter(self, ref: str, measure: str | None) -> Chapter:
        """Return all that the paper says of one project."""
        has = measures_of(self._views, ref)
        wanted = [each for each in has if measure in (None, each)]
        named = named_project(self._views, ref, self._times)
        return Chapter(named, [self._figure(ref, each) for each in wanted])

    def _figure(self, ref: str, measure: str) -> Figure:
        views, as_at, known = self._views, self._times.as_at, self._times.known
        found = history(views, ref, measure, as_at=as_at, known=known)
        scope = Scope(Kind.PROJECT, ref)
        told = explain(views, moving.Asked(scope, measure, as_at, known))
        story = [self._told(each) for each in told.years]  # first: it cites its sources first
        return Figure(
            spaced(measure),
            found,
            [self._moved(movement) for movement in found.movements],
            story,
            self._requests(ref, measure),
            [
                Published(each, _why(each), self.notes.number_of(_cited(each)))
                for each in checked_on(views, scope, measure=measure, as_at=as_at, known=known)
            ],
        )

    def _told(self, story: Story) -> list[Said]:
        told = zip(story.sentences, story.notes, strict=True)
        return [Said(sentence, self.notes.number_of(_pinned(note))) for sentence, note in told]

    def _moved(self, movement: Movement) -> Moved:
        ref = movement.change_request or movement.extension or movement.corrects
        what = f"{spaced(movement.kind)} {ref}" if ref else spaced(movement.kind)
        said = movement.authority or {}
        body = said.get("body")
        by = self._bodies.get(body or "", body) or said.get("officer") or ""
        return Moved(movement, what, by, self.notes.number_of(_vouched(movement)))

    def _requests(self, project: str, measure: str) -> list[Change]:
        """Return the requests that would alter a figure, each with its lines on that alone."""
        as_at, known = self._times.as_at, self._times.known
        refs = requests_on(self._views, project)
        every = (change(self._views, ref, as_at=as_at, known=known) for ref in refs)
        pending = [each for each in every if each and each.request and each.awaits_decision]
        alone = [
            request._replace(
                projects=tuple(
                    line
                    for line in request.projects
                    if (line.project, line.measure) == (project, measure)
                )
            )
            for request in pending
        ]
        return [request for request in alone if request.projects]


def _vouched(movement: Movement) -> str:
    """Return what vouches for a movement: where it was decided, its source, its place here."""
    said: Mapping[str, Any] = movement.authority or {}
    meeting, resolution = said.get("meeting"), said.get("resolution")
    officer = said.get("officer") if said.get("body") else None
    source = source_in_words(movement.source)
    parts = (
        officer,
        f"meeting {meeting}" if meeting else None,
        f"resolution {resolution}" if resolution else None,
        (said.get("note") or "").rstrip("."),
        source,
        f"minute book, position {movement.position}",
    )
    return "; ".join(part for part in parts if part)


def _cited(checked: Checked) -> str:
    return source_in_words({"document": checked.title, "page": checked.page, "item": checked.item})


def _why(checked: Checked) -> str:
    """Return why a statement differs from the book; nothing where they do not differ."""
    if checked.explanation:
        by, on = checked.explanation.by, day(checked.explanation.on)
        return f"Explained by {by} on {on}: {stop(checked.explanation.reason)}"
    if not checked.unexplained:
        return ""
    causes = " ".join(stop(cause.sentence) for cause in checked.causes)
    return causes or "No likely cause was found."


def _pinned(note: str) -> str:
    """Return a note of a sentence; one that is but a place in the ledger says whose."""
    return f"minute book, {note}" if note.startswith("position") else note
