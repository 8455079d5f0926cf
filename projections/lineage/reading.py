"""The facts about a thing, at two times: read from the ledger by its indexes, each log once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from projections.actions.queries import ActionRow, list_actions
from projections.conditions.queries import ConditionRow, list_conditions
from projections.facts.subjects import named
from projections.facts.view import number_of
from projections.savings.figures import EXTENSION
from projections.view import Entry, entry_of
from projections.views import Views


class Reading:
    """Reads facts as they were in force by a day and known by a position.

    Attributes:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
    """

    def __init__(self, views: Views, as_at: date, known: int) -> None:
        self.views, self.as_at, self.known = views, as_at, known
        self._logs: dict[str, list[Entry]] = {}
        self._naming: dict[tuple[str, str], list[Entry]] = {}
        self._conditions: dict[str, dict[str, ConditionRow]] = {}
        self._actions: dict[str, ActionRow] | None = None

    def log(self, kind: str, ref: str) -> list[Entry]:
        """Return the history of a subject, as it was recorded."""
        return self._in_force(self._recorded(f"{kind}:{ref}"))

    def naming(self, kind: str, ref: str) -> list[Entry]:
        """Return the facts of other subjects that name one."""
        if (kind, ref) not in self._naming:
            rows = self.views.tuples(
                "SELECT position FROM facts_about WHERE subject = ? AND position <= ?"
                " ORDER BY position",
                (number_of(kind, ref), self.known),
            )
            found = self.at(position for (position,) in rows)
            # A number stands for a subject there, and two subjects may share one.
            self._naming[kind, ref] = [each for each in found if (kind, ref) in named(each)]
        return self._naming[kind, ref]

    def about(self, kind: str, ref: str) -> list[Entry]:
        """Return every fact about a subject, its own and those that name it, in order."""
        found = {each.position: each for each in self.log(kind, ref)}
        found |= {each.position: each for each in self.naming(kind, ref)}
        return [found[position] for position in sorted(found)]

    def extensions(self, ref: str) -> list[Entry]:
        """Return the facts by which an extension added to the figures of projects."""
        rows = self.views.tuples(
            "SELECT position FROM figure_fact WHERE act = ? AND reference = ? AND position <= ?"
            " ORDER BY position",
            (EXTENSION, ref, self.known),
        )
        return self.at(position for (position,) in rows)

    def at(self, positions: Iterable[int]) -> list[Entry]:
        """Return the facts at some positions, those left out that were not in force by then."""
        stored = self.views.ledger.entries_at(list(positions))
        return self._in_force([entry_of(each) for each in stored])

    def conditions(self, subject: str) -> dict[int, list[tuple[str, dict[str, Any]]]]:
        """Return the conditions that each decision on a request or at gates set, by its position.

        They are numbered over all that its request or gate was ever given, on whatever day.
        """
        found: dict[int, list[tuple[str, dict[str, Any]]]] = {}
        given: dict[str, int] = {}
        for entry in self._recorded(subject):
            of, conditions = set_by(entry)
            for said in conditions:
                given[of] = given.get(of, 0) + 1
                told = {"text": said} if isinstance(said, str) else said
                found.setdefault(entry.position, []).append((f"{of}/{given[of]}", told))
        return found

    def action(self, ref: str) -> ActionRow | None:
        """Return an action as it stood; all are read at once, since meetings move any of them."""
        if self._actions is None:
            placed = list_actions(self.views, self.as_at, self.known)
            self._actions = {action.ref: action for action, _ in placed}
        return self._actions.get(ref)

    def condition(self, ref: str) -> ConditionRow | None:
        """Return a condition as it stood, read with all others of its request or gate."""
        of = ref.rpartition("/")[0]
        if of not in self._conditions:
            rows = list_conditions(self.views, self.as_at, self.known, of=of)
            self._conditions[of] = {row.ref: row for row in rows}
        return self._conditions[of].get(ref)

    def _recorded(self, subject: str) -> list[Entry]:
        if subject not in self._logs:
            stored = self.views.ledger.entries_of(subject)
            self._logs[subject] = [entry_of(each) for each in stored if each.position <= self.known]
        return self._logs[subject]

    def _in_force(self, entries: list[Entry]) -> list[Entry]:
        until = self.as_at.isoformat()
        return [each for each in entries if (each.fact["decided_on"] or "") <= until]


def set_by(entry: Entry) -> tuple[str, list[Any]]:
    """Return what the conditions that a fact sets are of, ``ICS-2019-A``, and what they say."""
    kind, _, ref = entry.subject.partition(":")
    if entry.topic in _APPROVALS:
        return ref, entry.fact["ruling"]["conditions"]
    if entry.topic == "minutebook.gate-decided.1" and entry.fact["outcome"] != "no-go":
        return f"{ref}/{entry.fact['gate']}", entry.fact["conditions"]
    return f"{kind}:{ref}", []


_APPROVALS = (
    "minutebook.change-request-approved.1",
    "minutebook.change-request-part-approved.1",
)
