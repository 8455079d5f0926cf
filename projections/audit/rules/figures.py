"""What was approved is what reached the figures, and it began from what stood."""

from __future__ import annotations

from collections.abc import Iterator

from domain.values.amounts import in_pounds
from projections.audit.acts import Act, Amounts, FigureOf, What
from projections.audit.holdings import Holdings
from projections.audit.parts import Doubt
from projections.savings.pence import less, pounds
from projections.wording.phrases import listed

_MOST = 3
"""How many years a sentence names; the figures themselves say the rest."""


def as_expected(act: Act, _: Holdings) -> Iterator[Doubt]:
    """An approval alters a figure from the one that the request expects, as it stood by then."""
    request = act.request
    if request is None:
        return
    for movement in act.movements:
        line = request.approved.get((movement.project, movement.measure))
        if line is None or movement.stood is None or movement.stood == line.expected:
            continue
        apart = less(movement.stood, line.expected)
        yield Doubt(
            "stale",
            f"{act.told} altered {movement.project} from another figure than it expected: by what"
            f" the book knows now, {_apart(apart)}.",
            "See what was decided or corrected in between, and let the body look at it again:"
            f" `minutebook saving history {movement.project}`.",
            (movement.position,),
        )


def effect_reached(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """All that was approved reaches the figures, nothing else does, and it goes when taken back."""
    request = act.request
    if request is None or act.position != request.last:
        return
    wanted = {
        figure: line.change
        for figure, line in request.approved.items()
        if holdings.only is None or figure[0] in holdings.only
    }
    reached: dict[FigureOf, Amounts] = {}
    for movement in request.movements:
        figure = movement.project, movement.measure
        reached[figure] = less(reached.get(figure, {}), _turned(movement.change))
    for figure in dict.fromkeys((*wanted, *reached)):
        due = wanted.get(figure, {}) if request.stands else {}
        had = reached.get(figure, {})
        corrected = _with_corrections(act, figure, had, holdings)
        if due not in (had, corrected):
            apart = less(due, corrected)
            yield _not_reached(act, figure, apart, holdings, missing=figure not in reached)


def baseline_once(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """A figure begins once; after that it only moves."""
    [movement] = act.movements
    first = holdings.begun[movement.project, movement.measure].position
    if first != act.position:
        yield Doubt(
            "begun-twice",
            f"{act.told} sets the {movement.measure} of {movement.project}, which had been set"
            " before: both count.",
            "Find out which of the two was meant, and correct the other.",
            (first,),
        )


def _with_corrections(act: Act, figure: FigureOf, reached: Amounts, holdings: Holdings) -> Amounts:
    """Return what a decision brought about, with the corrections of the figure that cite it."""
    for correction in holdings.corrections.get(figure, ()):
        [movement] = correction.movements
        if movement.reference == act.ref or _cites(correction, act):
            reached = less(reached, _turned(movement.change))
    return reached


def _cites(correction: Act, act: Act) -> bool:
    """Whether the authority of a correction is a decision: its resolution, else body and day."""
    if correction.resolution or act.resolution:
        return correction.resolution == act.resolution
    cited = correction.cited
    return cited.body is not None and cited[:2] == (act.cited.body, act.decided_on)


def _not_reached(
    act: Act, figure: FigureOf, apart: Amounts, holdings: Holdings, *, missing: bool
) -> Doubt:
    project, measure = figure
    request = act.request
    do = _entry(act, figure, apart, holdings, missing=missing)
    at = tuple(
        movement.position
        for movement in (request.movements if request else ())
        if (movement.project, movement.measure) == figure
    )
    if request and not request.stands:
        return Doubt(
            "still-standing",
            f"{act.told} did not reach the {measure} of {project}: {_apart(_turned(apart))} of it"
            " still stands.",
            do,
            at,
        )
    if missing:
        return Doubt(
            "effect-missing",
            f"{act.told} never reached the {measure} of {project}: {_apart(apart)} is missing.",
            do,
            at,
        )
    return Doubt(
        "effect-differs",
        f"{act.told} altered the {measure} of {project} by something else than was approved:"
        f" {_apart(apart)} apart.",
        do,
        at,
    )


def _entry(act: Act, figure: FigureOf, apart: Amounts, holdings: Holdings, *, missing: bool) -> str:
    """Say which entry makes it good: a correction that the book accepts, citing the decision."""
    project, measure = figure
    first = holdings.begun.get(figure)
    if missing and first is None:
        return f"Record what the {measure} of {project} began from, and then look again."
    begun = "opening-balance" if first and first.what is What.BROUGHT_FORWARD else "baseline"
    on = max([act.on, *([first.on] if missing and first else [])])
    years = ", ".join(f"{year}: {pounds(amount)}" for year, amount in apart.items())
    cited = (("body", act.cited.body), ("decided_on", act.on), ("meeting", act.cited.meeting))
    named = (*cited, ("resolution", act.cited.resolution), ("officer", act.cited.officer))
    authority = ", ".join(f'{name}: "{value}"' for name, value in named if value)
    return (
        f"Correct the figure, citing the decision: `correction: {{project: {project}, measure:"
        f" {measure}, decided_on: {on}, corrects: {begun if missing else act.ref}, change:"
        f" {{{years}}}, reason: What was decided on {act.ref} did not reach the figure, authority:"
        f" {{{authority}}}}}`."
    )


def _turned(change: Amounts) -> Amounts:
    return {year: -amount for year, amount in change.items()}


def _apart(amounts: Amounts) -> str:
    told = [f"{in_pounds(pounds(amount))} in {year}" for year, amount in amounts.items()]
    if len(told) > _MOST:
        total = in_pounds(pounds(sum(amounts.values())))
        return f"{', '.join(told[:_MOST])} and more in other years, {total} in all,"
    return listed(told)
