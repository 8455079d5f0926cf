"""``minutebook verify``: are the facts those that were recorded?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.blocks import Block, Lines, Text
from cli.frame.errors import CheckFailed
from cli.frame.help import examples
from cli.frame.options import format_option
from cli.frame.output import page, show
from cli.frame.progress import progress_to

if TYPE_CHECKING:
    from engine.store.reader import LedgerReader
    from engine.store.verify import Verification


@click.command(
    epilog=examples("verify", "verify --format json", f"verify --kept 312 {'64f4e7c7' * 8}")
)
@click.option(
    "--kept",
    nargs=2,
    type=(click.IntRange(min=0), str),
    metavar="POSITION HASH",
    help="A position and its hash that you kept elsewhere: they must be those of the ledger.",
)
@format_option
@pass_app
def verify(app: App, *, kept: tuple[int, str] | None, form: str) -> None:
    """Check that the facts are those that were recorded.

    The exit status is 1 if any of this is not so:

    The chain holds. Each hash covers its fact and the hash before it, and all are computed again
    from the first fact on. A fact that was changed, removed, swapped or inserted breaks the chain;
    the first position that does not hold is named.

    Nothing was cut off the end. A chain that was shortened still holds, so its last position and
    hash are remembered beside the store, in FILE.head. Facts that are cut off are reported, and so
    is a chain that was made again. Facts recorded after the remembered position are not covered,
    and none is if FILE.head is missing: the answer says so.

    The store refuses to change or delete facts, whichever program asks SQLite for it. If somebody
    took that protection away, it is reported, although the facts may hold.

    The views, from which lists and reports are read (FILE.views), are not checked: `minutebook
    rebuild` makes them anew from the ledger.

    It cannot prove anything against somebody who may write both the store and FILE.head: they can
    make the chain again, and the remembered end and the protection with it. Print the last position
    and hash in the minutes, or keep them elsewhere, and give them with --kept later. Nor can it
    prove that what was recorded is true, or that the clock was right when it was recorded.
    """
    from engine.store.verify import verify_store

    reader = app.reader()
    with progress_to(reader.last_position(), "Verifying") as progress:
        found = verify_store(reader, progress=progress)
    differs = None if kept is None else _differs(reader, *kept)
    show(page(lambda: _data(found), lambda: _told(found)), form)
    failures = [*_failures(found), *([CheckFailed(differs)] if differs else [])]
    if failures:
        raise ExceptionGroup("the book is not as it was recorded", failures)


def _differs(reader: LedgerReader, position: int, kept: str) -> str | None:
    """Compare the ledger with a hash that somebody kept elsewhere, as it was printed."""
    found = reader.hash_at(position)
    if found is not None and found.hex() == kept.strip().lower():
        return None
    stands = "nothing" if found is None else f"the hash {found.hex()}"
    return (
        f"at position {position} stands {stands}, and not what you kept: this is another ledger, or"
        " it was made again. Compare the store with a copy from the time when you kept it"
    )


def _failures(found: Verification) -> list[CheckFailed]:
    failures = []
    if found.fault is not None:
        failures.append(
            f"the chain does not hold at {found.fault}. Restore the store from a copy, and compare"
            " the two"
        )
    if found.unprotected:
        failures.append(
            f"the store no longer refuses to change or delete facts: {'; '.join(found.unprotected)}"
            ". Another program did that to the file: find out which and why, compare the facts with"
            " a copy of the store, and go on with a copy in which `minutebook verify` finds nothing"
        )
    if found.damaged_head:
        failures.append(
            f"{found.damaged_head} should remember the end of the ledger, and what stands there is"
            " no head of a ledger: facts may have been cut off. Compare the last position with one"
            " kept elsewhere (--kept), then move the file away: the next record remembers the end"
        )
    return [CheckFailed(failure) for failure in failures]


def _data(found: Verification) -> dict[str, Any]:
    fault, remembered = found.fault, found.remembered
    return {
        "holds": found.holds,
        "position": found.head.position,
        "hash": found.head.hash.hex(),
        "remembered_position": remembered.position if remembered else None,
        "unproven": found.unproven,
        "first_bad_position": fault.position if fault else None,
        "fault": fault.what if fault else None,
        "unprotected": found.unprotected,
        "damaged_head": str(found.damaged_head) if found.damaged_head else None,
    }


def _told(found: Verification) -> list[Block]:
    head = found.head
    if not found.holds:
        return [Text(f"The chain holds up to position {head.position:,}, hash {head.hash.hex()}.")]
    facts = "fact" if head.position == 1 else "facts"
    told = [f"The chain holds: {head.position:,} {facts}. The last has the hash {head.hash.hex()}."]
    if found.remembered is None and not found.damaged_head:
        told.append(
            "No head is remembered beside the store: whether facts were cut off its end cannot be"
            " told."
        )
    elif found.unproven:
        last = "fact is" if found.unproven == 1 else f"{found.unproven:,} facts are"
        told.append(
            f"The last {last} not remembered beside the store: whether more followed cannot be"
            " told."
        )
    return [Lines(told)]
