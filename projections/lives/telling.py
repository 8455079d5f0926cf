"""Movements of a figure as sentences that can be read aloud; codes and sources stand in a note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from projections.changes.view import Decision, decision_of, title_of
from projections.lives.moving import Asked
from projections.lives.speech import Names, Sentence, moved, spoken
from projections.resolutions.standing import Ended, endings
from projections.savings.figures import EXTENSION
from projections.savings.history import Movement
from projections.seen import seen
from projections.views import Row, Views
from projections.wording.phrases import day, places, spaced, stop, when


class Teller:
    """Tells movements with the names and decisions that the book knows at a moment.

    Args:
        views: the views.
        asked: whose figure, at which moment.
        names: what things are called.
    """

    def __init__(self, views: Views, asked: Asked, names: Names) -> None:
        self._views = views
        self._asked = asked
        self.names = names

    def movement(self, movement: Movement, project: str | None = None) -> Iterator[Sentence]:
        """Tell what moved a figure, and the reason that was given.

        Args:
            movement: the movement.
            project: whose figure it was, of a group.
        """
        said = movement.authority or {}
        whose = f" of {self.names.project(project)}" if project else ""
        told = self._told(said, movement, whose)
        yield Sentence(f"{told[0].upper()}{told[1:]}.", self.note(movement))
        if movement.reason:
            yield Sentence(stop(f"The reason given: {self._reason(movement, movement.reason)}"))

    def _reason(self, movement: Movement, reason: str) -> str:
        """Return the reason given; the one that the book gives itself names the request's title."""
        ref = movement.change_request
        decision = self.decision(movement)
        if ref and decision and decision.took_back:
            reason = reason.replace(f" {ref} ", f" {self._titled(ref)} ")
        return " ".join(reason.split())

    def _titled(self, ref: str) -> str:
        """Return what a correction corrects: the baseline, or a request or extension by title."""
        title = title_of(self._views, ref) or _extension_title(self._views, ref)
        return f"“{title}”" if title else spaced(ref)

    def began(self, movement: Movement) -> str:
        """Return how a figure began: ``was first set by the … Committee on 12 March 2018``."""
        if movement.kind == "brought-forward":
            return f"is what the book took over {_as_at(movement.decided_on)}"
        return f"was first set {self.decided(movement)}"

    def decided(self, movement: Movement) -> str:
        """Return by whom and when a movement was decided: ``by the … Committee on 12 March 2018``.

        What nobody decided is told as what the record did; see `corrected` for corrections.
        """
        on = _on(movement.decided_on)
        if movement.kind == "brought-forward":
            return f"outside the book, which took it over {_as_at(movement.decided_on)}"
        who = self.names.who(movement.authority or {}, movement.decided_on)
        return f"by {who.rstrip(',')} {on}" if who else f"{on}; the book does not say by whom"

    def corrected(self, movement: Movement) -> str:
        """Return when the record was corrected: ``on 1 May 2018``, and when the book learnt it."""
        recorded = movement.recorded_at[: len("2018-03-12")]
        on = _on(movement.decided_on)
        late = recorded > (movement.decided_on or "")
        return f"{on}, recorded on {day(recorded)}" if late else on

    def decision(self, movement: Movement) -> Decision | None:
        """Return the decision on the request that a movement carries out."""
        ref = movement.change_request
        known = self._asked.known
        return decision_of(self._views, ref, movement.decided_on, known) if ref else None

    def note(self, movement: Movement) -> str:
        """Return the references and sources of a movement."""
        said = movement.authority or {}
        parts = [
            when("change request {}", movement.change_request),
            when("extension {}", movement.extension),
            when("meeting {}", said.get("meeting")),
            self._resolution_note(said),
            f"source: {source_text(movement.source)}",
            f"recorded {day(movement.recorded_at[:10])}",
            f"position {movement.position}",
        ]
        return "; ".join(part for part in parts if part)

    def _resolution_note(self, said: Mapping[str, Any]) -> str:
        found = self._resolution(said)
        if found is None:
            return when("resolution {}", said.get("resolution"))
        ended = "".join(f", {ending.how} by {ending.by}" for ending in self._endings(found))
        return f"resolution {said['resolution']}{when(', item {}', found['item'])}{ended}"

    def _told(self, said: Mapping[str, Any], movement: Movement, whose: str) -> str:
        on = _on(movement.decided_on)
        year = movement.year
        if movement.kind == "brought-forward":
            amount = self._spoken(movement.change)
            return (
                f"{_as_at(movement.decided_on)} the book took over {amount} for {year}{whose}, as"
                " its source states it, without the decisions behind it"
            )
        if movement.corrects:
            who = self.names.who(said, movement.decided_on)
            by = f" by {who.rstrip(',')}" if who else ""
            what = self._corrected(movement.corrects)
            return (
                f"{on} the record of {what}{whose} was corrected{by}, which"
                f" {self._course(movement)}{_recorded(movement)}"
            )
        who = self.names.who(said, movement.decided_on) or "somebody whom the book does not name"
        return (
            f"{on} {who.rstrip(',')}{self._meeting(said, movement) or who[len(who.rstrip(',')) :]}"
            f" {self._did(movement, whose)}{self._by_resolution(said)}"
            f"{self._conditions(movement)}"
        )

    def _corrected(self, what: str) -> str:
        """Return what a correction puts right, as people call it."""
        titled = self._titled(what)
        return f"the {titled}" if titled == spaced(what) else titled

    def _did(self, movement: Movement, whose: str) -> str:
        """Return what was decided, and how it moved the year's amount."""
        if movement.kind == "baseline":
            return f"set {self._spoken(movement.change)} for {movement.year}{whose}"
        if movement.extension:
            titled = when(" “{}”", movement.title)
            return f"approved the extension{titled}{whose}, which {self._course(movement)}"
        decision = self.decision(movement)
        did = "took back its approval of" if decision and decision.took_back else "approved"
        part = "part of " if decision and "lines" in decision.fact else ""
        titled = when(" “{}”", title_of(self._views, movement.change_request or ""))
        kind = spaced(movement.kind)
        return f"{did} {part}the {kind} request{titled}{whose}, which {self._course(movement)}"

    def _course(self, movement: Movement) -> str:
        """Return how a movement moved its year's amount."""
        before, after = self._spoken(movement.before), self._spoken(movement.after)
        did = moved(movement.change, self._asked.measure)
        return f"{did} {movement.year}, from {before} to {after}"

    def _spoken(self, amount: Decimal) -> str:
        return spoken(amount, self._asked.measure)

    def _by_resolution(self, said: Mapping[str, Any]) -> str:
        """Return on what resolution a decision rests, or what the book has in its place."""
        note = _lowered((said.get("note") or "").rstrip("."))
        if said.get("resolution") is None:
            return f"; {note or 'the book cites no resolution for it'}"
        found = self._resolution(said)
        if found is None:
            return "; the resolution that it cites is not in the book"
        ended = self._endings(found)
        later = f", since {ended[-1].how}" if ended else ""
        return f", by its resolution “{found['title']}”{later}{when('; {}', note)}"

    def _resolution(self, said: Mapping[str, Any]) -> Row | None:
        ref, body = said.get("resolution"), said.get("body")
        if ref is None:
            return None
        times = (self._asked.as_at, self._asked.known)
        found = seen(self._views, "resolutions", *times, ref=ref, body=body or "")
        return found[-1] if found else None

    def _endings(self, found: Row) -> list[Ended]:
        return list(endings(self._views, found["id"], self._asked.as_at, self._asked.known))

    def _meeting(self, said: Mapping[str, Any], movement: Movement) -> str:
        """Return at which meeting it was, where that was on another day than the decision."""
        called = self.names.meeting(said.get("meeting"))
        if called is None or called.endswith(f" of {day(movement.decided_on)}"):
            return ""
        return f", at {called},"

    def _conditions(self, movement: Movement) -> str:
        decision = self.decision(movement)
        conditions = [
            condition["text"].rstrip(".")
            + when(" (owner: {})", condition.get("owner"))
            + (f" by {day(condition['due'])}" if condition.get("due") else "")
            for condition in (decision.fact["ruling"] if decision else {}).get("conditions", ())
        ]
        return f", on condition that: {'; '.join(conditions)}" if conditions else ""


def _extension_title(views: Views, ref: str) -> str | None:
    row = views.execute(
        "SELECT title FROM figure_fact WHERE reference = ? AND act = ?", (ref, EXTENSION)
    ).fetchone()
    title: str | None = row[0] if row else None
    return title


def source_text(source: Mapping[str, str | None] | None) -> str:
    """Return a source as it is cited: document, page, item, paragraph."""
    if source is None:
        return "none given"
    return f"{source['document'] or ''}{places(source)}"


def _on(decided_on: str | None) -> str:
    return f"on {day(decided_on)}" if decided_on else "on a day that no source gives"


def _as_at(decided_on: str | None) -> str:
    return f"as at {day(decided_on)}" if decided_on else "as at a day that no source gives"


def _recorded(movement: Movement) -> str:
    """Return when a correction was recorded, where that was after the day that it bears."""
    recorded = movement.recorded_at[: len("2018-03-12")]
    return (
        f"; that was recorded on {day(recorded)}" if recorded > (movement.decided_on or "") else ""
    )


def _lowered(note: str) -> str:
    """Return a note that goes on a sentence; an abbreviation keeps its capitals."""
    return note if note[1:2].isupper() else f"{note[:1].lower()}{note[1:]}"
