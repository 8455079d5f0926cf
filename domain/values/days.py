"""Days and months as papers write them."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\s+(\d{4})", re.ASCII)
_MONTH = re.compile(r"(?!0000)(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_MONTH_IN_WORDS = re.compile(r"([A-Za-z]+)\s+(?!0000)(\d{4})", re.ASCII)
_NO_DATE = "{!r} is not a date: write it as 2018-11-05 or 5 November 2018"
_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}


def parse_day(value: object) -> date:
    """Read a day: ``2018-11-05`` or ``5 November 2018``.

    Raises:
        ValueError: for any other form, a moment with a time of day included.
    """
    if type(value) is date:
        return value
    if not isinstance(value, str):
        raise ValueError(_NO_DATE.format(value))  # noqa: TRY004 - pydantic reports ValueError
    return _day(value)


@lru_cache(maxsize=4096)  # a day of meeting stands in every fact it made
def _day(value: str) -> date:
    text = value.strip()
    try:
        if iso := _ISO.fullmatch(text):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        words = _IN_WORDS.fullmatch(text)
        if words and (month := _MONTHS.get(words[2].lower())):
            return date(int(words[3]), month, int(words[1]))
    except ValueError as error:
        raise ValueError(f"{text!r} is not a day of the calendar") from error
    raise ValueError(_NO_DATE.format(value))


@lru_cache(maxsize=4096)
def parse_month(value: str) -> str:
    """Read a month, ``2018-09`` or ``September 2018``, as ``2018-09``.

    Raises:
        ValueError: for any other form.
    """
    text = value.strip()
    if _MONTH.fullmatch(text):
        return text
    words = _MONTH_IN_WORDS.fullmatch(text)
    if words and (month := _MONTHS.get(words[1].lower())):
        return f"{words[2]}-{month:02d}"
    raise ValueError(f"{value!r} is not a month: write it as 2018-09 or September 2018")


@lru_cache(maxsize=4096)
def last_day(month: str) -> date:
    """The last day of a month written ``2018-09``."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])


Day = Annotated[
    date, BeforeValidator(parse_day), WithJsonSchema({"type": "string", "format": "date"})
]
Month = Annotated[
    str, AfterValidator(parse_month), WithJsonSchema({"type": "string", "examples": ["2018-09"]})
]
