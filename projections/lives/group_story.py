"""Why the figure of a group is what it is: by kinds of decision, and by the largest of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from projections.changes.requests import Change
from projections.lives.gathering import standing_of
from projections.lives.knowing import Knowing
from projections.lives.moves import JOINED, LEFT, Move
from projections.lives.moving import Asked, Moving, moving
from projections.lives.requesting import waiting_in
from projections.lives.speech import Sentence, spoken
from projections.lives.stating import stated_in_sum, stated_of
from projections.lives.telling import Teller
from projections.savings.bulk import last_reports, moment_of
from projections.savings.history import history
from projections.savings.pence import NOTHING, pounds
from projections.savings.portfolio import Standing, portfolio
from projections.savings.scope import Kind, members
from projections.views import Views
from projections.wording.phrases import day, listed, month, spaced

_LARGEST = 5
_BEGAN = ("baseline", "brought-forward")
_PHRASES = {
    "baseline": "what was first set",
    "brought-forward": "what the book took over from its sources",
    "correction": "corrections of the record",
    "taken-back": "approvals that were taken back",
    JOINED: "projects that came in",
    LEFT: "projects that went out",
}


def of_group(
    views: Views, asked: Asked, name: str, teller: Teller
) -> tuple[Decimal, list[Sentence]]:
    """Return what a group must save, of a year or of all, and how that came about."""
    moved = moving(views, asked)
    amount = pounds(sum(standing_of(moved).values()))
    return amount, list(_told(views, asked, name, teller, moved, amount))


def _told(
    views: Views, asked: Asked, name: str, teller: Teller, moved: Moving, amount: Decimal
) -> Iterator[Sentence]:
    on = day(asked.as_at.isoformat())
    of_year = f" for {asked.year}" if asked.year else ", all years together,"
    whose = "all projects" if asked.scope.kind is Kind.WHOLE else name
    if not moved.movements:
        yield Sentence(f"On {on} the book has nothing set for {whose}{of_year.rstrip(',')}.")
        return
    yield Sentence(f"On {on} the target of {whose}{of_year} is {spoken(amount, asked.measure)}.")
    yield from _by_kind(moved, asked.measure)
    yield from _largest(views, asked, teller, moved)
    its = members(views, asked.scope, asked.as_at, asked.known)
    yield from _waiting(views, asked, its)
    yield from _at_risk(views, asked, its)
    yield from stated_in_sum(stated_of(views, asked))


def _by_kind(moved: Moving, measure: str) -> Iterator[Sentence]:
    """Tell what each kind of decision brought, so that all of them give what stands."""
    sums: Counter[str] = Counter()
    for row in moved.sums if moved.moves is None else moved.moves:
        sums[row.kind] += row.change
    began = [kind for kind in _BEGAN if kind in sums]
    first = pounds(sum(sums[kind] for kind in began))
    if began:
        how = listed(_PHRASES[kind] for kind in began)
        yield Sentence(f"It began as {spoken(first, measure)}: {how}.")
    later = sorted((kind for kind in sums if kind not in _BEGAN), key=lambda kind: -abs(sums[kind]))
    parts = [_brought(kind, pounds(sums[kind]), measure) for kind in later]
    if parts:
        yield Sentence(f"Since then {listed(parts)}.")


def _brought(kind: str, change: Decimal, measure: str) -> str:
    what = _PHRASES.get(kind, f"{spaced(kind)}s")
    if not change:
        return f"{what} moved amounts between years or projects and left the total as it was"
    way = "added" if change > 0 else "took off"
    return f"{what} {way} {spoken(abs(change), measure)}"


def _largest(views: Views, asked: Asked, teller: Teller, moved: Moving) -> Iterator[Sentence]:
    """Tell the largest movements since the beginning, each with who decided it."""
    if moved.moves is None:
        yield Sentence(
            f"{moved.movements:,} movements made it so, too many to be told one by one: a year, a"
            " portfolio or a programme has fewer."
        )
        return
    large = [move for move in moved.moves if move.act and move.kind not in _BEGAN]
    large = sorted(large, key=lambda move: (-abs(move.change), move.position))[:_LARGEST]
    if large:
        which = (
            "movements since then were these" if len(large) > 1 else "movement since then was this"
        )
        yield Sentence(f"The largest {which}.")
    ordered = sorted(large, key=lambda move: (move.since, move.position, move.year))
    yield from _each(views, asked, teller, ordered)


def _each(views: Views, asked: Asked, teller: Teller, moves: list[Move]) -> Iterator[Sentence]:
    """Tell movements of a group's projects, each with what stood before it in its project."""
    for move in moves:
        told = history(
            views, move.project, asked.measure, as_at=asked.as_at, known=asked.known, year=move.year
        )
        knowing = Knowing(views, asked, move.project, teller.names)
        for number, movement in enumerate(told.movements):
            if movement.position == move.position:
                yield from teller.movement(movement._replace(reason=None), move.project)
                yield from knowing.figure(movement, told.movements[:number])


def _waiting(views: Views, asked: Asked, its: frozenset[str]) -> Iterator[Sentence]:
    """Tell the requests that wait, and what they would come to together."""
    waiting = waiting_in(views, asked, its)
    asks = [(one, _asked(one, asked, its)) for one in waiting]
    if not asks:
        return
    together = sum((amount for _, amount in asks), NOTHING)
    several = f"{len(asks)} requests wait" if len(asks) > 1 else "One request waits"
    told = listed(f"“{one.title}”" for one, _ in asks[:_LARGEST])
    more = f" and {len(asks) - _LARGEST} more" if len(asks) > _LARGEST else ""
    effect = "leave the total as it is"
    if together:
        did = "add" if together > 0 else "take off"
        effect = f"{did} {spoken(abs(together), asked.measure)}"
    they = "they" if len(asks) > 1 else "it"
    stale = sum(bool(one.stale) for one, _ in asks)
    which = f"{stale} of them {'is' if stale == 1 else 'are'}" if len(asks) > 1 else "it is"
    old = f"; {which} stale, for the book has moved since"
    yield Sentence(
        f"{several} for a decision: {told}{more}; approved as asked, {they} would {effect}"
        f"{old if stale else ''}.",
        "; ".join(f"change request {one.ref}" for one, _ in asks[:_LARGEST]),
    )


def _asked(request: Change, asked: Asked, its: frozenset[str]) -> Decimal:
    return sum(
        (
            figure.change
            for line in request.projects
            if line.project in its and line.measure == asked.measure
            for figure in line.profile
            if asked.year in (None, figure.year)
        ),
        NOTHING,
    )


def _at_risk(views: Views, asked: Asked, its: frozenset[str]) -> Iterator[Sentence]:
    """Tell what the last status reports say of it."""
    by = Kind.PORTFOLIO if asked.scope.kind is Kind.WHOLE else asked.scope.kind
    found = portfolio(views, as_at=asked.as_at, known=asked.known, by=by, measure=asked.measure)
    standing: Standing | None = found.total
    if asked.scope.ref is not None:
        standing = next((one for one in found.groups if one.ref == asked.scope.ref), None)
    if standing is None:
        return
    months = _months(views, asked, its)
    if not months:
        yield Sentence("The book has no status report on any of it.")
        return
    risk = _risk(standing, asked.year, asked.measure)
    yield Sentence(f"By the last status reports, those for {months}, {risk}.")


def _months(views: Views, asked: Asked, its: frozenset[str]) -> str:
    """Return of which months the last status reports are; nothing where there are none."""
    moment = moment_of(views, asked.as_at, asked.known, asked.measure)
    periods = {row.period for ref, row in last_reports(views, moment).items() if ref in its}
    if not periods:
        return ""
    first, last = month(min(periods)), month(max(periods))
    return first if first == last else f"{first} to {last}"


def _risk(standing: Standing, year: str | None, measure: str) -> str:
    at_risk = standing.at_risk.get(year, NOTHING) if year else standing.at_risk_total
    of_year, in_year = (f" of {year}", f" in {year}") if year else ("", "")
    if at_risk > 0:
        return f"{spoken(at_risk, measure)}{of_year} is at risk"
    if at_risk < 0:
        return f"it is over-achieved by {spoken(-at_risk, measure)}{in_year}"
    return f"nothing{of_year} is at risk"
