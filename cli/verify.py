"""``minutebook verify``: are the facts those that were recorded?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cli.context import App, pass_app
from cli.frame.blocks import Block, Lines, Text
from cli.frame.checkpoints import (
    differs,
    public_key_option,
    read_checkpoint,
    read_public_keys,
    signature_failures,
)
from cli.frame.errors import CheckFailed
from cli.frame.findings import failures, raise_failures
from cli.frame.help import examples
from cli.frame.kept import kept_option
from cli.frame.options import format_option
from cli.frame.output import page, show
from cli.frame.progress import progress_to
from cli.frame.views import views_data, views_failures, views_told

if TYPE_CHECKING:
    from engine.store.reader import Head, LedgerReader
    from engine.store.verify import Verification
    from projections.comparing import Comparison
    from proofs.checkpoint import Checkpoint


@click.command(
    epilog=examples(
        "verify",
        "verify --format json",
        f"verify --kept 312 {'64f4e7c7' * 8}",
        "verify --against last-year.checkpoint --public-key clerk.vkey",
        "verify --views",
    )
)
@kept_option("they must be those of the ledger")
@click.option(
    "--against",
    metavar="CHECKPOINT",
    type=click.Path(),
    help="A checkpoint that you kept (- for standard input): the book must have grown from it.",
)
@public_key_option
@click.option(
    "--views",
    is_flag=True,
    help="Compare the kept views, which lists and reports are read from, with the ledger too.",
)
@format_option
@pass_app
def verify(
    app: App,
    *,
    kept: Head | None,
    against: str | None,
    public_keys: Sequence[str],
    views: bool,
    form: str,
) -> None:
    """Check that the facts are those that were recorded.

    The exit status is 1 if any of this is not so:

    The chain holds. Each hash covers its fact and the hash before it, and all are computed again
    from the first fact on. A fact that was changed, removed, swapped or inserted breaks the chain;
    the first position that does not hold is named.

    Nothing was cut off the end. A chain that was shortened still holds, so its last position and
    hash are remembered: beside the store, in FILE.head, or in a row of a shared book. Facts that
    are cut off are reported, and so is a chain that was made again. Facts recorded after the
    remembered position are not covered, and none is if FILE.head is missing, as it is beside a
    backup: the answer says so, and --kept says more.

    The store refuses to change or delete facts, whichever program asks SQLite or PostgreSQL for it.
    If somebody took that protection away, it is reported, although the facts may hold.

    With --views, the views hold too, from which lists and reports are read (FILE.views, or the
    schema SCHEMA_views beside a shared book). All are built again in memory, and every row of every
    table is compared, as far as the kept ones have read; those that differ are named. This takes as
    long as `minutebook rebuild`, a few seconds for 60,000 facts, and changes nothing. It proves
    that lists were right at that moment: whoever may write the views can forge them a minute later.
    Without --views they are not checked; `minutebook rebuild` makes them anew from the ledger.

    With --against, the book only grew since a checkpoint was made of it (`minutebook checkpoint`):
    the root over its first facts is computed again and is that of the checkpoint, so none of them
    was altered, removed, swapped or put between them since. Facts recorded later are checked by
    the chain alone. A checkpoint proves that much whoever may write the store, if you kept it where
    they cannot, or if it is signed and --public-key names the signer.

    It cannot prove anything against somebody who may write both the store and FILE.head, or who
    owns a shared book: they can make the chain again, and the remembered end and the protection
    with it. Print the last position
    and hash in the minutes, or keep them elsewhere, and give them with --kept later; or keep a
    checkpoint. Nor can it prove that what was recorded is true, or that the clock was right when it
    was recorded.
    """
    if public_keys and not against:
        raise click.UsageError("--public-key says who signed a checkpoint: give --against too")
    checkpoint = read_checkpoint(against) if against else None
    keys = read_public_keys(public_keys)
    reader = app.reader()
    found, compared = _verified(reader, checkpoint)
    seen = _views_compared(reader) if views and found.holds else None
    failed = failures(found)
    if kept and (wrong := _differs(reader, kept)):
        failed.append(CheckFailed(wrong))
    if compared:
        failed += [CheckFailed(compared.wrong)] if compared.wrong else []
        failed += signature_failures(compared.checkpoint, keys)
    if views:
        failed += views_failures(seen, reader.name)
    show(
        page(
            lambda: _data(found, compared) | ({"views": views_data(seen)} if views else {}),
            lambda: [*_told(found, compared), *([Text(views_told(seen))] if seen else [])],
        ),
        form,
    )
    raise_failures(failed)


class _Compared(NamedTuple):
    """A checkpoint, and why the book did not grow from it, where it did not."""

    checkpoint: Checkpoint
    wrong: str | None


def _verified(
    reader: LedgerReader, checkpoint: Checkpoint | None
) -> tuple[Verification, _Compared | None]:
    """Check the ledger; the tree is grown, and paid for, only where there is a checkpoint."""
    from engine.store.verify import verify_store

    with progress_to(reader.last_position(), "Verifying") as progress:
        if checkpoint is None:
            return verify_store(reader, progress=progress), None
        from proofs.reading import TreeReading

        reading = TreeReading(sizes=(checkpoint.head.size,))
        found = verify_store(reader, progress=progress, observe=reading)
    return found, _Compared(checkpoint, differs(checkpoint, reading, found))


def _views_compared(reader: LedgerReader) -> Comparison:
    """Compare the kept views with the ledger, which holds."""
    from projections.catalogue import VIEWS
    from projections.comparing import compare

    with progress_to(reader.last_position(), "Comparing views") as progress:
        return compare(reader, VIEWS, progress=progress)


def _differs(reader: LedgerReader, kept: Head) -> str | None:
    """Compare the ledger with a hash that somebody kept elsewhere."""
    found = reader.hash_at(kept.position)
    if found == kept.hash:
        return None
    stands = "nothing" if found is None else f"the hash {found.hex()}"
    return (
        f"at position {kept.position} stands {stands}, and not what you kept: this is another"
        " ledger, or it was made again. Compare the store with a copy from the time when you kept"
        " it"
    )


def _data(found: Verification, compared: _Compared | None) -> dict[str, Any]:
    fault, remembered = found.fault, found.remembered
    data = {
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
    if compared:
        size, root = compared.checkpoint.head
        data["checkpoint"] = {
            "origin": compared.checkpoint.origin,
            "size": size,
            "root": root.hex(),
            "agrees": compared.wrong is None,
        }
    return data


def _told(found: Verification, compared: _Compared | None) -> list[Block]:
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
    if compared and not compared.wrong:
        origin, (size, _) = compared.checkpoint.origin, compared.checkpoint.head
        told.append(
            f"It only grew since the checkpoint of {origin}: that was made of the first {size:,}"
            f" facts, and {head.position - size:,} came after."
        )
    return [Lines(told)]
