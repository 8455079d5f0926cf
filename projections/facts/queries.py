"""Questions about facts: what was recorded, when, and by whom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from engine.store.reader import LedgerEntry
from projections.facts.subjects import subjects
from projections.facts.view import number_of
from projections.seen import day
from projections.view import entry_of
from projections.views import Views
from projections.wording.sentences import SENTENCES, sentence

_BATCH = 1000


class FactRow(NamedTuple):
    """One fact, in words and with where it comes from.

    Attributes:
        kind: what its own subject is, ``project``.
        subject: the reference of that, ``targeted-reviews``.
        sentence: what it says, in one sentence.
        authority: ``body``, ``decided_on``, ``meeting``, ``resolution``, ``officer``, ``note``.
        source: ``document``, ``page``, ``item``, ``paragraph``.
    """

    position: int
    recorded_at: str
    decided_on: date | None
    kind: str
    subject: str
    topic: str
    sentence: str
    actor: str
    authority: dict[str, Any] | None
    source: dict[str, Any] | None


def list_facts(
    views: Views,
    as_at: date | None = None,
    known_position: int | None = None,
    *,
    subject: tuple[str, str] | None = None,
) -> Iterator[FactRow]:
    """Yield facts in the order in which they were recorded, all or those of a subject.

    Args:
        views: the views.
        as_at: leave out what took effect after this day.
        known_position: leave out what was recorded after this position.
        subject: a kind and a reference, ``("project", "targeted-reviews")``. Its log holds every
            fact that names it, and the history of what belongs to it: a body's meetings, a
            project's change requests.
    """
    last = views.position if known_position is None else known_position
    until = (as_at or date.max).isoformat()
    for entry in _all(views, last) if subject is None else _about(views, subject, last):
        if entry.topic not in SENTENCES:
            continue
        said = json.loads(entry.state)
        if (said["decided_on"] or "") <= until:
            yield _fact(entry, said)


def _all(views: Views, last: int) -> Iterator[LedgerEntry]:
    """Read the ledger from its beginning, as far as the book is taken to know it."""
    for first in range(1, last + 1, _BATCH):
        yield from views.ledger.read_entries(first, min(_BATCH, last + 1 - first))


def _about(views: Views, subject: tuple[str, str], last: int) -> Iterator[LedgerEntry]:
    """Read a subject's log: every fact that names it, and the history of what belongs to it."""
    ledger = views.ledger
    found = {entry.position: entry for entry in ledger.entries_of(":".join(subject))}
    belonging = set()
    for position, owner in views.tuples(
        "SELECT position, owner FROM facts_about WHERE subject = ? AND position <= ?",
        (number_of(*subject), last),
    ):
        entry = ledger.entries_at([position])[0]
        if (*subject, bool(owner)) in subjects(entry_of(entry)):
            found[position] = entry
            if owner:
                belonging.add(entry.originator_id)
    for originator in belonging:
        found |= {entry.position: entry for entry in ledger.entries_of(originator)}
    return (found[position] for position in sorted(found) if position <= last)


def _fact(entry: LedgerEntry, said: dict[str, Any]) -> FactRow:
    kind, _, ref = entry.originator_id.partition(":")
    return FactRow(
        position=entry.position,
        recorded_at=entry.recorded_at,
        decided_on=day(said["decided_on"]),
        kind=kind,
        subject=ref,
        topic=entry.topic,
        sentence=sentence(entry.topic, ref, said),
        actor=said["actor"],
        authority=said["authority"],
        source=said["source"],
    )
