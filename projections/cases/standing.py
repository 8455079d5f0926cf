"""Where every case stands: asked of thousands at once, so nothing is read that is not needed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from projections.cases.view import ESCALATED, MIGRATED, OVERDUE
from projections.seen import day, loaded
from projections.views import Row, Views

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
    opened = _rows(views, "*", "cases", one, asked)
    entered = {
        row["ref"]: row
        for row in views.execute(
            "SELECT * FROM (SELECT ref, position, decided_on, state, closes, timetable,"  # noqa: S608 - names of ours
            f" deferred_to, ROW_NUMBER() OVER (PARTITION BY ref ORDER BY {_ORDER} DESC,"
            f" position DESC) AS place FROM cases_moves WHERE {_SEEN}{one}"
            f" AND move <> '{MIGRATED}') AS latest WHERE place = 1",
            asked,
        )
    }
    migrated = _migrations(views, one, asked)
    bodies = _bodies(views, one, asked)
    notices = _notices(views, one, asked)
    versions = _versions(views, one, asked)
    attached = _attached(views, one, asked)
    found = (
        _standing(
            row,
            entered[row["ref"]],
            migrated.get(row["ref"]),
            versions[row["ref"]],
            bodies.get(row["ref"], {}),
            notices.get(row["ref"], []),
            tuple(sorted(attached.get(row["ref"], ()))),
        )
        for row in opened
        if not (running and entered[row["ref"]]["closes"])
    )
    return list(found)


def _rows(views: Views, columns: str, table: str, more: str, asked: _Asked) -> list[Row]:
    return views.execute(
        f"SELECT {columns} FROM {table} WHERE {_SEEN}{more}"  # noqa: S608 - names of ours
        f" ORDER BY ref, {_ORDER}, position",
        asked,
    ).fetchall()


def _versions(views: Views, one: str, asked: _Asked) -> dict[str, int]:
    rows = _rows(views, "ref, version", "cases_moves", f"{one} AND version IS NOT NULL", asked)
    return {row["ref"]: row["version"] for row in rows}


def _migrations(views: Views, one: str, asked: _Asked) -> dict[str, Row]:
    rows = _rows(views, "*", "cases_moves", f"{one} AND move = '{MIGRATED}'", asked)
    return {row["ref"]: row for row in rows}


def _bodies(views: Views, one: str, asked: _Asked) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in _rows(views, "ref, bodies", "cases_moves", f"{one} AND bodies IS NOT NULL", asked):
        found.setdefault(row["ref"], {}).update(loaded(row["bodies"]))
    return found


def _attached(views: Views, one: str, asked: _Asked) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    more = f"{one} AND attachments IS NOT NULL"
    for row in _rows(views, "ref, attachments", "cases_moves", more, asked):
        found.setdefault(row["ref"], set()).update(p["kind"] for p in loaded(row["attachments"]))
    return found


def _notices(views: Views, one: str, asked: _Asked) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in _rows(views, "*", "cases_notices", one, asked):
        found.setdefault(row["ref"], []).append(row)
    return found


def _standing(
    opened: Row,
    entered: Row,
    migrated: Row | None,
    version: int,
    bodies: dict[str, str],
    notices: Iterable[Row],
    attached: tuple[str, ...],
) -> Standing:
    moved = migrated if migrated and migrated["position"] > entered["position"] else entered
    here = [row for row in notices if row["position"] > entered["position"]]
    return Standing(
        ref=opened["ref"],
        subject_kind=opened["subject_kind"],
        subject=opened["subject"],
        title=opened["title"],
        route=opened["route"],
        version=version,
        state=moved["state"],
        entered_on=day(entered["decided_on"]),
        opened_on=day(opened["decided_on"]),
        closed=bool(entered["closes"]),
        raised_by=opened["raised_by"],
        bodies=bodies,
        timetable=tuple(
            DueStep(timed["step"], day(timed.get("opens_on")), day(timed.get("due_on")))
            for timed in loaded(moved["timetable"], ())
        ),
        deferred_to=entered["deferred_to"],
        overdue=tuple(row["step"] for row in here if row["notice"] == OVERDUE),
        escalated=tuple(row["step"] for row in here if row["notice"] == ESCALATED),
        attached=attached,
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
