"""Amounts as papers print them: £25.6m, 686k, £000 1,552, each with how far it is rounded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from domain.values.amounts import format_amount, parse_amount
from domain.values.years import FinancialYear

_UNITS = {
    "": 1,
    "k": 1_000,
    "000": 1_000,
    "000s": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
_UNIT = "000s?|k|thousand|mn?|million|bn|billion"
_FIGURE = r"\d{1,3}(?:,\d{3})+|\d+"
_MINUS = "[-−–‒‐‑]"
"""Any stroke that papers print for a minus, as tables are read too."""
_SIGN = rf"(?:{_MINUS}|\+)"
_WRITTEN = re.compile(
    rf"(?:£\s?'?(?P<before>000s?)\s+)?(?P<open>\()?(?P<sign>{_SIGN})?£?\s?(?P<second>{_SIGN})?"
    rf"(?P<whole>{_FIGURE})(?P<decimals>\.\d+)?\s?(?P<after>{_UNIT})?(?P<last>{_MINUS})?"
    r"(?P<close>\))?(?:\s\(?£'?(?P<behind>000s?)\)?)?",
    re.ASCII | re.IGNORECASE,
)
_FORMS = "write pounds as digits, 1552000, or as it is printed: £25.6m, 686k, £000 1,552"
_PENNY = Decimal("0.01")
_LONGEST = 30


class Printed(NamedTuple):
    """An amount as it is printed.

    Attributes:
        amount: the amount in pounds.
        rounded_to: what its last printed digit counts, in pounds; none of exact pounds.
    """

    amount: Decimal
    rounded_to: Decimal | None = None

    @classmethod
    def read(cls, value: object) -> Printed:
        """Read an amount: exact pounds, or a text with a unit, which tells how far it is rounded.

        >>> Printed.read("£25.6m")
        Printed(amount=Decimal('25600000'), rounded_to=Decimal('100000'))
        >>> Printed.read("(1,552)k").amount, Printed.read("1552000").rounded_to
        (Decimal('-1552000'), None)

        Raises:
            ValueError: where it is no amount in any of these forms.
        """
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            return cls(parse_amount(value))
        text = value.strip()
        # Brackets may close before the unit, as in (1,552)k.
        found = _WRITTEN.fullmatch(re.sub(rf"\)\s?({_UNIT})$", r"\1)", text, flags=re.IGNORECASE))
        if found is None or not _is_clear(found) or len(text) > _LONGEST:
            raise ValueError(f"{value!r} is not an amount: {_FORMS}")
        units = [unit for unit in (found["before"], found["after"], found["behind"]) if unit]
        if len(units) > 1:
            raise ValueError(f"{value!r} names its unit twice: {_FORMS}")
        unit = _UNITS[units[0].lower()] if units else 1
        figure = found["whole"].replace(",", "") + (found["decimals"] or "")
        sign = found["sign"] or found["second"] or found["last"] or "+"
        negative = bool(found["open"]) or sign != "+"
        amount = Decimal(figure) * unit * (-1 if negative else 1)
        return cls(_exact(amount, value), _last_digit(found["decimals"], unit))

    @property
    def said(self) -> str:
        """It in one text, by which equal amounts are recognised: ``25600000 to 100000``."""
        to = f" to {format_amount(self.rounded_to)}" if self.rounded_to else ""
        return format_amount(self.amount) + to

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Read amounts from what is printed; write them as one text."""
        return core_schema.no_info_plain_validator_function(
            cls.read, serialization=core_schema.plain_serializer_function_ser_schema(_said)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A number, or a text with a unit."""
        return dict(_SCHEMA)


class PrintedYears(dict[FinancialYear, Printed]):
    """Printed amounts per financial year."""

    @classmethod
    def read(cls, value: object) -> PrintedYears:
        """Read a map of years to printed amounts.

        Raises:
            ValueError: where it is no map, a year or an amount is not in its form, or a year
                stands twice in different spellings.
        """
        if not isinstance(value, Mapping) or not value:
            raise ValueError("values are a map of years to amounts: {2018/19: 3010000}")
        found = cls()
        for written, amount in value.items():
            year = FinancialYear.parse(written)
            if year in found:
                raise ValueError(f"the year {year} stands twice")
            try:
                found[year] = Printed.read(amount)
            except ValueError as error:
                raise ValueError(f"{year}: {error}") from error
        return cls(sorted(found.items()))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Read maps of years to printed amounts; write them as maps of text."""
        return core_schema.no_info_plain_validator_function(
            cls.read, serialization=core_schema.plain_serializer_function_ser_schema(_all_said)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A map whose keys are financial years."""
        return {"type": "object", "additionalProperties": dict(_SCHEMA)}


_SCHEMA = {
    "type": ["integer", "number", "string"],
    "description": f"an amount: {_FORMS}",
}


def _said(printed: Printed) -> str:
    return printed.said


def _all_said(years: PrintedYears) -> dict[str, str]:
    return {str(year): printed.said for year, printed in years.items()}


def _is_clear(found: re.Match[str]) -> bool:
    """Return whether brackets are closed, and one sign alone tells which way the amount goes."""
    signs = sum(bool(found[name]) for name in ("sign", "second", "last"))
    closed = bool(found["open"]) == bool(found["close"])
    return closed and signs <= 1 and not (found["open"] and found["last"])


def _exact(amount: Decimal, value: str) -> Decimal:
    """Return an amount of pounds and pence; no fraction of a penny is rounded away."""
    if amount != amount.quantize(_PENNY):
        raise ValueError(f"{value!r} has a fraction of a penny: {_FORMS}")
    return parse_amount(format_amount(amount))


def _last_digit(decimals: str | None, unit: int) -> Decimal | None:
    """Return what the last printed digit counts; exact pounds and pence are not rounded."""
    if unit == 1:
        return None
    digit = max(Decimal(unit).scaleb(-len(decimals or ".") + 1), _PENNY)
    return parse_amount(format_amount(digit))
