"""Options that several commands share, each with one meaning everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click
from click.core import ParameterSource

from cli.frame.money import Unit
from cli.frame.targets import OneFile, keep_target, require_target, target

Command = TypeVar("Command", bound=Callable[..., Any])

_UNITS_IN_LETTERS = {
    "pounds": Unit.POUNDS,
    "thousands": Unit.THOUSANDS,
    "millions": Unit.MILLIONS,
}
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Format(StrEnum):
    """How a command that reads gives its answer."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


_ENDINGS = {
    ".txt": Format.TABLE.value,
    ".json": Format.JSON.value,
    ".csv": Format.CSV.value,
    ".xlsx": Format.XLSX.value,
}


def read_day(_: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Read a day given to an option: ``2018-11-05`` or ``5 November 2018``."""
    try:
        return None if value is None else _day(value)
    except ValueError as error:
        raise click.BadParameter(str(error), param=param) from error


def read_moment(_: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    """Read a moment given to an option: in UTC where it names no zone; a day means its end."""
    try:
        return None if value is None else _moment(value.strip())
    except OverflowError as error:
        raise click.BadParameter(
            f"{value!r} is not between the years 1 and 9999 in UTC", param=param
        ) from error
    except ValueError as error:
        raise click.BadParameter(
            f"{value!r} is not a date and time: write it as 2019-01-07, 7 January 2019 or"
            " 2019-01-07T10:30",
            param=param,
        ) from error


def read_unit(_: click.Context, param: click.Parameter, value: str) -> Unit:
    """Read a unit of money, its sign or, where a keyboard lacks it, its name."""
    said = value.lower()
    units = _UNITS_IN_LETTERS | {unit.value: unit for unit in _UNITS_IN_LETTERS.values()}
    if said not in units:
        raise click.BadParameter(
            f"{value!r} is not a unit: choose £, £000 or £m (or pounds, thousands, millions)",
            param=param,
        )
    return units[said]


def _day(value: str) -> date:
    with suppress(ValueError):
        if _ISO_DAY.fullmatch(value.strip()):
            return date.fromisoformat(value.strip())
    # Other forms, and what to say of days that are none, are the domain's; loading it is spared to
    # who writes a usual day.
    from domain.values.days import parse_day

    return parse_day(value)


def _moment(value: str) -> datetime:
    try:
        return datetime.combine(_day(value), time.max, tzinfo=UTC)
    except ValueError:
        moment = datetime.fromisoformat(value)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def format_option(command: Command) -> Command:
    """Add ``--format``, which the command takes as ``form``, and ``--output``, for `show`.

    That the output can go where it shall is looked at before the command begins: what it records
    would else be recorded although its answer is refused.
    """

    @wraps(command)
    def checked(*words: Any, form: str, **options: Any) -> Any:
        require_target(form)
        return command(*words, form=form, **options)

    form = click.option(
        "--format",
        "form",
        type=click.Choice([form.value for form in Format]),
        default=Format.TABLE.value,
        show_default=True,
        callback=_read_form,
        help="A table to read; JSON or CSV for other programs; or xlsx, a workbook with amounts as"
        " numbers, days as days and a sheet of sources. In CSV an apostrophe stands before a text"
        " that a spreadsheet would take for a formula.",
    )
    return cast("Command", form(output_option(checked)))


def format_alone_option(command: Command) -> Command:
    """Add ``--format`` to a command whose output is no table that a workbook could hold."""
    return click.option(
        "--format",
        "form",
        type=click.Choice([Format.TABLE.value, Format.JSON.value, Format.CSV.value]),
        default=Format.TABLE.value,
        show_default=True,
        help="A table to read, or JSON or CSV for other programs.",
    )(command)


def output_option(command: Command) -> Command:
    """Add ``--output``, which `target` knows of; the command itself need not."""
    return click.option(
        "-o",
        "--output",
        metavar="FILE",
        cls=OneFile,
        type=click.Path(dir_okay=False, path_type=Path),
        is_eager=True,  # what --format means if left out follows from it
        expose_value=False,
        callback=lambda ctx, _, value: keep_target(ctx, value),
        help="Write the answer to a file; .txt, .json, .csv or .xlsx at its end chooses the format."
        " A file there is replaced, unless it is a store, a private key, or what this reads. - is"
        " standard output.",
    )(command)


def _read_form(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Let the ending of the file say in which form an answer is, where the option does not."""
    output = target()
    if output is None:
        return value
    meant = _ENDINGS.get(output.suffix.lower())
    if ctx.get_parameter_source(param.name or "") is not ParameterSource.DEFAULT:
        if meant and meant != value:
            raise click.UsageError(
                f"{output} is a file for {meant}, and --format says {value}", ctx
            )
        return value
    if meant is None:
        raise click.UsageError(
            f"what {output} shall hold cannot be told from its name: let it end in"
            f" {', '.join(_ENDINGS)}, or say --format",
            ctx,
        )
    return meant


def as_at_option(command: Command) -> Command:
    """Add ``--as-at``; the command takes it as ``as_at``, a day or ``None`` for today."""
    return click.option(
        "--as-at",
        callback=read_day,
        metavar="DATE",
        help="What was in force on this day (2018-11-05 or '5 November 2018'); today if left out.",
    )(command)


def as_known_option(command: Command) -> Command:
    """Add ``--as-known``; the command takes it as ``as_known``, a moment or ``None`` for all."""
    return click.option(
        "--as-known",
        callback=read_moment,
        metavar="DATETIME",
        help="What the book knew at this moment (2019-01-07T10:30, in UTC unless it names a zone;"
        " a date means the end of that day, UTC); all it knows if left out.",
    )(command)


def unit_option(command: Command) -> Command:
    """Add ``--unit``; the command takes it as ``unit``."""
    return click.option(
        "--unit",
        callback=read_unit,
        metavar="[£|£000|£m]",
        default=Unit.THOUSANDS.value,
        show_default=True,
        help="The unit of money in tables; nothing is rounded, and the amounts of a column have as"
        " many decimals as the longest of them needs. JSON and CSV are in pounds.",
    )(command)


def reads(command: Command) -> Command:
    """Add what every command that reads the book takes: ``form``, ``as_at`` and ``as_known``."""
    return format_option(as_at_option(as_known_option(command)))
