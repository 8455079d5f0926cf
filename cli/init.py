"""The command that creates a store."""

from __future__ import annotations

import click

from cli.context import App, pass_app
from cli.frame.help import examples


@click.command(epilog=examples("init", "--store sqlite:///council.db init"))
@pass_app
def init(app: App) -> None:
    """Create the store.

    The book is one file, named by --store; beside it the program keeps the remembered end of the
    ledger (FILE.head) and the views (FILE.views), which can be rebuilt at any time. An existing
    store, or what is left of one, is never overwritten.
    """
    from engine.store.opening import create

    path = create(app.store)
    click.echo(f"Created {path}. Next: minutebook record FILE… (see minutebook record --help).")
