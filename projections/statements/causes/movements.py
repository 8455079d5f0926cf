"""Movements of figures around the day of a statement, which one of the two does not have."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from typing import Any, NamedTuple

from projections.savings.bulk import add
from projections.savings.figures import EXTENSION, REQUEST
from projections.statements.book import Book
from projections.statements.causes.cause import Case, Cause, money
from projections.statements.view import REQUEST as REQUESTS
from projections.wording.phrases import day, spaced, when

_AROUND = timedelta(days=400)
_NEAREST = 10
_TOGETHER = 3
_FEW = 400


class Decision(NamedTuple):
    """What moved a figure in one decision.

    Attributes:
        since: the day of decision.
        act: what sort of movement it was.
        ref: the request or extension; else the project whose figure it began or corrected.
        position: where the ledger has the first of its movements.
        authority: what permitted it.
        amount: what it moved of the years that are stated, in pence.
    """

    since: str
    act: str
    ref: str
    position: int
    authority: dict[str, str | None]
    amount: int

    def told(self) -> str:
        """Return the decision in words, with its day, resolution and place in the ledger."""
        what = {REQUEST: f"change request {self.ref}", EXTENSION: f"extension {self.ref}"}.get(
            self.act, f"the {spaced(self.act)} of {self.ref}"
        )
        resolution = when(", resolution {}", self.authority.get("resolution"))
        on = f" of {day(self.since)}" if self.since else ""
        return f"{what}{on} ({money(self.amount)}{resolution}, position {self.position})"


def recorded_later(case: Case) -> Iterable[Cause]:
    """Look whether the book agreed when the document appeared, and learnt something since."""
    if case.book is None:
        return
    published = date.fromisoformat(case.made.dated)
    end_of_day = datetime.combine(published, time.max, UTC)
    then = case.figures.views.ledger.position_at(end_of_day)
    if not 0 < then < min(case.figures.known, case.figures.views.position):
        return
    figure = Book(case.figures.views, then, case.figures.as_at).figure(case.made)
    had = figure.of(case.claim) if figure else None
    if had is None or not case.claim.is_met_by(had):
        return
    late = [
        each
        for each in _decisions(case, up_to=case.made.as_at)
        if each.position > then and each.amount
    ]
    named = "; ".join(each.told() for each in late[:_TOGETHER])
    yield Cause(
        "recorded-later",
        f"The book said {money(had)} when the document appeared, and learnt later of"
        f" {named or 'what changed it'}",
        tuple(each.ref for each in late),
        late[0].position if late else None,
    )


def not_yet_reflected(case: Case) -> Iterable[Cause]:
    """Look whether the paper leaves out decisions taken by its day, or counts later ones."""
    if case.book is None or case.made.figure not in ("target", "expected"):
        return
    around = _decisions(case, up_to=_later(case.made.as_at))
    before = [each for each in around if each.since <= case.made.as_at]
    after = [each for each in around if each.since > case.made.as_at]
    for code, some, sign, words in (
        ("not-yet-reflected", before, -1, "The statement does not yet reflect"),
        ("recorded-later", after, 1, "The statement counts already what was decided later:"),
    ):
        found = _that_make(case, some, sign)
        if found:
            told = " and ".join(each.told() for each in found)
            refs = tuple(each.ref for each in found)
            yield Cause(code, f"{words} {told}", refs, found[0].position)
            return
    yield from _counts_pending(case)


def _that_make(case: Case, some: Sequence[Decision], sign: int) -> Sequence[Decision]:
    """Find the fewest decisions near the day whose amounts make the difference."""
    nearest = sorted(some, key=lambda each: each.since, reverse=sign < 0)[:_NEAREST]
    for number in range(1, _TOGETHER + 1):
        for chosen in combinations(nearest, number):
            moved = sign * sum(each.amount for each in chosen)
            if moved and case.claim.is_met_by((case.book or 0) + moved):
                return chosen
    return ()


def _counts_pending(case: Case) -> Iterable[Cause]:
    """Look whether the paper counts a request that awaits its decision as if it were approved."""
    projects = {*case.figures.projects_of(case.made)}
    for request in case.figures.pending if case.made.kind != REQUESTS else ():
        changed: dict[str, int] = {}
        for line in request.in_force:
            if line.project in projects and line.measure == case.made.measure:
                add(changed, {its.year: int(its.change.scaleb(2)) for its in line.profile})
        moved = case.claim.over(changed)
        if moved and case.claim.is_met_by((case.book or 0) + moved):
            yield Cause(
                "not-yet-reflected",
                f"The statement counts change request {request.ref} ({money(moved)}), which is"
                f" {request.state} and not approved, as if it were",
                (request.ref,),
                request.position,
            )


def _decisions(case: Case, *, up_to: str) -> list[Decision]:
    """Return the decisions that moved the stated years, from a year before the statement's day."""
    together: dict[tuple[str, str, str], Decision] = {}
    for project, year, on, position, change, act, reference, authority in _movements(case):
        if on > up_to:
            continue
        ref = reference if act in (REQUEST, EXTENSION) else project
        moved = case.claim.over({year: change})
        first = together.get((act, ref, on)) or Decision(
            on, act, ref, position, json.loads(authority or "{}"), 0
        )
        together[act, ref, on] = first._replace(amount=first.amount + moved)
    return [each for each in together.values() if each.amount]


def _movements(case: Case) -> list[tuple[Any, ...]]:
    """Return the movements of what a statement is of, around its day; read once for its figures."""
    made = case.made
    kept = case.figures.movements
    key = (made.measure, made.kind, made.thing, made.project, made.as_at)
    if key not in kept:
        projects = {*case.figures.projects_of(made)}
        day = date.fromisoformat(made.as_at)
        few = sorted(projects) if len(projects) <= _FEW else []
        of_few = f" AND m.project IN ({', '.join('?' * len(few))})" if few else ""
        rows = case.figures.views.tuples(
            "SELECT m.project, m.year, m.since, m.position, m.change, f.act, f.reference,"  # noqa: S608 - places only
            " f.authority FROM figure_movement m JOIN figure_fact f ON f.position = m.position"
            f" WHERE m.measure = ? AND m.since >= ? AND m.since <= ? AND m.position <= ?{of_few}"
            " ORDER BY m.since, m.position",
            (
                made.measure,
                (day - _AROUND).isoformat(),
                (day + _AROUND).isoformat(),
                case.figures.known,
                *few,
            ),
        )
        kept[key] = [row for row in rows if row[0] in projects] if projects else []
    return kept[key]


def _later(as_at: str) -> str:
    return (date.fromisoformat(as_at) + _AROUND).isoformat()
