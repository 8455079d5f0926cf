"""Two figures with a bridge between them: the options that say which, and their four times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from cli.context import App
from cli.frame.asked import Asked, ask
from cli.frame.narrowing import measure_option, year_option
from cli.frame.options import read_day, read_moment
from cli.saving.scoped import Named, require_measure_of, scope_of, whose_options

if TYPE_CHECKING:
    from projections.savings.scope import Scope

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Between:
    """The two figures that are asked for.

    Attributes:
        named: whose they are.
        measure: in which measure.
        year: of which financial year; none is of all.
        from_day: the day of the first.
        to_day: the day of the second.
        known_from: what the book knew for the first.
        known_to: what it knew for the second.
    """

    named: Named
    measure: str
    year: str | None
    from_day: date | None
    to_day: date | None
    known_from: datetime | None
    known_to: datetime | None


def _between_options(command: Command) -> Command:
    """Add ``--from``, ``--to``, ``--known-from`` and ``--known-to``."""
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
    """Add all that says which two figures are bridged; the command takes it as `asked_for`."""

    @wraps(command)
    def gathered(*words: Any, **options: Any) -> Any:
        named = Named(**{name: options.pop(name) for name in Named._fields})
        rest = {name: options.pop(name) for name in Between.__slots__ if name != "named"}
        return command(*words, asked_for=Between(named, **rest), **options)

    asks = year_option()(measure_option()(gathered))
    return cast("Command", whose_options(_between_options(asks)))


def known_in_words(asked: Asked) -> str:
    """Return what the book knew as a picture says it: its dates are written in words."""
    from diagrams.words import day, moment

    if asked.as_known is not None:
        return f"as known on {moment(asked.as_known)}"
    if asked.recorded_on is None:
        return "with nothing recorded"
    return f"with all recorded by {day(date.fromisoformat(str(asked.recorded_on)))}"


def both_ends(app: App, asked_for: Between) -> tuple[Asked, Asked, Scope]:
    """Return the two times of the first figure, those of the second, and whose figures they are.

    Raises:
        click.UsageError: the first are not said, or do not come before the second.
        UnknownName: the book has no such thing, or no such measure, by then.
    """
    closing = ask(app, asked_for.to_day, asked_for.known_to, end="closing")
    opening = _opening(app, closing, asked_for.from_day, asked_for.known_from)
    scope = scope_of(closing, asked_for.named)
    require_measure_of(closing, scope, asked_for.measure)
    return opening, closing, scope


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
