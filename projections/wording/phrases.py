"""The phrases that sentences about facts are made of."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

_HYPHENATED = ("sub-committee", "re-profile", "re-scope", "write-off", "no-go", "vice-chair")

_SEVERAL = re.compile(r"\d\s*(?:[-–,]|and)\s*\d")
_OF_A_TABLE = re.compile(r"(?:^|, )row \d+ of ")

Said = Mapping[str, Any]
"""What a fact says, as it is stored."""

Sentence = Callable[[str, Said], str]
"""Makes a sentence of the reference of what a fact is about, and of what the fact says."""


def day(iso: str | None) -> str:
    """Return a day in words: ``5 November 2018``."""
    if not iso:
        return "an unknown day"
    year, month, number = iso.split("-")
    return f"{int(number)} {month_name[int(month)]} {year}"


def month(iso: str) -> str:
    """Return a month in words: ``September 2018``."""
    year, number = iso.split("-")
    return f"{month_name[int(number)]} {year}"


def period(said: Mapping[str, Any] | None) -> str | None:
    """Return a stored period as it is read: ``5 working days``; nothing where there is none."""
    if said is None:
        return None
    return f"{said['days']} {said['count']} day{'' if said['days'] == 1 else 's'}"


def pounds(amount: str) -> str:
    """Return a stored amount as it is read: ``£2,010,000``, ``-£12.50``."""
    value = Decimal(amount)
    return f"{'-' if value < 0 else ''}£{abs(value):,}"


def profile(amounts: Mapping[str, str] | None) -> str:
    """Return a profile as it is read: ``2018/19 £2,010,000, 2019/20 £2,000,000``."""
    return (
        ", ".join(f"{year} {pounds(amount)}" for year, amount in (amounts or {}).items()) or "nil"
    )


def change(expected: Mapping[str, str], revised: Mapping[str, str]) -> str:
    """Return how a profile changes, the years that stay left out."""
    years = sorted({*expected, *revised})
    moved = [
        f"{year} from {pounds(expected.get(year, '0'))} to {pounds(revised.get(year, '0'))}"
        for year in years
        if Decimal(expected.get(year, "0")) != Decimal(revised.get(year, "0"))
    ]
    return ", ".join(moved) or "as it is"


def listed(names: Iterable[str]) -> str:
    """Return names as a list in a sentence: ``A, B and C``."""
    *first, last = list(names) or ["nobody"]
    return f"{', '.join(first)} and {last}" if first else last


def spaced(term: str) -> str:
    """Return a term as it is read: ``reports to``; words that have a hyphen keep it."""
    return term if term in _HYPHENATED else term.replace("-", " ")


def a(noun: str) -> str:
    """Return a noun with its article: ``an officer post``."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def when(phrase: str, value: object) -> str:
    """Return a phrase with its value, or nothing where there is no value."""
    return phrase.format(value) if value else ""


def stop(sentence: str) -> str:
    """Return a sentence with its full stop, which a quoted text may have brought along."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def places(source: Mapping[str, str | None]) -> str:
    """Return where in a document a source is: ``, pages 33-50, item 4, paragraph 3``.

    A row of a table is told as such: ``, row 6 of status-2018-09.csv``.
    """
    return "".join(
        f", {_noun(noun, place)}{place}"
        for noun in ("page", "item", "paragraph")
        if (place := source.get(noun))
    )


def _noun(noun: str, place: str) -> str:
    """Return what a place is, before its number; nothing of a place that says so itself."""
    if noun == "paragraph" and _OF_A_TABLE.search(place):
        return ""
    return f"{noun}s " if noun != "item" and _SEVERAL.search(place) else f"{noun} "
