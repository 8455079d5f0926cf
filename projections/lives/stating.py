"""What published documents state of a figure, and whether the book bears them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from projections.lives.events import Event
from projections.lives.moving import Asked
from projections.lives.speech import Names, Sentence, spoken
from projections.statements.checking import Checked, State
from projections.statements.stated import checked_on
from projections.views import Views
from projections.wording.phrases import day, listed, places, spaced, stop

_HOW = {
    State.AGREES: "as the book has it",
    State.ROUNDED: "as the book has it, rounded",
    State.NOT_COMPARABLE: "a figure that the book does not keep",
    State.WITHDRAWN: "a statement that was withdrawn since",
}
_FIGURES = {
    "target": "a target of",
    "expected": "that a change request expects",
    "revised": "that a change request asks for",
    "change": "that a change request would move the target by",
    "net-change": "a net change of",
    "at-risk": "an amount at risk of",
    "net-at-risk": "a net amount at risk of",
    "over-achievement": "an over-achievement of",
    "delivered-alternatively": "that in another way were delivered",
}
_ALOUD = {
    "contradicts": "Another published statement contradicts it.",
    "recorded-later": "What makes the difference came into the book only later.",
    "not-yet-reflected": "A change that was decided about that time makes the difference.",
    "rounding": "Rounding may make the difference.",
    "rows-do-not-add-up": "Its own parts do not add up to it.",
    "part-left-out": "One of its parts seems to have been left out.",
    "sign-turned": "Its sign seems to have been turned round.",
    "year-shifted": "It seems to stand under the wrong year.",
    "unit": "It seems to be printed in another unit.",
    "digits-swapped": "Two of its digits seem to have been swapped.",
}
_WORST = [
    State.DIFFERS,
    State.EXPLAINED,
    State.WITHDRAWN,
    State.NOT_COMPARABLE,
    State.ROUNDED,
    State.AGREES,
]
_FIRST = 3
_NOTE = "statement {}, document {}, position {}"


def stated_of(views: Views, asked: Asked) -> list[Checked]:
    """Return what documents state of a figure; of a year only what they state of that year."""
    found = checked_on(
        views, asked.scope, measure=asked.measure, as_at=asked.as_at, known=asked.known
    )
    return [told for told in found if asked.year in (None, told.period)]


def stated_in_time(found: Sequence[Checked], names: Names) -> Iterator[Event]:
    """Tell statements on the line of time, each on the day of its document."""
    ordered = sorted(found, key=lambda told: (told.dated, told.position))
    for position, group in groupby(ordered, key=lambda told: told.position):
        told = list(group)
        first = told[0]
        worst = min(told, key=lambda one: _WORST.index(one.state)).state
        yield Event(
            first.dated,
            "statement",
            f"statement {spaced(worst)}",
            first.thing if first.kind == "project" else first.project,
            first.statement,
            " ".join(_in_full(one, sentence) for one, sentence in _told(told)),
            names.recorded_at(position),
            position,
        )


def _in_full(told: Checked | None, sentence: Sentence) -> str:
    """Return what a statement says with the likely cause of its difference."""
    if told is None or told.explanation is not None:
        return sentence.said
    why = told.causes[0].sentence if told.causes else "Nobody has explained that"
    return f"{sentence.said} {stop(why)}"


def stated_told(found: Sequence[Checked]) -> Iterator[Sentence]:
    """Tell statements in sentences to be read aloud; the cause of a difference is in the note."""
    for told, sentence in _each(found):
        yield sentence if told is None else _aloud(told, sentence)


def stated_in_sum(found: Sequence[Checked]) -> Iterator[Sentence]:
    """Tell how many of the published amounts the book bears out, and the first that it does not."""
    if not found:
        return
    differ = [told for told in found if told.unexplained]
    said = f"Published documents state {len(found)} amounts of it"
    if not differ:
        yield Sentence(f"{said}; none is left to be explained.")
        return
    yield Sentence(f"{said}; {len(differ)} of them differ from the book unexplained.")
    yield from islice(stated_told(differ), _FIRST)


def _each(found: Sequence[Checked]) -> Iterator[tuple[Checked | None, Sentence]]:
    """Give the sentences of statements, and what was checked where one differs."""
    ordered = sorted(found, key=lambda told: (told.dated, told.position))
    for _, group in groupby(ordered, key=lambda told: told.position):
        yield from _told(list(group))


def _told(its: Sequence[Checked]) -> Iterator[tuple[Checked | None, Sentence]]:
    """Tell the amounts of one statement: those that agree together, the others one by one."""
    note = _NOTE.format(its[0].statement, its[0].document, its[0].position)
    for how in dict.fromkeys(told.state for told in its):
        alike = [told for told in its if told.state is how]
        if how in _HOW:
            amounts = listed(_amount(told) for told in alike)
            yield None, Sentence(f"{_opening(alike[0])} {amounts}, {_HOW[how]}.", note)
        else:
            yield from ((told, Sentence(_apart(told), note)) for told in alike)


def _opening(told: Checked) -> str:
    title = f"“{told.title}”"
    if day(told.dated) not in told.title:
        title += f" of {day(told.dated)}"
    page = places({"page": told.page})
    what = _FIGURES.get(told.figure, f"{spaced(told.figure)} of")
    return f"{title} states{f'{page},' if page else ''} {what}"


def _amount(told: Checked) -> str:
    period = "all years together" if told.period == "total" else told.period
    return f"{spoken(told.stated)} for {period}"


def _apart(told: Checked) -> str:
    """Return how a statement and the book differ, and who explained that."""
    opening = f"{_opening(told)} {_amount(told)}"
    if told.book is not None and told.difference is not None:
        opening += f"; the book has {spoken(told.book)}, {spoken(abs(told.difference))} apart"
    if told.explanation is None:
        return f"{opening}."
    why = stop(told.explanation.reason)
    return f"{opening}. {told.explanation.by} explained on {day(told.explanation.on)}: {why}"


def _aloud(told: Checked, sentence: Sentence) -> Sentence:
    """Add the likely cause: in words to the sentence, with its references to the note."""
    if told.explanation is not None:
        return sentence
    if not told.causes:
        return Sentence(f"{sentence.said} Nobody has explained that.", sentence.note)
    first = told.causes[0]
    why = f" {_ALOUD[first.code]}" if first.code in _ALOUD else ""
    return Sentence(sentence.said + why, f"{sentence.note}. {first.sentence}")
