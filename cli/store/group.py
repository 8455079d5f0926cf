"""``minutebook store``: look at the store as a whole, copy it, back it up and restore it."""

from __future__ import annotations

import click

from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.store.backup import backup
from cli.store.copying import copy
from cli.store.info import info
from cli.store.restore import restore


@click.group(
    cls=Noun,
    epilog=examples(
        "store info",
        "store copy sqlite:///council.db postgresql://clerk@books/council",
        "store backup backups/2026-11-22.db",
        "store restore backups/2026-11-22.db",
    ),
)
def store() -> None:
    """Look at the store as a whole, copy it, back it up and restore it."""


store.add_command(info)
store.add_command(copy)
store.add_command(backup)
store.add_command(restore)
