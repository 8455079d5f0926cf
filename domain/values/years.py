"""Financial years: April to March, written 2018/19."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

_WRITTEN = re.compile(r"((?:19|20|21)\d\d)\s*[/–-]\s*(\d\d|(?:19|20|21)\d\d)", re.ASCII)


_APRIL = 4
_NO_YEAR = "{!r} is not a financial year: write it as 2018/19"


class FinancialYear(str):
    """A financial year in its one written form, ``2018/19``; years sort as they follow."""

    __slots__ = ()

    @classmethod
    def parse(cls, value: object) -> FinancialYear:
        """Read ``2018/19``, ``2018/2019``, ``2018-19`` or ``2018-2019``.

        Raises:
            ValueError: where the text is no such form, or the two years do not follow each other.
        """
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise ValueError(_NO_YEAR.format(value))  # noqa: TRY004 - pydantic reports ValueError
        return _year(value)

    @classmethod
    def of(cls, day: date) -> FinancialYear:
        """Return the year in which a day lies: ``2018/19`` from April 2018 to March 2019."""
        return _year(_written(day.year - (day.month < _APRIL)))

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return date(int(self[:4]), _APRIL, 1)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Read years from text; store them as text."""
        return core_schema.no_info_after_validator_function(
            cls.parse, core_schema.str_schema(), serialization=core_schema.to_string_ser_schema()
        )


@lru_cache(maxsize=1024)  # a handful of years stands in every profile
def _year(value: str) -> FinancialYear:
    found = _WRITTEN.fullmatch(value.strip())
    if found is None:
        raise ValueError(_NO_YEAR.format(value))
    first, second = int(found[1]), found[2]
    written = _written(first)
    if second not in (written[-2:], str(first + 1)):
        raise ValueError(f"{value!r} is not a financial year: after {first} comes {written}")
    return FinancialYear(written)


def _written(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02d}"
