"""``minutebook store copy``: the whole book into another store."""

from __future__ import annotations

import click

from cli.context import tell_note
from cli.frame.help import examples
from cli.store.reached import Reached


@click.command(
    epilog=examples(
        "store copy sqlite:///council.db sqlite:////srv/books/council.db",
        "store copy sqlite:///council.db postgresql://clerk@books/council",
        "store copy 'postgresql://clerk@books/council?schema=parks' sqlite:///parks.db",
    )
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    """Copy the whole book from one store into another.

    FROM and TO are URLs, as --store takes them, of either kind; --store itself is not asked. TO is
    created when there is none. Every fact keeps its position, its moment of recording and its hash,
    so whoever holds a hash of FROM can check TO with it.

    The chain of FROM is verified on the way, from its first fact on each time: where it does not
    hold, copying stops, TO keeps what is good before that position, and the exit status is 1. So it
    is when TO holds another book, or more of this one.

    FROM may be in use; the copy goes to the end that FROM had when copying began. It is committed
    every 10,000 facts: after Ctrl-C, a full disk or a power cut, run the same command again, and it
    goes on where TO ends. The same later brings TO up to date, so long as nobody records in TO.
    """
    from engine.store.errors import Differs, StoreError
    from engine.store.transfer.copying import copy as copy_store

    reached = Reached("Copying")
    try:
        copied = copy_store(source, target, watch=reached.watch)
    except (StoreError, KeyboardInterrupt) as error:
        if reached.position and not isinstance(error, Differs):  # which would differ again
            tell_note(
                f"the copy holds everything up to position {reached.position:,}: run the same "
                "command again to go on from there"
            )
        raise
    click.echo(
        f"Copied {copied.entries:,} {'fact' if copied.entries == 1 else 'facts'} to "
        f"{copied.target}. It ends at position {copied.head.position}, hash "
        f"{copied.head.hash.hex()}."
    )
