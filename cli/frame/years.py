"""Financial years on the command line."""

from __future__ import annotations

import re

import click

_USUAL = re.compile(r"\d\d(\d\d)/(\d\d)")
_CENTURY = 100


def read_year(_: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Read a financial year, ``2018/19``; ``2018-19`` and ``2018/2019`` mean the same."""
    try:
        return None if value is None else _year(value)
    except ValueError as error:
        raise click.BadParameter(str(error), param=param) from error


def _year(value: str) -> str:
    usual = _USUAL.fullmatch(value)
    if usual and int(usual[2]) == (int(usual[1]) + 1) % _CENTURY:
        return value
    # The other forms are the domain's; loading it is spared to who writes the usual one.
    from domain.values.years import FinancialYear

    return str(FinancialYear.parse(value))
