"""Where the program starts."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from cli.context import DEFAULT_STORE, App
from cli.frame.groups import Program
from cli.frame.help import SETTINGS, examples


@click.group(
    cls=Program,
    context_settings=SETTINGS,
    epilog=examples("demo", "record minutes.yaml", "portfolio --as-at 2018-09-30"),
)
@click.option(
    "--store",
    metavar="URL",
    envvar="MINUTEBOOK_STORE",
    default=DEFAULT_STORE,
    show_default=True,
    show_envvar=True,
    help="The book to work on.",
)
@click.option(
    "--as",
    "actor",
    metavar="ACTOR",
    envvar="MINUTEBOOK_ACTOR",
    show_envvar=True,
    help="Who records; without it, the name you are logged in under.",
)
@click.version_option(package_name="minutebook", message="%(prog)s %(version)s")
@click.pass_context
def minutebook(ctx: click.Context, store: str, actor: str | None) -> None:
    """Keep the minute book of an organisation.

    Decisions go into an append-only log; every view is rebuilt from it, for any day
    (--as-at) and for what was known at any time (--as-known).
    """
    ctx.obj = App(store=store, named_actor=actor)


def main() -> NoReturn:
    """Run the program with the words of the command line, and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a sign such as £ gets a substitute, not an error.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    minutebook()
    raise AssertionError("click exits by itself")


if __name__ == "__main__":
    main()
