"""Why a figure is what it is, in sentences that a member can read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from projections.lives.group_story import of_group
from projections.lives.knowing import Knowing
from projections.lives.moving import Asked
from projections.lives.outlook import last_report_said, mentioned, waiting_on
from projections.lives.speech import Names, Sentence, spoken
from projections.lives.stating import stated_of, stated_told
from projections.lives.telling import Teller
from projections.savings.history import History, Movement, history
from projections.savings.pence import NOTHING
from projections.savings.scope import Kind, name_of
from projections.views import Views
from projections.wording.phrases import day

_FEW = 3
"""So many decisions are named in one breath."""


class Story(NamedTuple):
    """One year, or all years together: the amount that stands, in pounds, and how it came to.

    Attributes:
        year: the financial year; ``None`` for all years together.
        amount: what stands.
        sentences: the story.
        notes: for each sentence the references and sources behind it; empty where it has none.
    """

    year: str | None
    amount: Decimal
    sentences: tuple[str, ...]
    notes: tuple[str, ...]


class Explanation(NamedTuple):
    """The stories of a figure: of the year asked for, or of each of its years."""

    asked: Asked
    name: str
    years: tuple[Story, ...]


def explain(views: Views, asked: Asked) -> Explanation:
    """Tell why a figure is what it is.

    Args:
        views: the views.
        asked: whose figure, at which moment. With a year its whole story is told: every movement
            with its reason and what was known when it was decided, the requests that would alter
            it, the last status report. Without one, each year of a project has a sentence, and a
            group has the story of all years together.
    """
    names = Names(views, asked.as_at, asked.known)
    name = name_of(views, asked.scope, asked.as_at, asked.known)
    teller = Teller(views, asked, names)
    if asked.scope.kind is not Kind.PROJECT or asked.scope.ref is None:
        amount, told = of_group(views, asked, name, teller)
        return Explanation(asked, name, (_story(asked.year, amount, told),))
    ref = asked.scope.ref
    found = history(
        views, ref, asked.measure, as_at=asked.as_at, known=asked.known, year=asked.year
    )
    if asked.year is None:
        stories = tuple(
            _story(year, amount, _in_short(teller, asked, name, year, amount, found))
            for year, amount in found.current.items()
        )
        return Explanation(asked, name, stories)
    amount = found.current.get(asked.year, NOTHING)
    told = list(_whole(views, teller, asked, ref, name, found))
    return Explanation(asked, name, (_story(asked.year, amount, told),))


def _story(year: str | None, amount: Decimal, told: Sequence[Sentence]) -> Story:
    return Story(year, amount, tuple(one.said for one in told), tuple(one.note for one in told))


def _in_short(
    teller: Teller, asked: Asked, name: str, year: str, amount: Decimal, found: History
) -> list[Sentence]:
    """Tell how a year stands, and what brought it there, in a sentence or two."""
    its = [moved for moved in found.movements if moved.year == year]
    return [*_difference(teller, asked, name, year, amount, its)]


def _whole(
    views: Views, teller: Teller, asked: Asked, ref: str, name: str, found: History
) -> Iterator[Sentence]:
    year, amount = asked.year or "", found.current.get(asked.year or "", NOTHING)
    if not found.movements and not mentioned(views, asked, ref):
        yield Sentence(
            f"The book has nothing of {year}: no target, request or report names that year."
        )
        return
    yield from _difference(teller, asked, name, year, amount, found.movements)
    knowing = Knowing(views, asked, ref, teller.names)
    for number, movement in enumerate(found.movements):
        yield from teller.movement(movement)
        yield from knowing.then(movement, found.movements[:number])
    yield from waiting_on(views, asked, ref, amount, teller.names)
    yield from last_report_said(views, asked, ref)
    yield from stated_told(stated_of(views, asked))


def _difference(
    teller: Teller,
    asked: Asked,
    name: str,
    year: str,
    amount: Decimal,
    its: Sequence[Movement],
) -> Iterator[Sentence]:
    """Tell what a figure was, what it is, and who decided the difference."""
    on = day(asked.as_at.isoformat())
    if not its:
        yield Sentence(f"On {on} the book has nothing set for {name} in {year}.")
        return
    yield Sentence(f"On {on} the target of {name} for {year} is {spoken(amount, asked.measure)}.")
    notes = "; ".join(f"position {moved.position}" for moved in its)
    yield Sentence(_how_it_came(teller, amount, asked.measure, its), notes)


def _how_it_came(teller: Teller, amount: Decimal, measure: str, its: Sequence[Movement]) -> str:
    """Return what a figure was at first, and who decided the difference."""
    first, *later = its
    if not later:
        return f"It {teller.began(first)}, and has not moved since."
    was, apart = spoken(first.after, measure), amount - first.after
    decided = [teller.decided(moved) for moved in later if not moved.corrects]
    corrected = [teller.corrected(moved) for moved in later if moved.corrects]
    steps = _in_one_breath(decided)
    record = f"the record was corrected {_in_one_breath(corrected)}"
    if not apart:
        how = [f"it was moved {steps}"] if decided else []
        how += [record] if corrected else []
        return f"It was {was} at first and is so again; {', and '.join(how)}."
    said = f"It was {was}; it is {spoken(amount, measure)}"
    of = f"difference of {spoken(abs(apart), measure)}"
    if not decided:
        return f"{said}, for {record}."
    if not corrected:
        return f"{said}; the {of} was decided {steps}."
    return (
        f"{said}; the {of} came of what was decided {steps}, and of a correction of the record"
        f" {_in_one_breath(corrected)}."
    )


def _in_one_breath(told: Sequence[str]) -> str:
    """Return by whom or when it was: each once, or where they are many how many and the last."""
    each = list(dict.fromkeys(told))
    if len(each) <= _FEW:
        return ", then ".join(each)
    return f"in {len(told)} steps, the last {told[-1]}"
