"""What a resolution decided, as the facts say that name it: requests, figures and gates."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from engine.store.reader import LedgerEntry
from projections.changes.view import projects_of, title_of
from projections.facts.subjects import subjects
from projections.facts.view import number_of
from projections.gates.queries import list_sequences
from projections.resolutions.queries import ResolutionRow
from projections.savings.projects import ALL
from projections.savings.scope import Kind, Scope, members
from projections.view import entry_of
from projections.views import Views


class Decided(NamedTuple):
    """What a resolution decided.

    Attributes:
        positions: where the ledger has the facts that it brought about on its day.
        requests: the change requests that it decided, or that the meeting had before it for it.
        gates: the sequences of gates that it decided on.
        projects: the projects whose figures, requests or gates these are.
    """

    positions: tuple[int, ...]
    requests: tuple[str, ...]
    gates: tuple[str, ...]
    projects: tuple[str, ...]


def decided_by(
    views: Views, resolution: ResolutionRow, *, as_at: date, known: int = ALL
) -> Decided:
    """Return what a resolution decided.

    Args:
        views: the views.
        resolution: the resolution.
        as_at: the day of the figures before the decision.
        known: the last position that the book is taken to know now.
    """
    facts = list(_naming(views, resolution, known))
    of = {
        kind: {entry.originator_id.partition(":")[2] for entry in facts if _is(entry, kind)}
        for kind in ("change-request", "gate-sequence", "project")
    }
    considered = {ref for ref in resolution.considers if title_of(views, ref) is not None}
    requests = of["change-request"] | considered
    projects = of["project"].union(*(projects_of(views, ref) for ref in requests))
    for ref in of["gate-sequence"]:
        projects |= _of_gates(views, ref, as_at, known)
    return Decided(
        tuple(sorted(entry.position for entry in facts)),
        tuple(sorted(requests)),
        tuple(sorted(of["gate-sequence"])),
        tuple(sorted(projects)),
    )


def _is(entry: LedgerEntry, kind: str) -> bool:
    return entry.originator_id.startswith(f"{kind}:")


def _naming(views: Views, resolution: ResolutionRow, known: int) -> Iterable[LedgerEntry]:
    """Give the facts that took effect at the meeting and name the resolution as their authority."""
    subject = ("resolution", resolution.id)
    rows = views.tuples(
        "SELECT position FROM facts_about WHERE subject = ? AND position <= ?",
        (number_of(*subject), known),
    )
    for entry in views.ledger.entries_at([position for (position,) in rows]):
        said = json.loads(entry.state)
        on_the_day = said["decided_on"] == str(resolution.held_on)
        if on_the_day and any(each[:2] == subject for each in subjects(entry_of(entry))):
            yield entry


def _of_gates(views: Views, ref: str, as_at: date, known: int) -> set[str]:
    """Return the projects of a sequence of gates: its own, or those of its programme."""
    for sequence in list_sequences(views, None, known, only=ref):
        if sequence.project:
            return {sequence.project}
        if sequence.programme:
            return {*members(views, Scope(Kind.PROGRAMME, sequence.programme), as_at, known)}
    return set()
