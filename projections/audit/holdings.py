"""What the book holds of bodies, meetings, resolutions and projects, as the rules take it.

The audit asks the rules of the domain themselves. So what they ask is put together again from its
facts, as it is when something is recorded, but with all that the book has learnt since.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeVar

from domain.aggregate import Aggregate
from domain.bodies.body import Body
from domain.facts import Fact
from domain.meetings.meeting import Meeting
from domain.resolutions.resolution import Resolution
from domain.savings.project import Project
from engine.store.mapper import FactMapper
from projections.audit.acts import Act, What
from projections.conditions.queries import ConditionRow, list_conditions
from projections.conditions.view import REQUEST
from projections.seen import loaded, seen
from projections.views import Views

SomeAggregate = TypeVar("SomeAggregate", bound=Aggregate)
SomeFact = TypeVar("SomeFact", bound=Fact)


@dataclass
class Life:
    """From when until when a project may be altered, and where it belongs.

    Attributes:
        project: the project, which knows the days it started and was closed.
        closed_at: the position at which it was closed.
        placed: the portfolio it was given on each day, oldest first.
    """

    project: Project
    closed_at: int = 0
    placed: list[tuple[date, str | None]] = field(default_factory=list)

    def portfolio_at(self, day: date) -> str | None:
        """The portfolio it belongs to on a day, as rules of remit take it."""
        placed = [portfolio for since, portfolio in self.placed if since <= day]
        return placed[-1] if placed else None


class Used(NamedTuple):
    """A use of a delegation on record: the clause, where it is one alone, and who was consulted."""

    delegation: str | None
    consulted: tuple[str, ...]


class Holdings:
    """What the book holds at a moment, each thing put together once and when it is asked for.

    Attributes:
        as_at: the day asked for.
        only: the projects asked for; none where all are.
        lives: every project that was started, by reference.
        uses: the uses of delegations, by what was decided, with its kind, and the day.
        conditions: the conditions of each change request that are breached or overdue on the day.
        begun: what first set each figure, by project and measure.
        unlimited: what was found within its remit whatever it moves, so that it is asked once.
        corrections: the corrections of each figure, oldest first.
    """

    def __init__(
        self, views: Views, as_at: date, known: int, only: Collection[str] | None = None
    ) -> None:
        self.as_at = as_at
        self.only = only
        self._ledger = views.ledger
        self._known = known
        self._mapper = FactMapper()
        self._things: dict[tuple[type[Aggregate], str], Aggregate | None] = {}
        self._facts: dict[str, list[tuple[int, Fact]]] = {}
        self.lives = _lives(views, known)
        self.uses = _uses(views, known)
        self.conditions = _conditions(views, as_at, known)
        self.begun: dict[tuple[str, str], Act] = {}
        self.unlimited: set[tuple[object, ...]] = set()
        self.corrections: dict[tuple[str, str], list[Act]] = {}

    def begin(self, acts: Iterable[Act]) -> None:
        """Note where each figure was first set, and what was corrected by a request's authority."""
        for act in acts:
            if act.what in (What.BASELINE, What.BROUGHT_FORWARD):
                [movement] = act.movements
                self.begun.setdefault((movement.project, movement.measure), act)
            elif act.what is What.CORRECTION:
                [movement] = act.movements
                self.corrections.setdefault((movement.project, movement.measure), []).append(act)

    def body(self, ref: str | None) -> Body | None:
        """Return a body, where it is in the book."""
        return self._find(Body, ref)

    def meeting(self, ref: str | None) -> Meeting | None:
        """Return a meeting, where it is in the book."""
        return self._find(Meeting, ref)

    def resolution(self, ref: str | None) -> Resolution | None:
        """Return a resolution, ``ics/2018/019``, where it is in the book."""
        return self._find(Resolution, ref)

    def facts(self, thing: Aggregate, kind: type[SomeFact]) -> list[tuple[int, SomeFact]]:
        """Return the facts of a kind about a thing, each with its position."""
        return [(at, fact) for at, fact in self._facts[thing.id] if isinstance(fact, kind)]

    def positions(
        self,
        thing: Aggregate,
        *kinds: type[Fact],
        when: Callable[[Fact], bool] = lambda _: True,
    ) -> tuple[int, ...]:
        """Return where the last fact of each kind about a thing stands."""
        found = []
        for kind in kinds:
            last = [at for at, fact in self.facts(thing, kind) if when(fact)][-1:]
            found.extend(last)
        return tuple(found)

    def _find(self, kind: type[SomeAggregate], ref: str | None) -> SomeAggregate | None:
        if ref is None:
            return None
        if (kind, ref) not in self._things:
            self._things[kind, ref] = self._put_together(kind(ref))
        thing = self._things[kind, ref]
        return thing if isinstance(thing, kind) else None

    def _put_together(self, thing: Aggregate) -> Aggregate | None:
        facts = [
            (entry.position, self._mapper.fact(*entry[1:5]))
            for entry in self._ledger.entries_of(thing.id)
            if entry.position <= self._known
        ]
        self._facts[thing.id] = facts
        return thing.replay(fact for _, fact in facts) if facts else None


def _lives(views: Views, known: int) -> dict[str, Life]:
    found: dict[str, Life] = {}
    rows = views.tuples(
        "SELECT project, step, since, position, portfolio FROM project_step WHERE position <= ?"
        " ORDER BY since, position",
        (known,),
    )
    for ref, step, since, position, portfolio in rows:
        life = found.setdefault(ref, Life(Project(ref)))
        on = date.fromisoformat(since) if since else None
        if step == "started":
            life.project.started_on = on
            life.placed.insert(0, (date.min, portfolio))
        elif step == "closed":
            life.project.closed_on, life.closed_at = on, position
        elif step == "rescoped" and portfolio:
            life.placed.append((on or date.min, portfolio))
    return found


def _uses(views: Views, known: int) -> dict[tuple[str, str], Used]:
    """Return the uses on record; of several for one thing on one day any clause may be meant."""
    found: dict[tuple[str, str], Used] = {}
    for row in seen(views, "authority_uses", None, known):
        key = (row["used_for"], row["decided_on"] or "")
        clause, consulted = f"{row['ref']}/{row['clause']}", tuple(loaded(row["consulted"], ()))
        other = found.get(key)
        if other:
            same = clause if other.delegation == clause else None
            found[key] = Used(same, (*other.consulted, *consulted))
        else:
            found[key] = Used(clause, consulted)
    return found


def _conditions(views: Views, as_at: date, known: int) -> dict[str, list[ConditionRow]]:
    found: dict[str, list[ConditionRow]] = {}
    for row in list_conditions(views, as_at, known):
        if row.kind == REQUEST and (row.overdue or row.state == "breached"):
            found.setdefault(row.of, []).append(row)
    return found
