"""The command that creates a store."""

from __future__ import annotations

import click

from cli.context import App, pass_app
from cli.frame.help import examples


@click.command(
    epilog=examples(
        "init",
        "--store sqlite:///council.db init",
        "--store 'postgresql://clerk@db.example.org/books?schema=council' init",
    )
)
@pass_app
def init(app: App) -> None:
    """Create the store.

    A book of your own is one file, named by --store; beside it the program keeps the remembered end
    of the ledger (FILE.head) and the views (FILE.views), which can be rebuilt at any time.

    A book that many share is a schema of a PostgreSQL database; ?schema= at the end of its URL
    names it, else it is `minutebook`. One database holds as many books as you like.

    An existing store, or what is left of one, is never overwritten.
    """
    from engine.store.opening import create

    name = create(app.store)
    click.echo(f"Created {name}. Next: minutebook record FILE… (see minutebook record --help).")
