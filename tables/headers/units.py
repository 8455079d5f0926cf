"""Units in headings and on the command line: ``£000s``, ``£'000``, ``£k``, ``£m``, ``£``."""

from __future__ import annotations

import re
from typing import NamedTuple

THOUSAND, MILLION = 1_000, 1_000_000

_SIGNS = r"[\s(,'’`]*"
_ANY_CASE = re.IGNORECASE
_UNITS = (
    (
        re.compile(rf"\(?£{_SIGNS}(?:000|k\b|thousands?\b){_SIGNS}\)?['’]?s?\)?", _ANY_CASE),
        THOUSAND,
    ),
    (
        re.compile(r"\(?\b(?:in\s+)?(?:thousands|'000s?)\b(?:\s+of\s+pounds)?\)?", _ANY_CASE),
        THOUSAND,
    ),
    (re.compile(r"(?<![\w,])['’]?000['’]?s?\b", _ANY_CASE), THOUSAND),
    (re.compile(r"\(?£\s*(?:m|mn|million)s?\b\)?", _ANY_CASE), MILLION),
    (re.compile(r"\(?£s?(?![\w\d])\)?|\(pounds\)", _ANY_CASE), 1),
)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_WORDS_OF_A_TITLE = 16
_NAMED = {"£": 1, "£s": 1, "1": 1, "pounds": 1, "gbp": 1, "1000": THOUSAND, "k": THOUSAND}
_NAMED |= {"m": MILLION, "1000000": MILLION, "000": THOUSAND, "thousands": THOUSAND}
_NAMED |= {"millions": MILLION, "thousand": THOUSAND, "million": MILLION, "000s": THOUSAND}


class UnitFound(NamedTuple):
    """How many pounds a unit in a heading is, and the words beside it."""

    unit: int
    rest: str


def unit_in(heading: str) -> UnitFound | None:
    """Find the unit that a heading states; ``None`` where it states none."""
    for form, unit in _UNITS:
        found = form.search(heading)
        if found:
            return UnitFound(unit, f"{heading[: found.start()]} {heading[found.end() :]}")
    return None


def unit_of_title(title: str) -> int | None:
    """Return the unit that a title states beside other words: ``Savings 2018, £'000``.

    It must be thousands or millions, in brackets or at the end: a sentence that speaks of "£m of
    public money" states none.
    """
    if len(title.split()) > _WORDS_OF_A_TITLE:
        return None
    plain = title.rstrip(" .:;,")
    for said in (plain, *_BRACKETS.findall(title)):
        for form, unit in _UNITS:
            found = unit > 1 and form.search(said)
            if found and not said[found.end() :].strip(" )]"):
                return unit
    return None


def unit_named(text: str) -> int:
    """Return how many pounds a unit is that somebody names: ``£000``, ``k``, ``£m``, ``pounds``.

    Raises:
        ValueError: where it is no unit.
    """
    plain = text.strip().casefold()
    unit = _NAMED.get(plain)
    if unit is not None:
        return unit
    found = unit_in(plain if plain.startswith("£") else f"£{plain}")
    if found is None or found.rest.strip():
        raise ValueError(f"{text!r} is no unit: write £, £000 or £m")
    return found.unit


def unit_text(unit: int) -> str:
    """Write a unit as headings do."""
    return {1: "£", THOUSAND: "£000", MILLION: "£m"}[unit]
