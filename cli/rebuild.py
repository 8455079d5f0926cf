"""``minutebook rebuild``: make the views anew."""

from __future__ import annotations

import click

from cli.context import App, pass_app, tell_note
from cli.frame.errors import CheckFailed
from cli.frame.help import examples
from cli.frame.progress import progress_to


@click.command(epilog=examples("rebuild"))
@pass_app
def rebuild(app: App) -> None:
    """Make the views, from which lists and reports are read, anew from the records.

    The views are kept in a file beside the store (FILE.views), or in a schema beside a shared one
    (SCHEMA_views), and follow the ledger by themselves; nothing is lost with them. Rebuild them
    when they are in doubt: others read the old ones until the new are there. What stands in their
    place and is not ours is left alone. A ledger whose chain does not hold is not built upon: the
    exit status is 1, as with verify.
    """
    from engine.store.verify import verify_store
    from projections.catalogue import VIEWS
    from projections.runner import rebuild as make_anew

    reader = app.reader()
    length = reader.last_position()
    with progress_to(length, "Verifying") as progress:
        fault = verify_store(reader, progress=progress).fault
    if fault:
        raise CheckFailed(
            f"the chain does not hold at {fault}; the views stay as they are. See"
            " `minutebook verify`"
        )
    notes: list[str] = []
    with progress_to(length, "Rebuilding") as progress:
        views = make_anew(reader, VIEWS, progress=progress, note=notes.append)
        views.close()
    for note in notes:
        tell_note(note)
    done = "Rebuilt" if views.kept else "Built, and did not keep,"
    click.echo(f"{done} {len(VIEWS)} views from {length:,} {'fact' if length == 1 else 'facts'}.")
