"""``minutebook verify``: does the chain of hashes hold?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.blocks import Block, Text
from cli.frame.errors import CheckFailed
from cli.frame.help import examples
from cli.frame.options import format_option
from cli.frame.output import page, show
from cli.frame.progress import progress_to

if TYPE_CHECKING:
    from engine.store.verify import Verification


@click.command(epilog=examples("verify", "verify --format json"))
@format_option
@pass_app
def verify(app: App, form: str) -> None:
    """Re-compute the chain of hashes from the first fact.

    Proves that no fact was changed, removed from the middle, swapped or inserted since it was
    recorded: each hash covers its fact and the hash before it. The exit status is 1, and the first
    position that does not hold is named, if it does not.

    The hash of the last fact is kept in a file beside the store, so that facts cut off the end are
    missed. It cannot prove anything against somebody who may write both the store and that file:
    such a person can make the whole chain again. Print the last position and hash in the minutes,
    or keep them elsewhere, and compare.
    """
    from engine.store.verify import verify_store  # noqa: PLC0415 - only here

    reader = app.reader()
    with progress_to(reader.last_position(), "Verifying") as progress:
        found = verify_store(reader, progress=progress)
    show(page(lambda: _data(found), lambda: _told(found)), form)
    if found.fault is not None:
        raise CheckFailed(
            f"the chain does not hold at {found.fault}. Restore the store from a copy, and compare"
            " the two"
        )


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
    }


def _told(found: Verification) -> list[Block]:
    head = found.head
    if not found.holds:
        return [Text(f"The chain holds up to position {head.position:,}, hash {head.hash.hex()}.")]
    told = [f"The chain holds: {head.position:,} facts. The last has the hash {head.hash.hex()}."]
    if found.remembered is None:
        told.append(
            "No head is remembered beside the store: facts cut off its end would be missed."
        )
    elif found.unproven:
        last = "fact is" if found.unproven == 1 else f"{found.unproven:,} facts are"
        told.append(
            f"The last {last} not remembered beside the store: whether more followed cannot be"
            " told."
        )
    return [Text("\n".join(told))]
