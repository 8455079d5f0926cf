"""Savings profiles: an amount for each financial year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from domain.values.amounts import ZERO, format_amount, in_pounds, parse_amount
from domain.values.years import FinancialYear


class SavingsProfile(Mapping[FinancialYear, Decimal]):
    """Amounts in pounds per financial year, in order of years; a year not named is nil.

    Two profiles are equal when every year has the same amount, whether nil years are written or
    not. Profiles add and subtract year by year.
    """

    __slots__ = ("_amounts", "_text")

    def __init__(self, amounts: Mapping[FinancialYear, Decimal] | None = None) -> None:
        self._amounts = dict(sorted((amounts or {}).items()))
        self._text: dict[str, str] | None = None

    @classmethod
    def parse(cls, value: object) -> SavingsProfile:
        """Read a map of years to amounts.

        Raises:
            ValueError: where it is no map, a year or an amount is not in its form, or a year
                stands twice in different spellings.
        """
        if isinstance(value, cls):
            return value
        if not isinstance(value, dict | Mapping):
            raise ValueError("a profile is a map of years to amounts: {2018/19: 3010000}")  # noqa: TRY004 - pydantic reports ValueError
        if not value:
            return _NOTHING
        amounts: dict[FinancialYear, Decimal] = {}
        for written, amount in value.items():
            year = FinancialYear.parse(written)
            if year in amounts:
                raise ValueError(f"the year {year} stands twice")
            try:
                amounts[year] = parse_amount(amount)
            except ValueError as error:
                raise ValueError(f"{year}: {error}") from error
        return cls(amounts)

    def __getitem__(self, year: FinancialYear | str) -> Decimal:
        return self._amounts.get(FinancialYear.parse(year), ZERO)

    def __iter__(self) -> Iterator[FinancialYear]:
        return iter(self._amounts)

    def __len__(self) -> int:
        return len(self._amounts)

    def __contains__(self, year: object) -> bool:
        return year in self._amounts

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SavingsProfile):
            return NotImplemented
        mine, others = self._amounts, other._amounts
        return mine == others or all(
            mine.get(year, ZERO) == others.get(year, ZERO) for year in {*mine, *others}
        )

    def __hash__(self) -> int:
        return hash(tuple(self.without_nil_years().items()))

    def __repr__(self) -> str:
        return f"SavingsProfile({self})"

    def __str__(self) -> str:
        told = (f"{year}: {in_pounds(amount)}" for year, amount in self.items())
        return ", ".join(told) or "nothing"

    def __add__(self, other: SavingsProfile) -> SavingsProfile:
        if not other:
            return self
        return SavingsProfile({year: self[year] + other[year] for year in {*self, *other}})

    def __sub__(self, other: SavingsProfile) -> SavingsProfile:
        if not other:
            return self
        return SavingsProfile({year: self[year] - other[year] for year in {*self, *other}})

    @property
    def total(self) -> Decimal:
        """The sum over every year, in pounds."""
        return sum(self._amounts.values(), ZERO)

    @property
    def moved(self) -> Decimal:
        """How much money it moves: the larger of what it adds and what it takes away, in pounds.

        Of a baseline that is the sum of its positive years: it begins with nothing.
        """
        return moved(self.values())

    def without_nil_years(self) -> SavingsProfile:
        """The same profile with only the years that have an amount."""
        return SavingsProfile({year: amount for year, amount in self.items() if amount})

    def stored(self) -> dict[str, str]:
        """The stored form: years and amounts as text."""
        return dict(self._written())

    def _written(self) -> dict[str, str]:
        """The same, written once: a command's digest and its fact both hold it."""
        if self._text is None:
            self._text = {str(year): format_amount(one) for year, one in self._amounts.items()}
        return self._text

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Read profiles from maps; store them as maps of text."""
        return core_schema.no_info_plain_validator_function(
            cls.parse,
            serialization=core_schema.plain_serializer_function_ser_schema(
                cls._written, return_schema=core_schema.dict_schema()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A map whose keys are financial years."""
        return {
            "type": "object",
            "description": "pounds per financial year: {2018/19: 3010000}",
            "additionalProperties": {"type": ["integer", "number", "string"]},
        }


_NOTHING = SavingsProfile()


def moved(amounts: Iterable[Decimal]) -> Decimal:
    """The larger of the sum of all increases and that of all decreases, in pounds."""
    changes = list(amounts)
    return max(
        sum((amount for amount in changes if amount > 0), ZERO),
        -sum((amount for amount in changes if amount < 0), ZERO),
    )


def summed(profiles: Iterable[SavingsProfile]) -> SavingsProfile:
    """Add profiles year by year."""
    return sum(profiles, SavingsProfile())
