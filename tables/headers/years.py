"""Financial years in the headings of columns, in any form that offices write."""

from __future__ import annotations

import re
from typing import NamedTuple

from domain.values.years import FinancialYear

_CENTURY = r"(?:19|20|21)"
_BETWEEN = r"\s*[/\-–—_ ]\s*"
_LONG = re.compile(
    rf"(?<!\d)(?:fy\s*)?({_CENTURY}\d\d){_BETWEEN}({_CENTURY}\d\d|\d\d)(?!\d)", re.IGNORECASE
)
_SHORT = re.compile(r"(?<![\d/])(?:fy\s*)?(\d\d)\s*[/\-–—]\s*(\d\d)(?![\d/])", re.IGNORECASE)
_ENDING = re.compile(rf"\bfy\s*'?({_CENTURY}\d\d|\d\d)(?!\d)(?!\s*[/\-–—]\s*\d)", re.IGNORECASE)
_PREVIOUS = r"(?:previous|prior|earlier|preceding|past)"
_EARLIER = re.compile(
    rf"(?:\s*(?:and|&|\+|,)\s*)?(?:all\s+)?\b{_PREVIOUS}(?:\s+(?:financial\s+)?years?)?"
    r"(?:\s*(?:up\s*)?to(?=\s*(?:fy|\d)))?|\bup\s*to(?:\s+and\s+including)?(?=\s*(?:fy|\d))"
    r"|(?:\s*(?:and|&))?\s*\bbefore\b",
    re.IGNORECASE,
)
_CENTURY_OF_TWO_DIGITS = 2000


class YearFound(NamedTuple):
    """A financial year in a heading, whether it takes in earlier ones, and the words beside it."""

    year: FinancialYear
    earlier: bool
    rest: str


def year_in(heading: str) -> YearFound | None:
    """Find the one financial year that a heading names.

    Read are ``2018/19``, ``2018-19``, ``2018/2019``, ``2018_19``, ``18/19``, ``FY19`` (the year
    that ends in 2019) and ``FY2018/19``, each also as ``2019/20 & previous years`` or
    ``Prior years to 2019/20``.

    Returns:
        the year; ``None`` where the heading names none, or more than one.
    """
    for form, first_of in ((_LONG, _first), (_SHORT, _first), (_ENDING, _first_of_ending)):
        found = form.findall(heading)
        if len(found) > 1:
            return None
        match = form.search(heading)
        year = first_of(match) if match else None
        if match and year:
            rest = f"{heading[: match.start()]}\0{heading[match.end() :]}"
            return _with_earlier(year, rest, heading[match.start() : match.end()])
    return None


def _with_earlier(year: FinancialYear, rest: str, written: str) -> YearFound:
    earlier = _EARLIER.search(rest.replace("\0", written))
    if earlier is None:
        return YearFound(year, earlier=False, rest=rest.replace("\0", " "))
    without = _EARLIER.sub(" ", rest.replace("\0", written)).replace(written, " ")
    return YearFound(year, earlier=True, rest=without)


def _first(found: re.Match[str]) -> FinancialYear | None:
    """Return the year that begins in the first of two calendar years, if the second follows."""
    first = int(found[1]) + (_CENTURY_OF_TWO_DIGITS if len(found[1]) == len("18") else 0)
    if int(found[2]) not in (first + 1, (first + 1) % 100):
        return None
    return FinancialYear.parse(f"{first}/{first + 1}")


def _first_of_ending(found: re.Match[str]) -> FinancialYear | None:
    """Return the year that ends in a calendar year: in FY19 ends 2018/19."""
    last = int(found[1]) + (_CENTURY_OF_TWO_DIGITS if len(found[1]) == len("18") else 0)
    return FinancialYear.parse(f"{last - 1}/{last}")
