"""``minutebook store restore``: a backup in the place of the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.context import App, now, pass_app
from cli.frame.help import examples
from cli.frame.progress import progress_to

if TYPE_CHECKING:
    from engine.store.reader import Head


@click.command(
    epilog=examples(
        "--store sqlite:///council.db store restore backups/2026-11-22.db",
        f"store restore backups/2026-11-22.db --replace --kept 312 {'64f4e7c7' * 8}",
        "--store postgresql://clerk@books/council store restore council.db",
    )
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--replace",
    is_flag=True,
    help="Take the place of a store that is there; it is kept under another name.",
)
@click.option(
    "--lose-facts",
    is_flag=True,
    help="Take out of the book the facts that are named when this is left out.",
)
@click.option(
    "--kept",
    nargs=2,
    type=(click.IntRange(min=0), str),
    metavar="POSITION HASH",
    help="A position and its hash that you kept elsewhere: FILE must hold them.",
)
@pass_app
def restore(
    app: App, *, file: Path, replace: bool, lose_facts: bool, kept: tuple[int, str] | None
) -> None:
    """Put a backup in the place of the store that --store names.

    FILE is a backup, or any store in a file. All of it is verified before anything is touched; if
    it does not hold, or does not hold what you --kept, nothing is restored and the exit status
    is 1. Where there is no store, one is made, of either kind.

    Where there is one, nothing happens without --replace, and with it the old store is kept under
    another name, which is printed. Would facts be lost that FILE does not hold, they are named, the
    exit status is 1, and nothing happens without --lose-facts.

    The store is replaced at one moment: whenever this is stopped, either the old or the new one
    stands under the name, whole. Nobody may be using the old one at that moment: with others in it
    for long, nothing is replaced. The views follow by themselves.
    """
    from engine.store.transfer.restore import Allowed
    from engine.store.transfer.restore import restore as put_back

    done = put_back(
        file,
        app.store,
        moment=(app.clock or now)(),
        allowed=Allowed(replace=replace, lose=lose_facts),
        kept=None if kept is None else _head(*kept),
        watch=progress_to,
    )
    if done.kept is not None:
        click.echo(f"The store that was there is kept as {done.kept}.")
    click.echo(
        f"Restored {done.head.position:,} {'fact' if done.head.position == 1 else 'facts'} to "
        f"{done.target}. It ends at position {done.head.position}, hash {done.head.hash.hex()}."
    )


def _head(position: int, digest: str) -> Head:
    from engine.store.reader import Head

    try:
        return Head(position, bytes.fromhex(digest.strip()))
    except ValueError as error:
        raise click.BadParameter(
            f"{digest!r} is no hash: it has 64 digits and letters from a to f",
            param_hint="--kept",
        ) from error
