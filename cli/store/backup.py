"""``minutebook store backup``: the whole book into one file."""

from __future__ import annotations

from pathlib import Path

import click

from cli.context import App, pass_app
from cli.frame.help import examples
from cli.frame.progress import progress_to
from cli.store.bytes import in_bytes


@click.command(
    epilog=examples(
        "store backup backups/2026-11-22.db",
        "--store postgresql://clerk@books/council store backup council.db",
        "store backup --force /mnt/usb/council.db",
    )
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--force",
    is_flag=True,
    help="Replace an older backup of the same book. No other file is replaced, nor one that holds"
    " facts which the store does not.",
)
@pass_app
def backup(app: App, *, file: Path, force: bool) -> None:
    """Write the whole book into one file, while others read and record.

    FILE holds the book as it was when the backup began. It is itself a store: read it with
    `--store sqlite:///FILE`, check it with verify, put it back with `store restore`. A book in a
    PostgreSQL database is backed up into the same kind of file, and may be restored into either.

    The chain is verified while it is read, and FILE again after it is written. It gets its name
    only when it is complete, verified and on the disk; stopped before that, there is no FILE, and
    the same command goes on with what is there. A store that does not hold is not backed up: the
    exit status is 1, and `store copy` saves what is good of it.

    Keep the position and hash that are printed elsewhere than FILE: with them, `store restore
    --kept` proves that FILE is this backup. The views are not in it; they are made from the book.
    """
    from engine.store.transfer.backup import back_up

    done = back_up(app.store, file, replace=force, watch=progress_to)
    click.echo(
        f"Backed up {done.head.position:,} {'fact' if done.head.position == 1 else 'facts'} to "
        f"{file} ({in_bytes(done.size)}).\n"
        f"Keep elsewhere: position {done.head.position}, hash {done.head.hash.hex()}"
    )
