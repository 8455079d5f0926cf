"""A council whose decisions hang together, and what is asked of its book."""

from __future__ import annotations

from datetime import date
from typing import Any

from projections.lineage.following import lineage
from projections.lineage.things import Key, Lineage, Node
from tests.books import BookOnDisk

COUNCIL = """
- body: {ref: ics, name: Sub-Committee, kind: sub-committee}
- body: {ref: board, name: Board, kind: programme-board}
- project: {ref: lights, name: Street lights}
- meeting: {ref: sep, body: ics, held_on: 2018-09-04}
- meeting: {ref: nov, body: ics, held_on: 2018-11-05}
- meeting: {ref: jan, body: ics, held_on: 2019-01-07}
- resolution:
    ref: 2018/001
    meeting: sep
    title: Lights
    clauses:
      - {effect: agrees, text: The board is set up.}
      - {effect: delegates, text: Small moves., delegate: Director, limit: 50000}
      - {effect: requests-report, text: How it goes., at: nov}
- reporting-line: {body: board, to: ics, kind: reports-to, cadence: monthly, starts_on: 2018-09-04,
   authority: {body: ics, meeting: sep, resolution: 2018/001, decided_on: 2018-09-04}}
- baseline: {project: lights, profile: {2018/19: 100000, 2019/20: 200000}, decided_on: 2018-09-04,
   authority: {body: ics, meeting: sep, resolution: 2018/001, decided_on: 2018-09-04}}
- correction: {project: lights, decided_on: 2018-09-10, corrects: baseline,
   change: {2018/19: 5000}, reason: Misread, source: {document: The minutes}}
- extension: {project: lights, ref: E-1, title: More lights, change: {2019/20: 10000},
   decided_on: 2018-11-05, authority: {body: ics, meeting: nov, decided_on: 2018-11-05}}
- change-request:
    ref: CR-1
    title: Slower
    kind: re-profile
    to: ics
    raised_on: 2018-10-01
    projects:
      - project: lights
        expected: {2018/19: 105000, 2019/20: 210000}
        revised: {2018/19: 100000, 2019/20: 215000}
- resolution: {ref: 2018/002, meeting: nov, title: Deferred, considers: [CR-1, ics/2018/001/3],
   clauses: [{effect: defers, text: Not yet.}]}
- decision: {change_request: CR-1, outcome: deferred, deferred_to: jan,
   authority: {body: ics, meeting: nov, resolution: 2018/002, decided_on: 2018-11-05}}
- resolution: {ref: 2019/001, meeting: jan, title: Approved,
   amends: [{ref: 2018/001, clause: 3, text: How it went.}], supersedes: [2018/002],
   clauses: [{effect: approves, text: Slower it is.}]}
- decision: {change_request: CR-1, outcome: approved,
   conditions: [{text: Report in May, due: 2019-05-01}, {text: Tell people}],
   authority: {body: ics, meeting: jan, resolution: 2019/001, decided_on: 2019-01-07}}
- condition-discharge: {condition: CR-1/2, discharged_on: 2019-02-01, evidence: A letter}
"""


def asked(book: BookOnDisk, kind: str, ref: str, day: str = "2019-06-30", **more: Any) -> Lineage:
    """Return a lineage of the book as it was on a day."""
    with book.views() as views:
        known = more.pop("known", views.position)
        return lineage(views, Key(kind, ref), as_at=date.fromisoformat(day), known=known, **more)


def links(found: Lineage) -> list[str]:
    """Return the links as text, in the order of the book; those to later decisions with a star."""
    return [
        f"{link.cause} {link.verb} {link.effect}{'*' if link.later else ''}" for link in found.links
    ]


def node(found: Lineage, kind: str, ref: str = "") -> Node:
    """Return the one thing of a kind, or of a reference."""
    (only,) = [each for each in found.nodes if each.key.kind == kind and ref in each.key.ref]
    return only
