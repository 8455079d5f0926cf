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
    "change": "that a change request would add to the target",
    "net-change": "a net change of",
    "at-risk": "an amount at risk of",
    "net-at-risk": "a net amount at risk of",
    "over-achievement": "an over-achievement of",
    "delivered-alternatively": "that in another way were delivered",
}
_TURNED = {
    "at-risk": "an over-achievement of",
    "net-at-risk": "a net over-achievement of",
    "over-achievement": "an amount at risk of",
    "change": "that a change request would take off the target",
}
"""What a figure is called where its amount is below nothing: that is said, not ``minus``."""

_NIL = {
    "at-risk": "nothing at risk",
    "change": "that a change request would leave the target as it is",
    "net-change": "no net change",
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
        titles = Titles()
        worst = min(told, key=lambda one: _WORST.index(one.state)).state
        yield Event(
            first.dated,
            "statement",
            f"statement {spaced(worst)}",
            first.thing if first.kind == "project" else first.project,
            first.statement,
            " ".join(_in_full(one, sentence) for one, sentence in _told(told, titles)),
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
    titles = Titles()
    for _, group in groupby(ordered, key=lambda told: told.position):
        yield from _told(list(group), titles)


def _told(its: Sequence[Checked], titles: Titles) -> Iterator[tuple[Checked | None, Sentence]]:
    """Tell the amounts of one statement: those that agree together, the others one by one."""
    note = _NOTE.format(its[0].statement, its[0].document, its[0].position)
    for how, phrase in dict.fromkeys((told.state, _phrase(told)) for told in its):
        alike = [told for told in its if (told.state, _phrase(told)) == (how, phrase)]
        if how in _HOW:
            amounts = listed(_amount(told) for told in alike)
            said = f"{titles.opening(alike[0])} {phrase} {amounts}, {_HOW[how]}."
            yield None, Sentence(said, note)
        else:
            yield from ((told, Sentence(_apart(told, titles), note)) for told in alike)


class Titles:
    """Names documents in a text: by title at first, and then so that it need not be repeated."""

    def __init__(self) -> None:
        self._last: str | None = None
        self._dated: dict[str, str] = {}

    def opening(self, told: Checked) -> str:
        """Return how a sentence on a statement begins: ``“Report” of 1 June 2018 states, page 7,``.

        Where the sentence before was on the same document, it is called that; where an earlier one
        was, the document of its day, if no other is of that day.
        """
        page = places({"page": told.page})
        named = self._named(told)
        self._last = told.document
        self._dated[told.document] = told.dated
        return f"{named} states{f'{page},' if page else ''}"

    def _named(self, told: Checked) -> str:
        if told.document == self._last:
            return "The same document"
        of_day = [document for document, dated in self._dated.items() if dated == told.dated]
        if of_day == [told.document]:
            return f"The document of {day(told.dated)}"
        dated = "" if day(told.dated) in told.title else f" of {day(told.dated)}"
        return f"“{told.title}”{dated}"


def _sign(told: Checked) -> int:
    """Return what amounts are said times: less where a figure is called by its opposite."""
    return -1 if told.stated < 0 and told.figure in _TURNED else 1


def _phrase(told: Checked) -> str:
    """Return what is stated, as people call it: ``a target of``."""
    if not told.stated and told.figure in _NIL:
        return _NIL[told.figure]
    names = _TURNED if _sign(told) < 0 else _FIGURES
    return names.get(told.figure, f"{spaced(told.figure)} of")


def _amount(told: Checked) -> str:
    period = "all years together" if told.period == "total" else told.period
    if not told.stated and told.figure in _NIL:
        return f"for {period}"
    return f"{spoken(_sign(told) * told.stated, told.measure)} for {period}"


def _apart(told: Checked, titles: Titles) -> str:
    """Return how a statement and the book differ, and who explained that."""
    opening = f"{titles.opening(told)} {_phrase(told)} {_amount(told)}"
    if told.book is not None and told.difference is not None:
        book = spoken(_sign(told) * told.book, told.measure)
        opening += f"; the book has {book}, {spoken(abs(told.difference), told.measure)} apart"
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
