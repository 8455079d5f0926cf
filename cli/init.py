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

    The views of a shared book are made at once, empty, in the schema SCHEMA_views, where you may
    create schemas: who may only read or record could not make them later.

    An existing store, or what is left of one, is never overwritten.
    """
    from engine.store.opening import create
    from engine.store.url import is_shared

    name = create(app.store)
    if is_shared(app.store):
        app.views()  # and not by whoever asks first: only its owner can make them anew
    click.echo(f"Created {name}. Next: minutebook record FILE… (see minutebook record --help).")
