"""Movements of a figure in plain words: who decided what, where, on what condition, says whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from projections.bodies.queries import list_bodies
from projections.changes.view import Decision, decision_of, title_of
from projections.resolutions.standing import endings
from projections.savings.history import Movement
from projections.savings.projects import ALL
from projections.seen import seen
from projections.views import Views
from projections.wording.phrases import day, places, pounds, spaced, when


class Teller:
    """Tells movements with the names and decisions that the book knows at a moment.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
    """

    def __init__(self, views: Views, as_at: date, known: int = ALL) -> None:
        self._views = views
        self._as_at = as_at
        self._known = known
        self._names: dict[date, dict[str, str]] = {}

    def movement(self, movement: Movement) -> str:
        """Return what moved a figure, as the part of a sentence that begins with the day."""
        said = movement.authority or {}
        if movement.kind == "brought-forward":
            told = self._brought_forward(movement)
        elif movement.corrects:
            told = self._corrected(said, movement)
        else:
            told = f"{_on(movement.decided_on)} {self._who(said, movement)} {self._did(movement)}"
        return f"{told}{self._conditions(movement)} ({self._vouched(said, movement)})"

    def body(self, ref: str, on: str | None = None) -> str:
        """Return a body in a sentence, by the name it bore on a day."""
        name = self._named(date.fromisoformat(on) if on else self._as_at).get(ref)
        if name is None:
            return f"{ref}, which is not in the book,"
        return f"the {name.removeprefix('The ')}"

    def _named(self, on: date) -> dict[str, str]:
        if on not in self._names:
            bodies = list_bodies(self._views, on, self._known)
            self._names[on] = {body.ref: body.name for body in bodies}
        return self._names[on]

    def _ruling(self, movement: Movement) -> Mapping[str, Any]:
        decision = self._decision(movement)
        return decision.fact["ruling"] if decision else {}

    def _decision(self, movement: Movement) -> Decision | None:
        ref = movement.change_request
        return decision_of(self._views, ref, movement.decided_on, self._known) if ref else None

    def _who(self, said: Mapping[str, Any], movement: Movement) -> str:
        body = self.body(said["body"], movement.decided_on)
        officer = said.get("officer")
        who = f"{officer}, for {body}," if officer else body
        places = [
            place for place in (self._meeting(said, movement), self._resolution(said)) if place
        ]
        return f"{who.rstrip(',')}, {', '.join(places)}," if places else who

    def _meeting(self, said: Mapping[str, Any], movement: Movement) -> str | None:
        ref = said.get("meeting")
        if ref is None:
            return None
        held = seen(self._views, "meetings_held", self._as_at, self._known, ref=ref)
        on = held[-1]["decided_on"] if held else None
        if on is None or on == movement.decided_on:
            return f"at its meeting {ref}"
        return f"at its meeting {ref} of {day(on)}"

    def _resolution(self, said: Mapping[str, Any]) -> str | None:
        ref, body = said.get("resolution"), said.get("body")
        if ref is None:
            return None
        found = seen(self._views, "resolutions", self._as_at, self._known, ref=ref, body=body or "")
        if not found:
            return f"by resolution {ref}, which is not in the book"
        item = when(", item {}", found[-1]["item"])
        ended = endings(self._views, found[-1]["id"], self._as_at, self._known)
        later = f", since {ended[-1].how} by {ended[-1].by}" if ended else ""
        return f"by resolution {ref} (“{found[-1]['title']}”{item}{later})"

    def _did(self, movement: Movement) -> str:
        """Return what was decided, and how it moved the year's amount."""
        if movement.kind == "baseline":
            return f"set {_money(movement.change)} for {movement.year}"
        course = _course(movement)
        if movement.extension:
            titled = when(" (“{}”)", movement.title)
            return f"approved extension {movement.extension}{titled}, which {course}"
        decision = self._decision(movement)
        did = "took back its approval of" if decision and decision.took_back else "approved"
        return f"{did} {self._request(movement)}, which {course}"

    def _request(self, movement: Movement) -> str:
        ref, kind = movement.change_request or "", spaced(movement.kind)
        titled = when("“{}”, ", title_of(self._views, ref))
        decision = self._decision(movement)
        part = "part of " if decision and "lines" in decision.fact else ""
        return f"{part}change request {ref} ({titled}{kind})"

    def _brought_forward(self, movement: Movement) -> str:
        return (
            f"as at {day(movement.decided_on)} the book took over {_money(movement.change)} for"
            f" {movement.year} as its source states it, without the decisions behind it"
        )

    def _corrected(self, said: Mapping[str, Any], movement: Movement) -> str:
        """Return what was put right; a source alone may show an error, then nobody decided it."""
        by = f" by {self._who(said, movement).rstrip(',')}" if said.get("body") else ""
        corrected = f"the record of {spaced(movement.corrects or '')} was corrected{by}"
        return f"{_on(movement.decided_on)} {corrected}, which {_course(movement)}"

    def _conditions(self, movement: Movement) -> str:
        conditions = [
            condition["text"].rstrip(".")
            + when(" (owner: {})", condition.get("owner"))
            + (f" by {day(condition['due'])}" if condition.get("due") else "")
            for condition in self._ruling(movement).get("conditions", ())
        ]
        return f", on condition that: {'; '.join(conditions)}" if conditions else ""

    def _vouched(self, said: Mapping[str, Any], movement: Movement) -> str:
        parts = [f"source: {source_text(movement.source)}"]
        decided = movement.kind not in ("brought-forward", "correction")
        if decided and not said.get("resolution"):
            parts.insert(0, said.get("note") or "no resolution is cited")
        elif said.get("note"):
            parts.insert(0, said["note"])
        parts.append(f"recorded {day(movement.recorded_at[:10])}, position {movement.position}")
        return "; ".join(part.rstrip(".") for part in parts)


def source_text(source: Mapping[str, str | None] | None) -> str:
    """Return a source as it is cited: document, page, item, paragraph."""
    if source is None:
        return "none given"
    return f"{source['document'] or ''}{places(source)}"


def _on(decided_on: str | None) -> str:
    return f"on {day(decided_on)}" if decided_on else "on a day that no source gives"


def _course(movement: Movement) -> str:
    """Return how it moved the year's amount."""
    moved = f"added {_money(movement.change)} to"
    if movement.change < 0:
        moved = f"took {_money(-movement.change)} off"
    course = f"from {_money(movement.before)} to {_money(movement.after)}"
    return f"{moved} {movement.year}, {course}"


def _money(amount: Decimal) -> str:
    return pounds(str(amount))
