"""The life of a figure: how it moved and what befell it, of a project, a group or all projects."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from projections.lives.each import Each, each_of
from projections.lives.events import Event, in_time
from projections.lives.gathering import By, Line, lines, standing_of
from projections.lives.moving import Asked, Moving, moving
from projections.lives.placing import placed_in_time
from projections.lives.reporting import reports_in
from projections.lives.requesting import requests_in
from projections.lives.speech import Names, Say, spoken
from projections.lives.stating import stated_in_time, stated_of
from projections.savings.pence import in_pounds, pounds
from projections.savings.scope import Kind, members, name_of
from projections.views import Views


class Life(NamedTuple):
    """The life of a figure; amounts in pounds.

    Attributes:
        asked: whose figure, and at which moment.
        name: what the scope is called.
        each: the movements one by one; of a group only where they were asked for so.
        lines: the movements of a group, gathered.
        by: what the movements of a line have in common; ``None`` where they stand one by one.
        movements: how many movements there are.
        skipped: how many of the earliest movements are not in `each`.
        current: where the figure stands per year.
        total: the sum over these years.
        events: what befell it besides, in order of time.
        more_requests: whether there are more requests than the events tell of.
        more_reports: whether there are more reports that differ than the events tell of.
        statements: how many figures of published documents stand how to the book.
    """

    asked: Asked
    name: str
    each: tuple[Each, ...]
    lines: tuple[Line, ...]
    by: By | None
    movements: int
    skipped: int
    current: dict[str, Decimal]
    total: Decimal
    events: tuple[Event, ...]
    more_requests: bool
    more_reports: bool
    statements: dict[str, int]


def life(
    views: Views,
    asked: Asked,
    *,
    each: bool = False,
    last: int | None = None,
    every_report: bool = False,
    say: Say = spoken,
) -> Life:
    """Return the life of a figure.

    Args:
        views: the views.
        asked: whose figure, and at which moment.
        each: whether the movements of a group are wanted one by one.
        last: of movements one by one, how many of the last are wanted; all if left out.
        every_report: whether every status report is told, not only those that say something new.
        say: how amounts are said of requests and reports, where another way is wanted.
    """
    one_by_one = each or asked.scope.kind is Kind.PROJECT
    moved = moving(views, asked, each=one_by_one)
    names = Names(views, asked.as_at, asked.known, say)
    its = members(views, asked.scope, asked.as_at, asked.known)
    requests = requests_in(views, asked, its, names)
    reports, more_reports = reports_in(views, asked, its, names, every=every_report)
    stated = stated_of(views, asked)
    events = [
        *requests.events,
        *reports,
        *stated_in_time(stated, names),
        *placed_in_time(views, asked, names),
    ]
    each_told = each_of(views, moved.moves or [], asked.known, last=last) if one_by_one else []
    by, gathered = (None, ()) if one_by_one else lines(moved)
    current = standing_of(moved)
    return Life(
        asked=asked,
        name=name_of(views, asked.scope, asked.as_at, asked.known),
        each=tuple(each_told),
        lines=gathered,
        by=by,
        movements=moved.movements,
        skipped=_skipped(moved, each_told) if one_by_one else 0,
        current=in_pounds(current),
        total=pounds(sum(current.values())),
        events=tuple(sorted(events, key=in_time)),
        more_requests=requests.more,
        more_reports=more_reports,
        statements=dict(Counter(told.state for told in stated)),
    )


def _skipped(moved: Moving, told: list[Each]) -> int:
    return sum(bool(move.year) for move in moved.moves or ()) - len(told)
