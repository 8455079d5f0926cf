"""The program, and the options that go before its commands."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from cli.context import DEFAULT_STORE, App
from cli.frame.groups import Program
from cli.frame.help import SETTINGS, examples
from cli.frame.version import show_version


@click.group(
    cls=Program,
    context_settings=SETTINGS,
    epilog=examples(
        "demo",
        "record minutes.yaml",
        "resolution list --body ics",
        "saving history targeted-reviews",
        "portfolio --as-at 2018-09-30",
    ),
)
@click.option(
    "--store",
    metavar="URL",
    envvar="MINUTEBOOK_STORE",
    default=DEFAULT_STORE,
    show_default=True,
    show_envvar=True,
    help="The book to work on: sqlite:/// and the name of its file, or postgresql:// and the "
    "address of a database that many share.",
)
@click.option(
    "--as",
    "actor",
    metavar="ACTOR",
    envvar="MINUTEBOOK_ACTOR",
    show_envvar=True,
    help="Who records; without it, the name you are logged in under.",
)
@click.option(
    "--routes",
    "route_folders",
    metavar="DIR",
    envvar="MINUTEBOOK_ROUTES",
    show_envvar=True,
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with routes of your own, beside those in the folder `routes` next to the book; "
    "may be given again.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=show_version,
    help="Show the version and exit.",
)
@click.pass_context
def minutebook(
    ctx: click.Context, store: str, actor: str | None, route_folders: tuple[Path, ...]
) -> None:
    """Keep the minute book of an organisation.

    The book records who decided what, when and on whose authority: committees, meetings,
    resolutions, savings targets and every change to them. Nothing that was recorded is ever altered
    or deleted; what was wrong is corrected by a further record.

    Lists and reports are made from the records, for any day (--as-at) and for what was known at
    any moment (--as-known). To see it at work, try `minutebook demo`; to begin a book of your own,
    `minutebook init`, and then record your minutes from files. Every command explains itself:
    `minutebook COMMAND --help`.
    """
    ctx.obj = App(store=store, named_actor=actor, route_folders=route_folders)


def main() -> NoReturn:
    """Run the program with the words of the command line, and exit with its status."""
    _open_closed_streams()
    # Long answers are made of objects that live to the end: to look through them again and again
    # for some that do not is a seventh of the time of a list of ten thousand.
    gc.set_threshold(50_000, 20, 100)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a sign such as £ gets a substitute, not an error.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    minutebook()
    raise AssertionError("click exits by itself")


def _open_closed_streams() -> None:
    """Let what is written to a stream that the shell closed (``>&-``) go nowhere.

    Each gets its number back, so that no file of the book is opened under it and written to.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # it is closed: the next file to be opened has the lowest free number
            os.open(os.devnull, os.O_RDWR)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the very end
            setattr(sys, name, nowhere)


if __name__ == "__main__":
    main()
