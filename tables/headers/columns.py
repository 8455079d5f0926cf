"""What a column holds, from its heading."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from domain.values.years import FinancialYear
from tables.headers.units import unit_in
from tables.headers.years import year_in
from tables.words import folded


class Role(StrEnum):
    """What the cells of a column are; the names are those that a mapping file uses."""

    PORTFOLIO = "portfolio"
    PROJECT = "project"
    REFERENCE = "reference"
    STATUS_LAST = "status last"
    STATUS = "status"
    TARGET = "target"
    AT_RISK = "at risk"
    ALTERNATIVELY = "delivered alternatively"
    NET = "net at risk"
    NARRATIVE = "narrative"
    IGNORED = "ignored"


FIGURES = frozenset({Role.TARGET, Role.AT_RISK, Role.ALTERNATIVELY, Role.NET})
BY_YEAR = frozenset({Role.TARGET, Role.AT_RISK})


class Meaning(NamedTuple):
    """What a heading says of its column.

    Attributes:
        role: what the cells are.
        year: of which year; none for a total, and for what has no years.
        earlier: whether the year takes in all earlier ones.
        unit: how many pounds one printed unit is; none where the heading does not say.
    """

    role: Role
    year: FinancialYear | None = None
    earlier: bool = False
    unit: int | None = None

    @property
    def name(self) -> str:
        """The name of the column: ``target 2018/19``, ``at risk total``, ``net at risk``."""
        if self.role not in BY_YEAR:
            return self.role.value
        return f"{self.role.value} {self.year or 'total'}"


_AT_RISK = re.compile(
    r"\bat risk\b|\bslippage\b|\bover (?:achieve|deliver|under)|\bshortfall\b|\bvariance\b"
)
_ALTERNATIVELY = re.compile(r"\balternativ")
_TARGET = re.compile(r"\b(?:target|cashable|benefit|saving|baseline|profile|plan)")
_TOTAL = re.compile(r"\b(?:total|totals|all years|overall)\b")
_OF_YEARS = re.compile(r"\d+|to|over|all|of|the|for|three|four|five|years?")
_LAST = re.compile(r"\b(?:last|previous|prior)\b")
_STATUS = re.compile(r"\bstatus\b|\brag\b")
_PORTFOLIO = re.compile(r"(?:portfolio|directorate)(?: name| title)?")
_PROJECT = re.compile(
    r"(?:(?:project|scheme|proposal|saving|savings|option|initiative)"
    r"(?: (?:name|title|proposal|project|scheme))?"
    r"|(?:name|title)(?: of)?(?: the)?(?: project| scheme| saving)?)"
)
_REFERENCE = re.compile(
    r"(?:(?:project|scheme|saving|savings|proposal|option|our|unique) )?"
    r"(?:ref|reference|id|code|no|number)(?: no| number)?"
)
_NARRATIVE = re.compile(r".*\b(?:comments?|narrative|commentary|notes?|updates?|exceptions?)\b.*")
_WHOLE = ((_PORTFOLIO, Role.PORTFOLIO), (_PROJECT, Role.PROJECT), (_REFERENCE, Role.REFERENCE))
_LONGEST_HEADING = 200
_WORDS_OF_A_STATUS = 5  # more are a title: "Project status report as at September 2018"


@lru_cache(maxsize=4096)
def meaning_of(heading: str) -> Meaning | None:
    """Return what a heading says of its column; ``None`` where it says nothing that is known.

    Args:
        heading: the texts over the column from top to bottom, joined by spaces.
    """
    if not heading or len(heading) > _LONGEST_HEADING:
        return None
    unit = unit_in(heading)
    year = year_in(unit.rest if unit else heading)
    words = folded(year.rest if year else unit.rest if unit else heading)
    stated = unit.unit if unit else None
    if year:
        group = _group(words)
        return Meaning(group, year.year, year.earlier, stated) if group in BY_YEAR else None
    return _without_year(words, stated)


def _group(words: str) -> Role | None:
    """Return the group that a figure belongs to; a year alone is of the target."""
    if re.search(r"\bnet\b", words):
        return Role.NET
    if _AT_RISK.search(words):
        return Role.ALTERNATIVELY if _ALTERNATIVELY.search(words) else Role.AT_RISK
    if _ALTERNATIVELY.search(words):
        return Role.ALTERNATIVELY
    return Role.TARGET if not words or _TARGET.search(words) else None


def _without_year(words: str, unit: int | None) -> Meaning | None:
    if _STATUS.search(words) and len(words.split()) <= _WORDS_OF_A_STATUS:
        return Meaning(Role.STATUS_LAST if _LAST.search(words) else Role.STATUS)
    for form, role in _WHOLE:
        if form.fullmatch(words):
            return Meaning(role)
    if _TOTAL.search(words):
        beside = _TOTAL.sub(" ", words).split()
        group = _group(" ".join(word for word in beside if not _OF_YEARS.fullmatch(word)))
        return Meaning(group, unit=unit) if group else None
    if re.search(r"\bnet\b", words) and _AT_RISK.search(words):
        return Meaning(Role.NET, unit=unit)
    if _ALTERNATIVELY.search(words):
        return Meaning(Role.ALTERNATIVELY, unit=unit)
    return Meaning(Role.NARRATIVE) if _NARRATIVE.fullmatch(words) else None


def meaning_named(name: str) -> Meaning:
    """Return the meaning that a mapping file names: ``target 2018/19``, ``status last``.

    Raises:
        ValueError: where there is no column of this name.
    """
    plain = folded(name)
    for role in Role:
        if plain == role.value or (role is Role.IGNORED and plain in {"ignore", "none"}):
            return Meaning(role)
    found = meaning_of(name)
    if found is None:
        known = ", ".join(role.value for role in Role)
        raise ValueError(
            f"{name!r} is no column: write one of {known},"
            " with a year or total for target and at risk: target 2018/19, at risk total"
        )
    return found
