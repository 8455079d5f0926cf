"""Two figures with a bridge between them: the options that say which, and their four times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

import click

from cli.context import App
from cli.frame.asked import Asked, ask
from cli.frame.completion import references, years
from cli.frame.narrowing import measure_option
from cli.frame.options import read_day, read_moment
from cli.frame.years import read_year
from cli.saving.scoped import scope_options

Command = TypeVar("Command", bound=Callable[..., Any])


def between_options(command: Command) -> Command:
    """Add ``--from``, ``--to``, ``--known-from`` and ``--known-to``.

    The command takes them as `from_day`, `to_day`, `known_from` and `known_to`, of which
    `both_ends` makes the two ends.
    """
    options = (
        click.option(
            "--from",
            "from_day",
            callback=read_day,
            metavar="DATE",
            help="The day of the first figure; with --known-from alone, that of the second.",
        ),
        click.option(
            "--to",
            "to_day",
            callback=read_day,
            metavar="DATE",
            help="The day of the second; else today.",
        ),
        click.option(
            "--known-from",
            callback=read_moment,
            metavar="DATETIME",
            help="What the book knew at this moment, for the first figure: what it learnt since"
            " stands apart from what was decided since.",
        ),
        click.option(
            "--known-to",
            callback=read_moment,
            metavar="DATETIME",
            help="The same for the second figure, and for the first where --known-from is left out;"
            " else all it knows.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def bridge_options(command: Command) -> Command:
    """Add all that says which figure is bridged: whose, between when, of which year and measure."""
    of_year = click.option(
        "--year",
        metavar="FY",
        callback=read_year,
        shell_complete=years,
        help="Only this financial year.",
    )
    whose = click.argument("project", required=False, shell_complete=references("project"))
    return whose(scope_options(between_options(of_year(measure_option()(command)))))


def known_in_words(asked: Asked) -> str:
    """Return what the book knew as a picture says it: its dates are written in words."""
    from diagrams.words import day, moment

    if asked.as_known is not None:
        return f"as known on {moment(asked.as_known)}"
    if asked.recorded_on is None:
        return "with nothing recorded"
    return f"with all recorded by {day(date.fromisoformat(str(asked.recorded_on)))}"


def both_ends(
    app: App,
    from_day: date | None,
    to_day: date | None,
    known_from: datetime | None,
    known_to: datetime | None,
) -> tuple[Asked, Asked]:
    """Return the two times of the first figure and those of the second.

    Raises:
        click.UsageError: the first are not said, or do not come before the second.
    """
    closing = ask(app, to_day, known_to, end="closing")
    return _opening(app, closing, from_day, known_from), closing


def _opening(app: App, closing: Asked, from_day: date | None, known_from: datetime | None) -> Asked:
    """Return the two times of the first figure.

    Raises:
        click.UsageError: they are not said, or do not come before those of the second figure.
    """
    if from_day is None and known_from is None:
        raise click.UsageError(
            "say from when: --from DATE for another day, --known-from DATETIME for what the book"
            " knew, or both"
        )
    first_day, known = from_day or closing.as_at, known_from or closing.as_known
    opening = ask(app, first_day, known, end="opening")
    if opening.as_at > closing.as_at:
        raise click.UsageError(
            f"--from {opening.as_at} comes after --to {closing.as_at}: a bridge goes from the"
            " earlier day to the later"
        )
    if opening.known > closing.known:
        raise click.UsageError(
            "--known-from comes after --known-to: a bridge goes from what was known earlier to what"
            " was known later"
        )
    return opening
