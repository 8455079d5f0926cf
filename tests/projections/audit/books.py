"""Small books for the audit: one in order, and the ways in which a book comes not to be.

What the engine accepts is recorded through it, in an order in which it does: what is not right
comes into the book late. What it refuses is stored as another program would store it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from domain.facts import Fact
from engine.book import Book
from engine.files.record_file import read_orders
from engine.store.factory import open_store
from projections.audit.auditing import Audit, audit
from tests.books import IN_2018, BookOnDisk

BEGUN = """
- body: {ref: ics, name: Improvement, kind: sub-committee}
- meeting: {ref: m1, body: ics, held_on: 2018-01-08}
- meeting: {ref: m2, body: ics, held_on: 2018-03-05}
- resolution: {ref: 2018/1, meeting: m1, title: Target, clauses: [{effect: approves, text: It.}]}
- project: {ref: p, name: P, portfolio: place, started_on: 2017-06-01}
"""
BASELINE = """
- baseline: {project: p, profile: {2018/19: 100},
    authority: {body: ics, decided_on: 2018-01-08, meeting: m1, resolution: 2018/1}}
"""
RAISED = """
- change-request: {ref: CR, title: Less, kind: write-off, to: ics, raised_on: 2018-02-01,
    raised_by: Ann Ash,
    projects: [{project: p, expected: {2018/19: 100}, revised: {2018/19: 60}}]}
"""
RESOLVED = """
- resolution: {ref: 2018/2, meeting: m2, item: "4", title: Less, moved_by: Bob Elm,
    seconded_by: Cat Oak, clauses: [{effect: approves, text: CR.}]}
"""
DECIDED = """
- decision: {change_request: CR, outcome: approved, meeting: m2, resolution: 2018/2,
    decided_on: 2018-03-05}
"""
CLEAN = BEGUN + BASELINE + RAISED + RESOLVED + DECIDED
CITED_FIRST = BEGUN + BASELINE + RAISED + DECIDED
"""As many books begin: what was decided is recorded before the minutes that say so."""

LATER = date(2019, 1, 1)
Alter = Callable[[Fact], Fact | None]


def audited(book: BookOnDisk, as_at: date = LATER) -> Audit:
    """Audit a book."""
    with book.views() as views:
        return audit(views, as_at=as_at)


def found(book: BookOnDisk, as_at: date = LATER) -> list[tuple[str, str]]:
    """Return the rules that are broken, each with what breaks it; notes too."""
    seen = audited(book, as_at)
    return [(each.rule, each.ref) for each in (*seen.findings, *seen.notes)]


def store_altered(book: BookOnDisk, text: str, alter: Alter) -> None:
    """Store what would be recorded of a text, each fact as altered, past all rules."""
    file = Path(book.folder / "entries.yaml")
    file.write_text(text, encoding="utf-8")
    with open_store(book.url, lambda: IN_2018) as store:
        facts = Book(store, "clerk").record(read_orders([file]), dry_run=True).facts
        store.events.record([other for fact in facts if (other := alter(fact)) is not None])


def without(kind: type[Fact]) -> Alter:
    """Leave out facts of a kind."""
    return lambda fact: None if isinstance(fact, kind) else fact


def altered(kind: type[Fact], **fields: object) -> Alter:
    """Let facts of a kind say something else."""
    return lambda fact: fact.model_copy(update=fields) if isinstance(fact, kind) else fact
