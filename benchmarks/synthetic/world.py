"""What the book has come to while it is written: figures, seats, meetings and what is pending."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from random import Random

from benchmarks.synthetic.pen import Fields, Pen
from benchmarks.synthetic.plan import PROBE, Month, Plan

Years = dict[int, int]
"""Whole pounds for each financial year, by the calendar year in which it begins."""


def source(document: str, page: int) -> Fields:
    """Name a page of a document."""
    return {"document": document, "page": str(page)}


@dataclass
class Figure:
    """What a project promises of a measure, as all its movements so far add up."""

    project: str
    measure: str
    years: Years
    last_movement: str = "baseline"
    busy: bool = False

    def move(self, change: Years, movement: str) -> None:
        """Add a movement."""
        for year, amount in change.items():
            self.years[year] = self.years.get(year, 0) + amount
        self.last_movement = movement


@dataclass
class Body:
    """A body with the people who have a seat on it now, and the numbers it has given out."""

    ref: str
    members: list[str] = field(default_factory=list)
    resolutions: int = 0
    unconfirmed: Meeting | None = None
    standing: str | None = None


@dataclass
class Meeting:
    """A meeting; its facts are counted until its minutes are confirmed."""

    ref: str
    body: Body
    held_on: str
    version: int
    heads: int


@dataclass
class Gates:
    """A gate sequence that has not come to its end."""

    ref: str
    body: str
    version: int = 1
    passed: int = 0


@dataclass
class World:
    """Everything that the next entry depends on; it does not grow with the book."""

    plan: Plan
    pen: Pen = field(default_factory=Pen)
    bodies: list[Body] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    probe: Figure = field(default_factory=lambda: Figure(PROBE, "cashable-benefit", {}))
    sitting: Meeting = field(init=False)
    gates: deque[Gates] = field(default_factory=deque)
    founded: int = 0
    _credit: dict[str, float] = field(default_factory=dict)
    _counters: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = Random(self.plan.seed)  # noqa: S311 - the same book every time is the point

    def due_by(self, month: Month, months: int) -> int:
        """How many facts the book has at the end of a month."""
        return self.founded + (self.plan.facts - self.founded) * (month.number + 1) // months

    def due(self, what: str, a_month: float) -> int:
        """How many of something are due in this month, the fractions of earlier ones counted."""
        credit = self._credit.get(what, 0.0) + a_month
        self._credit[what] = credit % 1
        return int(credit)

    def next(self, what: str) -> int:
        """Count something, from 0."""
        number = self._counters.get(what, 0)
        self._counters[what] = number + 1
        return number

    def next_figure(self, why: str) -> Figure:
        """Take the figures in turn, each kind of movement in a turn of its own."""
        number = self.next(why)
        return self.figures[number % len(self.figures)]
