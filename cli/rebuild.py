"""``minutebook rebuild``: make the views anew."""

from __future__ import annotations

import click

from cli.context import App, pass_app
from cli.frame.help import examples
from cli.frame.progress import progress_to


@click.command(epilog=examples("rebuild"))
@pass_app
def rebuild(app: App) -> None:
    """Rebuild the views from the ledger.

    The views are kept in a file beside the store and follow the ledger by themselves; nothing is
    lost with them. Rebuild them when that file is in doubt.
    """
    from projections.catalogue import VIEWS  # noqa: PLC0415 - only here
    from projections.runner import rebuild as make_anew  # noqa: PLC0415 - as above

    reader = app.reader()
    length = reader.last_position()
    with progress_to(length, "Rebuilding") as progress:
        make_anew(reader, VIEWS, progress=progress).close()
    click.echo(f"Rebuilt {len(VIEWS)} views from {length:,} facts.")
