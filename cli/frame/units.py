"""The unit in which amounts of a measure are shown: one of money, or none."""

from __future__ import annotations

import click
from click.core import ParameterSource

from cli.frame.money import Unit
from domain.savings.measures import is_money


def unit_of(measure: str, unit: Unit, *, every: bool = False) -> Unit:
    """Return the unit for a measure: the one asked for of money, plain numbers of all others.

    Args:
        measure: the measure.
        unit: what ``--unit`` says in the command that runs.
        every: whether it is one of all measures, of which the unit then concerns those of money.

    Raises:
        click.UsageError: a unit of money was asked for by name, and the measure is no money.
    """
    if is_money(measure):
        return unit
    source = click.get_current_context().get_parameter_source("unit")
    if source is not ParameterSource.DEFAULT and not every:
        raise click.UsageError(
            f"{measure} is not money, so it has no amounts in {unit}: leave --unit out, and they"
            " are shown as plain numbers"
        )
    return Unit.PLAIN


def of_unit(unit: Unit) -> str:
    """Return a unit as headings append it: ``, £000``; nothing of plain numbers."""
    return "" if unit is Unit.PLAIN else f", {unit}"
