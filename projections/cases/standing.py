"""Where every case stands: asked of thousands at once, so nothing is read that is not needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from projections.cases.view import ANEW, ESCALATED, MIGRATED, OVERDUE
from projections.seen import day, loaded
from projections.views import Views

_ALL = 2**63 - 1
_ORDER = "coalesce(decided_on, '0001-01-01')"
_SEEN = f"position <= :known AND {_ORDER} <= :as_at"
_ONE = " AND ref = :ref"

_Asked = dict[str, int | str]


class DueStep(NamedTuple):
    """A step from where a case stands, with its days.

    Attributes:
        step: the step.
        opens_on: the first day on which it can be taken; none means at once.
        due_on: the last day on which it is in time; none means that it has no deadline.
    """

    step: str
    opens_on: date | None
    due_on: date | None


class Standing(NamedTuple):
    """A case, and where it stands.

    Attributes:
        ref: its reference, ``change-request/ICS-2019-A``.
        subject_kind: the kind of what travels.
        subject: its reference.
        title: what it is called.
        route: the name of its route.
        version: the version of the route it is on.
        state: where it stands.
        entered_on: since when.
        opened_on: when it set out.
        closed: whether its journey is over.
        raised_by: who raised what travels.
        bodies: which body plays which part.
        timetable: the days of the steps from here.
        deferred_to: the meeting to which it is put off, while it is.
        overdue: the steps that are recorded as overdue here.
        escalated: those of which somebody further up was told.
        attached: the kinds of paper that were attached so far.
        papers: the same, each with the step to which it was attached.
    """

    ref: str
    subject_kind: str
    subject: str
    title: str
    route: str
    version: int
    state: str
    entered_on: date | None
    opened_on: date | None
    closed: bool
    raised_by: str | None
    bodies: dict[str, str]
    timetable: tuple[DueStep, ...]
    deferred_to: str | None
    overdue: tuple[str, ...]
    escalated: tuple[str, ...]
    attached: tuple[str, ...]
    papers: tuple[tuple[str, str], ...]

    def missing(self, step: str, kinds: Iterable[str]) -> tuple[str, ...]:
        """Return the kinds that a step still asks for; of its own, each time it asks for new ones.

        Args:
            step: the step.
            kinds: the kinds of paper that it asks for.
        """
        there = {kind for of, kind in self.papers if of != step}
        return tuple(kind for kind in kinds if kind not in there)

    @property
    def due_on(self) -> date | None:
        """The first day on which a step from here is due, if one is."""
        return min((step.due_on for step in self.timetable if step.due_on), default=None)

    def days(self, on: date) -> int:
        """How many days it stands where it does, by a day."""
        return (on - self.entered_on).days if self.entered_on else 0


def standings(
    views: Views,
    as_at: date | None = None,
    known: int | None = None,
    *,
    running: bool = False,
    only: str | None = None,
) -> list[Standing]:
    """Return where cases stood, in the order of their references.

    Args:
        views: the views.
        as_at: the day; ``None`` means after all that was ever decided.
        known: the last position known; ``None`` means all that is recorded.
        running: only those whose journey is not over.
        only: the reference of the one wanted.
    """
    asked: _Asked = {
        "known": _ALL if known is None else known,
        "as_at": (as_at or date.max).isoformat(),
    }
    one = _ONE if only is not None else ""
    if only is not None:
        asked["ref"] = only
    opened = sorted(_rows(views, _OPENED, "cases", one, asked), key=itemgetter(0))
    travelled = _travelled(views, one, asked)
    notices = _notices(views, one, asked)
    return [
        _standing(row, journey, notices.get(row[0], ()))
        for row in opened
        if (journey := travelled.get(row[0])) and not (running and journey.closed)
    ]


_OPENED = "ref, subject_kind, subject, title, route, raised_by, decided_on"
_MOVED = (
    "ref, position, move, decided_on, state, version, closes, bodies, papers, timetable,"
    " deferred_to, step"
)


@dataclass(slots=True)
class _Travelled:
    """What the moves of a case come to; a new version of its route is no new stay."""

    position: int = 0
    entered_on: str | None = None
    state: str = ""
    version: int = 0
    closed: bool = False
    timetable: str | None = None
    deferred_to: str | None = None
    bodies: dict[str, str] = field(default_factory=dict)
    papers: set[tuple[str, str]] = field(default_factory=set)

    def move(self, row: tuple[Any, ...]) -> None:
        """Take the next move."""
        _, position, move, on, state, version, closes, bodies, papers, timetable, *more = row
        deferred_to, step = more
        self.state, self.timetable = state, timetable
        if version is not None:
            self.version = version
        if bodies is not None:
            self.bodies.update(_bodies(bodies))
        if move == ANEW:
            self.papers = set()
        if papers is not None:
            self.papers.update((step, kind) for kind in papers.split(" "))
        if move != MIGRATED:
            self.position, self.entered_on = position, on
            self.closed, self.deferred_to = bool(closes), deferred_to


def _rows(
    views: Views, columns: str, table: str, more: str, asked: _Asked
) -> Iterable[tuple[Any, ...]]:
    return views.tuples(
        f"SELECT {columns} FROM {table} WHERE {_SEEN}{more}",  # noqa: S608 - names of ours
        asked,
    )


def _travelled(views: Views, one: str, asked: _Asked) -> dict[str, _Travelled]:
    found: dict[str, _Travelled] = {}
    for row in sorted(_rows(views, _MOVED, "cases_moves", one, asked), key=_in_turn):
        if (journey := found.get(row[0])) is None:
            journey = found[row[0]] = _Travelled()
        journey.move(row)
    return found


def _in_turn(row: tuple[Any, ...]) -> tuple[str, int]:
    """The order in which moves count; they are nearly in it, which a database does not know."""
    return row[3] or "", row[1]


_Notice = tuple[int, str, str]


def _notices(views: Views, one: str, asked: _Asked) -> dict[str, list[_Notice]]:
    found: dict[str, list[_Notice]] = {}
    columns = "ref, position, notice, step, decided_on"
    rows = _rows(views, columns, "cases_notices", one, asked)
    for ref, position, notice, step, _ in sorted(rows, key=lambda row: (row[4] or "", row[1])):
        found.setdefault(ref, []).append((position, notice, step))
    return found


@lru_cache(maxsize=4096)  # many cases have the same bodies, and the same days
def _bodies(text: str) -> dict[str, str]:
    found: dict[str, str] = loaded(text)
    return found


@lru_cache(maxsize=4096)
def _timetable(text: str | None) -> tuple[DueStep, ...]:
    return tuple(
        DueStep(timed["step"], day(timed.get("opens_on")), day(timed.get("due_on")))
        for timed in loaded(text, ())
    )


def _standing(
    opened: tuple[Any, ...], travelled: _Travelled, notices: Iterable[_Notice]
) -> Standing:
    ref, subject_kind, subject, title, route, raised_by, opened_on = opened
    here = [(notice, step) for at, notice, step in notices if at > travelled.position]
    overdue = tuple([step for notice, step in here if notice == OVERDUE])
    escalated = tuple([step for notice, step in here if notice == ESCALATED])
    return Standing(
        ref,
        subject_kind,
        subject,
        title,
        route,
        travelled.version,
        travelled.state,
        day(travelled.entered_on),
        day(opened_on),
        travelled.closed,
        raised_by,
        travelled.bodies,
        _timetable(travelled.timetable),
        travelled.deferred_to,
        overdue,
        escalated,
        tuple(sorted({kind for _, kind in travelled.papers})),
        tuple(sorted(travelled.papers)),
    )


def standing_called(
    views: Views, ref: str, as_at: date | None = None, known: int | None = None
) -> Standing | list[str]:
    """Return the case of a reference, its own or that of what travels; else the references known.

    The reference of a change request alone always means its case, if it travels as one.
    """
    for exact in (ref, f"change-request/{ref}"):
        for found in standings(views, as_at, known, only=exact):
            return found
    refs = [
        row["ref"]
        for row in views.execute(
            f"SELECT ref, subject FROM cases WHERE {_SEEN} ORDER BY ref",  # noqa: S608 - names of ours
            {"known": _ALL if known is None else known, "as_at": (as_at or date.max).isoformat()},
        )
    ]
    meant = [each for each in refs if each.partition("/")[2] == ref]
    if len(meant) == 1:
        return standings(views, as_at, known, only=meant[0])[0]
    return meant or refs
