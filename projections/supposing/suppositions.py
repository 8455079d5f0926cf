"""What is supposed: that requests were decided in another way, or that extensions were not made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from projections.changes.requests import Change, Line
from projections.savings.figures import CORRECTION, EXTENSION, REQUEST
from projections.savings.projects import ALL
from projections.supposing.acts import Act, Amounts, Figure, takes_back
from projections.views import Views


class How(StrEnum):
    """What is supposed of a change."""

    APPROVED = "approved"
    REJECTED = "rejected"
    NEVER_APPROVED = "never approved"
    APPROVED_AFTER_ALL = "approved after all"
    LEFT_STANDING = "left standing"


class Supposition(NamedTuple):
    """One change, and what is supposed of it.

    Attributes:
        ref: its reference.
        title: what it is called.
        kind: its kind, ``re-profile`` or ``extension``.
        state: how it stands in the book.
        how: what is supposed of it.
        since: the day from which that counts, in ISO; empty where no source gives one.
        added: what would have altered figures, and is not in the book.
        removed: the positions of what altered figures, and would not be in the book.
        corrections: the positions, among these, of what was put right afterwards.
    """

    ref: str
    title: str
    kind: str
    state: str
    how: How
    since: str
    added: tuple[Act, ...]
    removed: frozenset[int]
    corrections: tuple[int, ...]


def if_decided(
    pending: Sequence[Change], how: How, acts: Sequence[Act], as_at: date
) -> list[Supposition]:
    """Suppose that requests were decided now, one after the other, in the order of their days.

    Of a request that was approved, opened again and lies before its body once more, an approval
    leaves the figures as they are and a rejection takes back what it had changed.

    Args:
        pending: the requests, of which each awaits a decision.
        how: `How.APPROVED` or `How.REJECTED`.
        acts: what altered the figures that they concern.
        as_at: the day of the decisions.
    """
    found = []
    ordered = sorted(pending, key=lambda request: (request.raised_on or "", request.ref))
    for number, request in enumerate(ordered, 1):
        place = ALL + number * (len(acts) + 1)
        added: Iterable[Act] = ()
        if how is How.APPROVED and not request.figures_stand:
            added = _as_asked(request, as_at.isoformat(), place)
        elif how is How.REJECTED and request.figures_stand:
            added = _taken_back(request, acts, as_at.isoformat(), place)
        found.append(_supposed(request, how, as_at.isoformat(), added=tuple(added)))
    return found


def without(views: Views, change: Change, acts: Sequence[Act]) -> Supposition:
    """Suppose that a decision had gone the other way.

    An extension, or a request whose approval stands, would never have altered a figure, nor would
    what corrected it; what was rejected or withdrawn would have been approved on that day as it was
    asked; and what was approved and taken back would stand.

    Args:
        views: the views.
        change: a change that was decided.
        acts: what altered the figures that it concerns.
    """
    kind = REQUEST if change.request else EXTENSION
    moved = [act for act in acts if act.act == kind and act.reference == change.ref]
    since = change.decided_on or ""
    if not change.request or change.figures_stand:
        return _never(change, moved, _corrections(acts, moved))
    back = frozenset(act.position for act in moved if takes_back(views, act))
    if back:
        return _supposed(change, How.LEFT_STANDING, since, removed=back)
    place = change.rulings[-1]["position"]
    added = tuple(_as_asked(change, since, place))
    return _supposed(change, How.APPROVED_AFTER_ALL, since, added=added)


def _corrections(acts: Sequence[Act], moved: Sequence[Act]) -> Iterator[int]:
    """Give the positions of what corrected some movements.

    A correction names no more than a reference. Where a request and an extension of one figure
    share it, the one is meant that was recorded last before the correction.
    """
    latest: dict[tuple[Figure, str | None], int] = {}
    mine = {act.position for act in moved}
    for act in sorted(acts, key=lambda act: act.position):
        key = act.figure, act.reference
        if act.act in (REQUEST, EXTENSION):
            latest[key] = act.position
        elif act.act == CORRECTION and latest.get(key) in mine:
            yield act.position


def _never(change: Change, moved: Sequence[Act], corrected: Iterable[int]) -> Supposition:
    corrections = tuple(corrected)
    removed = frozenset((*(act.position for act in moved), *corrections))
    since = min((act.since for act in moved), default=change.decided_on or "")
    return _supposed(change, How.NEVER_APPROVED, since, removed=removed, corrections=corrections)


def _supposed(
    change: Change,
    how: How,
    since: str,
    *,
    added: tuple[Act, ...] = (),
    removed: frozenset[int] = frozenset(),
    corrections: tuple[int, ...] = (),
) -> Supposition:
    return Supposition(
        change.ref,
        change.title,
        change.kind,
        change.state,
        how,
        since,
        added,
        removed,
        corrections,
    )


def _as_asked(request: Change, since: str, place: int) -> Iterator[Act]:
    for line in request.projects:
        yield _act(request, line, since, place, _change(line), expected_by(line))


def _taken_back(request: Change, acts: Sequence[Act], since: str, place: int) -> Iterator[Act]:
    for number, act in enumerate(acts):
        if act.act == REQUEST and act.reference == request.ref:
            change = {year: -amount for year, amount in act.change.items()}
            yield act._replace(
                position=place + number, since=since, change=change, expected=None, supposed=True
            )


def _act(
    request: Change, line: Line, since: str, place: int, change: Amounts, expected: Amounts
) -> Act:
    return Act(
        place,
        since,
        line.project,
        line.measure,
        REQUEST,
        request.ref,
        change,
        expected,
        supposed=True,
    )


def _change(line: Line) -> Amounts:
    return {figure.year: _pence(figure.change) for figure in line.profile if figure.change}


def expected_by(line: Line) -> Amounts:
    """Return the figure that a line of a request expects to find, nil years left out."""
    return {figure.year: _pence(figure.expected) for figure in line.profile if figure.expected}


def _pence(amount: Decimal) -> int:
    return int(amount.scaleb(2))
