"""Financial years: April to March, written 2018/19."""

from __future__ import annotations

import re
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

_WRITTEN = re.compile(r"((?:19|20|21)\d\d)\s*[/–-]\s*(\d\d|(?:19|20|21)\d\d)", re.ASCII)


class FinancialYear(str):
    """A financial year in its one written form, ``2018/19``; years sort as they follow."""

    __slots__ = ()

    @classmethod
    def parse(cls, value: object) -> Self:
        """Read ``2018/19``, ``2018/2019``, ``2018-19`` or ``2018-2019``.

        Raises:
            ValueError: where the text is no such form, or the two years do not follow each other.
        """
        if isinstance(value, cls):
            return value
        found = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None:
            raise ValueError(f"{value!r} is not a financial year: write it as 2018/19")
        first, second = int(found[1]), found[2]
        if int(second) != (first + 1 if len(second) > 2 else (first + 1) % 100):  # noqa: PLR2004 - two digits
            after = (first + 1) % 100
            raise ValueError(
                f"{value!r} is not a financial year: after {first} comes {first}/{after:02d}"
            )
        return cls(f"{first}/{(first + 1) % 100:02d}")

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Read years from text; store them as text."""
        return core_schema.no_info_after_validator_function(
            cls.parse, core_schema.str_schema(), serialization=core_schema.to_string_ser_schema()
        )
