"""The month that a file is about, as its name says it."""

from __future__ import annotations

import re
from calendar import month_name

_MONTHS = {name[:3].lower(): number for number, name in enumerate(month_name) if name}
_WORD = "|".join(_MONTHS)
_IN_FIGURES = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])(?!\d)")
_AND_THE_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?[0-3]\d(?!\d)")
_IN_WORDS = re.compile(rf"(?<![a-z])({_WORD})[a-z]*[-_., ]*((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"(?<!\d)((?:19|20)\d\d)[-_., ]*({_WORD})[a-z]*", re.IGNORECASE)


def periods_in(name: str) -> list[str]:
    """Return the months that a name says, each once: ``2018-09``.

    A financial year is no month: ``2018-19`` says none.

    >>> periods_in("Status report Sept 2018.xlsx"), periods_in("status_201809")
    (['2018-09'], ['2018-09'])
    >>> periods_in("Savings 2018-19.csv")
    []
    """
    days = _AND_THE_DAY.findall(name)
    figures = days or _IN_FIGURES.findall(_AND_THE_DAY.sub(" ", name))
    said = [(year, int(month)) for year, month in figures]
    said += [(year, _MONTHS[month[:3].lower()]) for month, year in _IN_WORDS.findall(name)]
    said += [(year, _MONTHS[month[:3].lower()]) for year, month in _YEAR_FIRST.findall(name)]
    return list(dict.fromkeys(f"{year}-{month:02d}" for year, month in said))
