"""What the commands share that record one thing: where it comes from, and that it is new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.context import App
from cli.frame.options import read_day
from cli.record import open_book, tell_notes

if TYPE_CHECKING:
    from engine.book import Book, Receipt
    from engine.commands.base import Command

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

NOTHING_RECORDED = "Nothing was recorded (--dry-run); it would be accepted."


def provenance(command: Decorated) -> Decorated:
    """Add the options that say where a record comes from, and ``--dry-run``."""
    for option in (
        click.option("--dry-run", is_flag=True, help="Check everything, record nothing."),
        click.option("--page", help="The page of the document."),
        click.option("--source", metavar="DOCUMENT", help="The document it is taken from."),
    ):
        command = option(command)
    return command


def day_option(name: str, what: str) -> Callable[[Decorated], Decorated]:
    """Return an option that takes a day."""
    return click.option(name, callback=read_day, metavar="DATE", help=what)


def command_from(
    entry: str,
    app: App,
    given: Mapping[str, Any],
    options: Mapping[str, str] | None = None,
    /,
    **more: Any,
) -> Command:
    """Build the command of an entry from what the options of the command line say.

    Args:
        entry: the name of the entry in record files.
        app: who records.
        given: the options; what is left out, and ``dry_run``, is no field.
        options: what an option is called where its name is not that of the field: a message then
            names the option.
        more: further fields.

    Raises:
        BadInput: where the fields do not make a command.
    """
    from engine.errors import BadInput, Problem
    from engine.files.one_entry import command_of

    said = {**given, **more}
    fields = {name: value for name, value in said.items() if value not in (None, [], ())}
    fields.pop("dry_run", None)
    document, page = fields.pop("source", None), fields.pop("page", None)
    if page and not document:
        raise click.UsageError("--page needs the document it is of: add --source")
    if document:
        fields["source"] = {"document": document, "page": page}
    try:
        return command_of(entry, {"actor": app.actor, **fields})
    except BadInput as error:
        raise BadInput(
            [
                Problem(None, _as_options(problem.message, options or {}))
                for problem in error.problems
            ]
        ) from error


def once(book: Book, command: Command, what: str, *, dry_run: bool) -> Receipt:
    """Record a command; a person who gives it twice is told, unlike a file that is read twice.

    Raises:
        AlreadyDecided: where the book has it already.
    """
    from domain.errors import AlreadyDecided
    from engine.book import Order

    receipt = book.record([Order(command)], dry_run=dry_run)
    if receipt.unchanged:
        raise AlreadyDecided(command.key, f"{what} is in the book already; nothing was recorded")
    return receipt


def record_one(app: App, command: Command, what: str, done: str, *, dry_run: bool) -> Receipt:
    """Record a command and say what was done.

    Args:
        app: the book.
        command: what to record.
        what: what it is, where the book has it already: ``the call-in of ics/2019/003``.
        done: what was done, as a sentence.
        dry_run: whether to check everything and record nothing.
    """
    with open_book(app) as book:
        receipt = once(book, command, what, dry_run=dry_run)
    tell_notes(receipt)
    click.echo(NOTHING_RECORDED if dry_run else done)
    return receipt


def _as_options(message: str, options: Mapping[str, str]) -> str:
    """Name the options where a message names the fields that they give."""
    for field, option in options.items():
        message = message.replace(f"`{field}`", option)
        if message.startswith(f"{field}: "):
            message = option + message.removeprefix(field)
    return message
