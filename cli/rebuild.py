"""``minutebook rebuild``: make the views anew."""

from __future__ import annotations

import click

from cli.context import App, pass_app, tell_note
from cli.frame.help import examples
from cli.frame.progress import progress_to


@click.command(epilog=examples("rebuild"))
@pass_app
def rebuild(app: App) -> None:
    """Make the views, from which lists and reports are read, anew from the records.

    The views are kept in a file beside the store (FILE.views) and follow the ledger by themselves;
    nothing is lost with them. Rebuild them when that file is in doubt. A file of that name which
    is not ours is left alone.
    """
    from projections.catalogue import VIEWS  # noqa: PLC0415 - only here
    from projections.runner import rebuild as make_anew  # noqa: PLC0415 - as above

    reader = app.reader()
    length = reader.last_position()
    notes: list[str] = []
    with progress_to(length, "Rebuilding") as progress:
        make_anew(reader, VIEWS, progress=progress, note=notes.append).close()
    for note in notes:
        tell_note(note)
    done = "Built, and did not keep," if notes else "Rebuilt"
    click.echo(f"{done} {len(VIEWS)} views from {length:,} {'fact' if length == 1 else 'facts'}.")
