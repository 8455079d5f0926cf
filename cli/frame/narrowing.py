"""Options that narrow a question: to one measure, or to what belongs to one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from cli.frame.completion import measures, references, years
from cli.frame.references import DEFAULT_MEASURE
from cli.frame.years import read_year

Command = TypeVar("Command", bound=Callable[..., Any])


def measure_option(what: str = "The measure.") -> Callable[[Command], Command]:
    """Return what adds ``--measure``, whose help says what it is for."""
    return click.option(
        "--measure",
        metavar="NAME",
        default=DEFAULT_MEASURE,
        show_default=True,
        help=what,
        shell_complete=measures,
    )


def year_option(what: str = "Only this financial year.") -> Callable[[Command], Command]:
    """Return what adds ``--year``, whose help says what it is for."""
    return click.option("--year", metavar="FY", callback=read_year, shell_complete=years, help=what)


def only(kind: str, which: str) -> Callable[[Command], Command]:
    """Return what adds an option that names one thing of a kind: ``--change-request REF``.

    Args:
        kind: the kind, as references are completed by.
        which: what is left then, for the help: ``Only those of this change request.``
    """
    return click.option(f"--{kind}", metavar="REF", shell_complete=references(kind), help=which)
