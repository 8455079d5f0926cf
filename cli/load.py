"""The command that loads histories of any length."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from cli.context import App, pass_app, tell_note
from cli.frame.help import examples
from cli.frame.progress import progress_to
from cli.record import told

if TYPE_CHECKING:
    from engine.book import Order
    from engine.loading import Loaded, Loader


@click.command(
    epilog=examples(
        "load history-1998-2018.jsonl",
        "load bodies.yaml reports-2019.jsonl reports-2020.jsonl",
        "load history.jsonl --dry-run",
        "load - < history.jsonl",
    )
)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything and say what would be done.")
@pass_app
def load(app: App, files: tuple[Path, ...], *, dry_run: bool) -> None:
    """Append long histories from YAML, JSON or JSON Lines files.

    For files of many thousand entries. They are checked and decided by the same rules as those of
    `minutebook record`, and the same file again changes nothing. But a file may be of any size: it
    is read piece by piece and never held in memory. Each file is recorded whole or not at all, one
    after the other; where one is refused, those before it stay recorded, so correct it and give
    the same command again. And nobody else can record while a file is loaded (or tried with
    --dry-run); others read on, and see all of the file at once when it is recorded.

    The file - stands for standard input: YAML, JSON where it begins with [, or JSON Lines (one
    entry a line) where it begins with {. It is read to its end before the book is locked, and kept
    in a temporary file meanwhile. `minutebook schema` describes the entries.
    """
    # Imported here, not above: reading commands never need what recording needs.
    from engine.loading import Loader
    from engine.store.factory import open_store

    with open_store(app.store, app.clock) as store:
        loader = Loader(store, app.actor, app.today(), app.routes())
        (_try_out if dry_run else _load)(loader, files)
    if store.recorder.note:
        tell_note(store.recorder.note)


def _load(loader: Loader, files: tuple[Path, ...]) -> None:
    for file in files:
        with _read(file) as orders:
            loaded = loader.load(orders)
        _tell(file, loaded, dry_run=False)


def _try_out(loader: Loader, files: tuple[Path, ...]) -> None:
    from engine.files.order_stream import comes_through_a_pipe, opened

    with ExitStack() as stack:
        # While the files are tried nobody else can record: what must be waited for comes before.
        piped = {
            file: stack.enter_context(opened(file)) for file in files if comes_through_a_pipe(file)
        }
        orders = (_orders(file, piped.get(file)) for file in files)
        for file, loaded in zip(files, loader.try_out(orders), strict=True):
            _tell(file, loaded, dry_run=True)


def _orders(file: Path, source: BinaryIO | None) -> Iterator[Order]:
    with _read(file, source) as orders:
        yield from orders


@contextmanager
def _read(file: Path, source: BinaryIO | None = None) -> Iterator[Iterator[Order]]:
    """Open a file for its commands, with a bar that shows how much of it was read.

    Args:
        file: the file.
        source: the same, where it is open already.
    """
    from engine.files.order_stream import opened, size_of, stream_orders

    with (
        nullcontext(source) if source else opened(file) as given_in,
        progress_to(size_of(given_in), f"Loading {file.name}") as progress,
    ):
        yield stream_orders(given_in, file, progress)


def _tell(file: Path, loaded: Loaded, *, dry_run: bool) -> None:
    from engine.files.record_text import name_of

    for note in loaded.notes:
        tell_note(f"{name_of(file)}: {note}")
    if loaded.more_notes:
        tell_note(f"{name_of(file)}: and {loaded.more_notes:,} more such notes")
    done = told(loaded.facts, loaded.unchanged, loaded.positions, dry_run=dry_run)
    click.echo(f"{name_of(file)}: {done}")
