"""The measures that a question about figures is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.frame.narrowing import measure_option

if TYPE_CHECKING:
    from cli.frame.asked import Asked
    from projections.savings.scope import Scope

Command = TypeVar("Command", bound=Callable[..., Any])


def measure_options(command: Command) -> Command:
    """Add ``--measure`` and ``--every-measure``; the command takes them by these names."""
    command = click.option(
        "--every-measure", is_flag=True, help="Every measure of which there is a figure, in turn."
    )(command)
    return measure_option()(command)


def measures_asked(asked: Asked, scope: Scope, measure: str, *, every: bool) -> Sequence[str]:
    """Return the measures asked for: the one named, or every one that the scope has."""
    from projections.savings.figures import all_measures, measures_of
    from projections.savings.scope import Kind

    if not every:
        return [measure]
    if scope.kind is Kind.PROJECT and scope.ref is not None:
        found = measures_of(asked.views, scope.ref)
    else:
        found = all_measures(asked.views)
    return found or [measure]
