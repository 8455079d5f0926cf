"""The command that records files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app, tell_note
from cli.frame.help import examples

if TYPE_CHECKING:
    from datetime import date

    from engine.book import Book, Order, Receipt

_WORTH_A_BAR = 200


@click.command(
    epilog=examples(
        "record minutes-2018-11-05.yaml",
        "record bodies.yaml meeting.yaml --dry-run",
        "--as 'K. Ford' record minutes.json",
        "record - < minutes.yaml",
    )
)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything and say what would be appended.")
@pass_app
def record(app: App, files: tuple[Path, ...], *, dry_run: bool) -> None:
    """Append records from YAML, JSON or JSON Lines files.

    All files of one command are recorded, or none. The same file again changes nothing; an entry
    that says something else under a reference that is used is refused, and both versions are
    shown. `minutebook schema` describes the entries.

    For minutes, day by day: others can record at the same time. Whole histories, of more than 16
    MiB, are for `minutebook load`, which records file by file and lets nobody else record
    meanwhile.

    The file - stands for standard input: YAML, JSON where it begins with [, or JSON Lines (one
    entry a line) where it begins with {.
    """
    # Imported here, not above: reading commands never need what recording needs.
    from engine.files.record_file import read_orders

    with open_book(app) as book:
        orders = read_orders(files)
        receipt = _record(book, orders, dry_run=dry_run)
    tell_notes(receipt)
    if dry_run:
        _tell_facts(receipt)
    ends = (receipt.positions[0], receipt.positions[-1]) if receipt.positions else (0, 0)
    click.echo(told(len(receipt.facts), len(receipt.unchanged), ends, dry_run=dry_run))


@contextmanager
def open_book(app: App, today: date | None = None) -> Iterator[Book]:
    """Open the book to record in it; as on another day, where one is given."""
    from engine.book import Book
    from engine.store.factory import open_store

    with open_store(app.store, app.clock) as store:
        yield Book(store, app.actor, today or app.today(), app.routes())
    if store.recorder.note:
        tell_note(store.recorder.note)


def tell_notes(receipt: Receipt) -> None:
    """Say on standard error what the person who records should know."""
    for note in receipt.notes:
        tell_note(note)


def _record(book: Book, orders: list[Order], *, dry_run: bool) -> Receipt:
    hidden = len(orders) < _WORTH_A_BAR or not sys.stderr.isatty()
    with click.progressbar(
        length=len(orders), label="Recording", file=sys.stderr, hidden=hidden
    ) as bar:

        def progress(done: int) -> None:
            bar.update(done - bar.pos)

        return book.record(orders, dry_run=dry_run, progress=progress)


def _tell_facts(receipt: Receipt) -> None:
    from projections.wording.sentences import sentence

    for fact in receipt.facts:
        day = f"{fact.decided_on}" if fact.decided_on else "undated"
        ref = fact.originator_id.partition(":")[2]
        told = sentence(fact.TOPIC, ref, fact.model_dump(mode="json", by_alias=True))
        click.echo(f"would append  {day:10}  {told}")


def told(facts: int, unchanged: int, positions: tuple[int, int], *, dry_run: bool) -> str:
    """Say what was, or would be, recorded of a file.

    Args:
        facts: how many facts are new.
        unchanged: how many entries were in the book already.
        positions: of the first and of the last new fact.
        dry_run: whether nothing was recorded.
    """
    kept = f"; {_counted(unchanged, 'entry', 'entries')} in the book already" if unchanged else ""
    if not facts:
        return f"Nothing new{kept}."
    if dry_run:
        return f"Would append {_counted(facts, 'fact', 'facts')}{kept}. Nothing was recorded."
    first, last = positions
    where = f"position {first}" if first == last else f"positions {first} to {last}"
    return f"Recorded {_counted(facts, 'fact', 'facts')} ({where}){kept}."


def _counted(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"
