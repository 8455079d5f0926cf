"""What is audited: each act that sets or alters figures, with the authority it names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from domain.values.profiles import moved
from projections.savings.pence import less, pounds, profile
from projections.wording.phrases import day

Amounts = dict[str, int]
"""Pence per year, nil years left out."""

FigureOf = tuple[str, str]
"""A project and a measure."""


class What(StrEnum):
    """The kinds of acts that figures come from."""

    BASELINE = "baseline"
    BROUGHT_FORWARD = "brought-forward"
    EXTENSION = "extension"
    CORRECTION = "correction"
    APPROVAL = "approval"
    TAKING_BACK = "taking-back"
    UNDECIDED = "undecided"
    """A request altered a figure, and no decision on it on that day is in the book."""


class Movement(NamedTuple):
    """One fact that altered a figure.

    Attributes:
        on: the day from which it counts, in ISO; empty where no source gives one.
        act: ``baseline``, ``brought-forward``, ``extension``, ``request`` or ``correction``.
        reference: the request, the extension, or what is corrected.
        authority: the authority it names, as stored.
        sourced: whether it names the document it was taken from.
        change: what it changed.
        stood: what stood before it; kept of what requests altered.
    """

    position: int
    project: str
    measure: str
    on: str
    act: str
    reference: str | None
    authority: str | None
    sourced: bool
    change: Amounts
    stood: Amounts | None


class Line(NamedTuple):
    """What a request expects of a figure, and what it changes there."""

    expected: Amounts
    change: Amounts


class Cited(NamedTuple):
    """The authority that an act names."""

    body: str | None = None
    approved_on: date | None = None
    meeting: str | None = None
    resolution: str | None = None
    officer: str | None = None
    consulted: tuple[str, ...] = ()
    delegation: str | None = None


class Request(NamedTuple):
    """A change request, as far as its decisions hang on it.

    Attributes:
        title: what it is called.
        raised_at: the position at which it was raised.
        raised_on: the day it was raised.
        raised_by: who raised it.
        approved: what its approval changes, figure by figure; nothing where it has none.
        stands: whether it was approved and not taken back since.
        reopened: whether a condition of its approval was breached, and nothing decided since.
        movements: what it altered.
        last: the position of the last decision on it.
    """

    ref: str
    title: str
    raised_at: int
    raised_on: date | None
    raised_by: str | None
    approved: dict[FigureOf, Line]
    stands: bool
    reopened: bool
    movements: list[Movement]
    last: int


@dataclass(slots=True)
class Act:
    """One act that sets or alters figures.

    Attributes:
        what: its kind.
        ref: the reference it is known by: of the request, the extension, or the project.
        position: where it stands in the ledger.
        on: the day it counts from; the beginning of time where no source gives one.
        cited: the authority it names.
        projects: the projects whose figures it touches, line by line.
        changes: what it changes, figure by figure.
        sourced: whether it names a document.
        request: the request that it decides.
        movements: what it altered; of a request, what the decision brought about.
        outcome: of a decision on a request: ``approved``, ``approved-in-part`` or ``rejected``.
        resolution: the resolution that it names, with its body: ``ics/2018/019``.
    """

    what: What
    ref: str
    position: int
    on: date
    cited: Cited
    projects: tuple[str, ...]
    changes: tuple[Amounts, ...]
    sourced: bool = False
    request: Request | None = None
    movements: list[Movement] = field(default_factory=list)
    outcome: str | None = None
    resolution: str | None = field(init=False)

    def __post_init__(self) -> None:
        """Put the body before the resolution that is named."""
        body, resolution = self.cited.body, self.cited.resolution
        self.resolution = f"{body}/{resolution}" if body and resolution else None

    @property
    def amount(self) -> Decimal:
        """The money it moves, in pounds; of most acts nobody asks."""
        return money(self.changes)

    @property
    def told(self) -> str:
        """What it is called at the beginning of a sentence."""
        if self.what in (What.APPROVAL, What.TAKING_BACK):
            done = "approval" if self.what is What.APPROVAL else "taking back"
            name = f"The {done} of {self.ref}"
        elif self.what is What.UNDECIDED:
            name = f"What {self.ref} altered in {self.projects[0]}"
        elif self.what is What.EXTENSION:
            name = f"The extension {self.ref} of {self.projects[0]}"
        else:
            noun = "opening balance" if self.what is What.BROUGHT_FORWARD else self.what.value
            name = f"The {noun} of {self.projects[0]}"
        return name if self.on == date.min else f"{name} ({day(self.on.isoformat())})"

    @property
    def decided_on(self) -> date | None:
        """The day it counts from, where it is known."""
        return None if self.on == date.min else self.on


def lines_of(said: list[dict[str, Any]]) -> dict[FigureOf, Line]:
    """Return the lines of a request as stored, by project and measure."""
    found = {}
    for line in said:
        expected = profile(line["expected"])
        change = less(profile(line["revised"]), expected)
        found[line["project"], line["measure"]] = Line(expected, change)
    return found


def money(changes: Iterable[Amounts]) -> Decimal:
    """Return how much money changes move, in pounds: as the limits of bodies count it."""
    pence = moved(Decimal(amount) for change in changes for amount in change.values())
    return pounds(int(pence))


def day_of(text: str | None) -> date:
    """Return a stored day; the beginning of time where there is none."""
    return date.fromisoformat(text) if text else date.min


@lru_cache(maxsize=65536)  # what one meeting decides names the same authority
def cited_in(text: str | None) -> Cited:
    """Return a stored authority as the audit takes it."""
    if text is None:
        return Cited()
    authority: dict[str, Any] = json.loads(text)
    approved_on = authority.get("decided_on")
    return Cited(
        authority.get("body"),
        date.fromisoformat(approved_on) if approved_on else None,
        authority.get("meeting"),
        authority.get("resolution"),
        authority.get("officer"),
        tuple(authority.get("consulted") or ()),
    )
