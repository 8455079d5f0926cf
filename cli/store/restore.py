"""``minutebook store restore``: a backup in the place of the store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.context import App, now, pass_app
from cli.frame.checkpoints import (
    differs,
    public_key_option,
    read_checkpoint,
    read_public_keys,
    signature_failures,
)
from cli.frame.errors import CheckFailed
from cli.frame.findings import raise_failures
from cli.frame.help import examples
from cli.frame.kept import kept_option
from cli.frame.progress import progress_to

if TYPE_CHECKING:
    from engine.store.reader import Head, LedgerEntry
    from engine.store.verify import Verification


@click.command(
    epilog=examples(
        "--store sqlite:///council.db store restore backups/2026-11-22.db",
        f"store restore backups/2026-11-22.db --replace --kept 312 {'64f4e7c7' * 8}",
        "store restore backups/2026-11-22.db --replace --against last-year.checkpoint",
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
@kept_option("FILE must hold them")
@click.option(
    "--against",
    metavar="CHECKPOINT",
    help="A checkpoint that you kept (- for standard input): FILE must have grown from it.",
)
@public_key_option
@pass_app
def restore(
    app: App,
    *,
    file: Path,
    replace: bool,
    lose_facts: bool,
    kept: Head | None,
    against: str | None,
    public_keys: Sequence[str],
) -> None:
    """Put a backup in the place of the store that --store names.

    FILE is a backup, or any store in a file. All of it is verified before anything is touched; if
    it does not hold, or does not hold what you --kept, or did not grow from the checkpoint that is
    given with --against, nothing is restored and the exit status is 1. Where there is no store, one
    is made, of either kind.

    Where there is one, nothing happens without --replace, and with it the old store is kept under
    another name, which is printed. Would facts be lost that FILE does not hold, they are named, the
    exit status is 1, and nothing happens without --lose-facts.

    The store is replaced at one moment: whenever this is stopped, either the old or the new one
    stands under the name, whole. Nobody may be using the old one at that moment: with others in it
    for long, nothing is replaced. The views follow by themselves.
    """
    if public_keys and not against:
        raise click.UsageError("--public-key says who signed a checkpoint: give --against too")
    grown = _Grown(against, public_keys) if against else None
    from engine.store.transfer.restore import Allowed
    from engine.store.transfer.restore import restore as put_back

    done = put_back(
        file,
        app.store,
        moment=(app.clock or now)(),
        allowed=Allowed(replace=replace, lose=lose_facts),
        kept=kept,
        witness=grown,
        watch=progress_to,
    )
    if done.kept is not None:
        click.echo(f"The store that was there is kept as {done.kept}.")
    click.echo(
        f"Restored {done.head.position:,} {'fact' if done.head.position == 1 else 'facts'} to "
        f"{done.target}. It ends at position {done.head.position}, hash {done.head.hash.hex()}."
    )


class _Grown:
    """Sees while a backup is verified whether it grew from a checkpoint."""

    def __init__(self, against: str, public_keys: Sequence[str]) -> None:
        from proofs.reading import TreeReading

        self._checkpoint = read_checkpoint(against)
        self._keys = read_public_keys(public_keys)
        self._reading = TreeReading(sizes=(self._checkpoint.head.size,))

    def see(self, entry: LedgerEntry) -> None:
        """Take the next fact of the backup."""
        self._reading(entry)

    def judge(self, found: Verification) -> None:
        """Refuse a backup that did not grow from the checkpoint, or one that is not signed."""
        wrong = differs(self._checkpoint, self._reading, found)
        failed = [CheckFailed(f"nothing was restored: of the backup, {wrong}")] if wrong else []
        raise_failures(failed + signature_failures(self._checkpoint, self._keys))
