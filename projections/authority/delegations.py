"""Questions about delegations: what was delegated to whom, whether it holds, how it was used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projections.resolutions.queries import ResolutionRow, list_resolutions
from projections.seen import day, loaded, seen
from projections.views import Row, Views


class UseRow(NamedTuple):
    """One use of a delegated power: when, by whom, for what and with how much money."""

    on: date | None
    officer: str
    used_for: str
    amount: Decimal | None
    consulted: tuple[str, ...]


class DelegationRow(NamedTuple):
    """A delegated power as it stood.

    Attributes:
        ref: the clause that gives it, ``ics/2018/019/2``.
        body: the body that delegated it.
        resolution: the resolution, within the body.
        title: what the resolution is about.
        text: what was delegated, in words.
        delegate: to whom.
        in_consultation_with: whom they must consult.
        limit: the most they may decide at one time, in pounds; none means no limit.
        since: the first day on which it can be used; none where that is not known yet.
        until: the first day on which it cannot be used any more, where the clause names one or it
            was ended.
        state: ``in force``, ``ended``, ``ran out``, or why the resolution permits nothing.
        reason: why it was ended.
        lapse_recorded: whether the book has recorded that it ran out.
        uses: what was decided under it, oldest first.
    """

    ref: str
    body: str
    resolution: str
    title: str
    text: str
    delegate: str
    in_consultation_with: tuple[str, ...]
    limit: Decimal | None
    since: date | None
    until: date | None
    state: str
    reason: str | None
    lapse_recorded: bool
    uses: tuple[UseRow, ...]


def list_delegations(views: Views, as_at: date, known: int | None = None) -> list[DelegationRow]:
    """Return every power delegated by a day, in the order in which they were."""
    resolutions = {row.id: row for row in list_resolutions(views, as_at, known)}
    uses = defaultdict(list)
    for row in seen(views, "authority_uses", as_at, known):
        uses[row["ref"], row["clause"]].append(_use(row))
    ends = defaultdict(list)
    for row in seen(views, "authority_ends", as_at, known):
        ends[row["ref"], row["clause"]].append(row)
    found = []
    for row in seen(views, "authority_delegations", as_at, known):
        key = (row["ref"], row["clause"])
        its = _delegation(row, resolutions[row["ref"]], _end(row, ends[key], as_at))
        found.append(its._replace(uses=tuple(uses[key])))
    return found


class _End(NamedTuple):
    """When a power ends and why, how it then stands, and whether its running out is recorded."""

    on: date | None
    state: str | None = None
    reason: str | None = None
    lapse_recorded: bool = False


def _end(row: Row, ends: list[Row], as_at: date) -> _End:
    runs_out, lapsed = day(row["until"]), any(end["lapsed"] for end in ends)
    for end in ends:
        if not end["lapsed"]:  # it was before the day on which it would have run out
            return _End(day(end["decided_on"]), "ended", end["reason"], lapsed)
    if runs_out and runs_out <= as_at:
        return _End(runs_out, "ran out", None, lapsed)
    return _End(runs_out)


def _delegation(row: Row, resolution: ResolutionRow, end: _End) -> DelegationRow:
    return DelegationRow(
        ref=f"{row['ref']}/{row['clause']}",
        body=row["body"],
        resolution=resolution.ref,
        title=resolution.title,
        text=next(each.words for each in resolution.clauses if each.number == row["clause"]),
        delegate=row["delegate"],
        in_consultation_with=tuple(loaded(row["in_consultation_with"], ())),
        limit=None if row["most"] is None else Decimal(row["most"]),
        since=resolution.in_force_from,
        until=end.on,
        state=resolution.state if _never_held(resolution, end) else end.state or resolution.state,
        reason=end.reason,
        lapse_recorded=end.lapse_recorded,
        uses=(),
    )


def _never_held(resolution: ResolutionRow, end: _End) -> bool:
    """Whether a power did not hold up to the day on which it would have run out."""
    if end.on is None or end.state != "ran out":
        return False
    since, ended_on = resolution.in_force_from, resolution.superseded_on or resolution.rescinded_on
    return since is None or since >= end.on or (ended_on is not None and ended_on < end.on)


def newly_lapsed(views: Views, as_at: date, known: int | None = None) -> Iterator[tuple[str, date]]:
    """Give the powers that ran out by a day and are not recorded so, each with the day."""
    for row in list_delegations(views, as_at, known):
        if row.state == "ran out" and row.until and not row.lapse_recorded:
            yield row.ref, row.until


def _use(row: Row) -> UseRow:
    return UseRow(
        on=day(row["decided_on"]),
        officer=row["officer"],
        used_for=row["used_for"],
        amount=None if row["amount"] is None else Decimal(row["amount"]),
        consulted=tuple(loaded(row["consulted"], ())),
    )


def all_delegations(views: Views) -> list[str]:
    """Return the references of all powers that were ever delegated, in order."""
    rows = views.execute(
        "SELECT ref, clause FROM authority_delegations ORDER BY ref, clause", {}
    ).fetchall()
    return [f"{row['ref']}/{row['clause']}" for row in rows]
