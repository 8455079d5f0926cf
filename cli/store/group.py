"""``minutebook store``: look at the store as a whole, copy it, back it up and restore it."""

from __future__ import annotations

import click

from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.store.copying import copy


@click.group(
    cls=Noun,
    epilog=examples(
        "store copy sqlite:///council.db postgresql://clerk@books/council",
    ),
)
def store() -> None:
    """Look at the store as a whole, copy it, back it up and restore it."""


store.add_command(copy)
