"""Where a case stands, as one fact after the other leaves it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.aggregate import Aggregate, applies
from domain.cases.facts import (
    CaseEscalated,
    CaseMigrated,
    CaseOpened,
    CaseOverdue,
    CaseReopened,
    CaseStepped,
)
from domain.routes.route import RouteKey, Timed


class CaseStanding(Aggregate):
    """Where a case stands, as its facts leave it; `Case` has what can be done with it.

    Attributes:
        subject_kind: the kind of what travels.
        subject: its reference.
        route: the version of the route it is on.
        state: where it stands.
        entered_on: since when.
        migrated_on: when it was last put on another version of its route.
        closed: whether its journey is over.
        way: the states by which it came to where it stands, the first and the last with them; a
            state to which it went back ends it.
        decided_in: the state in which it was decided, or else from which it was closed.
        decided_by: the step by which it was decided; none where that was taken back since.
        bodies: which body plays which part.
        raised_by: who raised what travels.
        papers: the papers that were attached so far: to which step, and of which kind.
        timetable: the days of the steps from here.
        deferred_to: the meeting to which it was last put off, until another body has it.
        back_on: the day of that meeting, as it was then.
        resolution: the resolution by which it was last moved, ``ics/2018/019``.
        spent: the resolutions that moved it before it was last taken up again.
        overdue: the steps from here that were found overdue.
        escalated: those of which somebody further up was told.
    """

    KIND: ClassVar[str] = "case"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.subject_kind, _, self.subject = ref.partition("/")
        self.title = ref
        self.route = RouteKey("", 0)
        self.state = ""
        self.entered_on = date.min
        self.migrated_on = date.min
        self.closed = False
        self.way: list[str] = []
        self.decided_in: str | None = None
        self.decided_by: str | None = None
        self.bodies: dict[str, str] = {}
        self.raised_by: str | None = None
        self.papers: set[tuple[str, str]] = set()
        self.timetable: dict[str, Timed] = {}
        self.deferred_to: str | None = None
        self.back_on: date | None = None
        self.resolution: str | None = None
        self.spent: set[str] = set()
        self._named: set[str] = set()
        self.overdue: set[str] = set()
        self.escalated: set[str] = set()

    @property
    def open(self) -> bool:
        """Whether it is on its way."""
        return self.exists and not self.closed

    def _enter(self, state: str, on: date | None, timetable: tuple[Timed, ...]) -> None:
        before = self.way[: self.way.index(state)] if state in self.way else self.way
        self.way = [*before, state]
        self.state = state
        self.entered_on = on or date.min
        self.timetable = {timed.step: timed for timed in timetable}
        self.overdue = set()
        self.escalated = set()

    @applies(CaseOpened)
    def _opened(self, fact: CaseOpened) -> None:
        self.title = fact.title
        self.route = RouteKey(fact.route, fact.version)
        self.bodies = dict(fact.bodies)
        self.raised_by = fact.raised_by
        self._enter(fact.state, fact.decided_on, fact.timetable)

    @applies(CaseStepped)
    def _stepped(self, fact: CaseStepped) -> None:
        self.bodies |= fact.bodies
        self.papers |= {(fact.step, paper.kind) for paper in fact.attachments}
        self.closed = fact.closes
        self._note_decision(fact)
        if fact.deferred_to or fact.bodies:
            self.deferred_to, self.back_on = fact.deferred_to, fact.back_on
        if fact.resolution and fact.body:
            self.resolution = f"{fact.body}/{fact.resolution}"
            if fact.delegation is None:
                self._named.add(self.resolution)
        self._enter(fact.to_state, fact.decided_on, fact.timetable)

    def _note_decision(self, fact: CaseStepped) -> None:
        """Keep where and by what it was decided; going back without the last word undoes that."""
        if fact.settles or (fact.closes and self.decided_in is None):
            self.decided_in = fact.from_state
        if fact.settles:
            self.decided_by = fact.step
        elif fact.to_state in self.way and self.decided_in is None:
            self.decided_by = None
        elif fact.resolution or fact.delegation:
            self.decided_by = fact.step

    @applies(CaseOverdue)
    def _overdue(self, fact: CaseOverdue) -> None:
        self.overdue.add(fact.step)

    @applies(CaseEscalated)
    def _escalated(self, fact: CaseEscalated) -> None:
        self.escalated.add(fact.step)

    @applies(CaseReopened)
    def _reopened(self, fact: CaseReopened) -> None:
        self.closed = False
        self.decided_in = self.decided_by = self.resolution = None
        self.spent |= self._named
        if fact.anew:
            self.papers, self.way = set(), []
        self.deferred_to = self.back_on = None
        self._enter(fact.to_state, fact.decided_on, fact.timetable)

    @applies(CaseMigrated)
    def _migrated(self, fact: CaseMigrated) -> None:
        self.route = RouteKey(self.route.name, fact.version)
        self.migrated_on = fact.decided_on or date.min
        self.bodies |= fact.bodies
        self.way = self.way[: -1 if fact.state != self.state else None]
        kept = self.overdue, self.escalated
        self._enter(fact.state, self.entered_on, fact.timetable)
        self.overdue, self.escalated = kept
