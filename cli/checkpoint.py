"""``minutebook checkpoint``: a few lines by which a book can be held to what it says today."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app, tell_note
from cli.frame.blocks import Block, Details, Table
from cli.frame.checkpoints import (
    differs,
    key_options,
    named,
    origin_option,
    public_key_option,
    read_checkpoint,
    read_private_key,
    read_public_keys,
    read_tree,
    signature_failures,
)
from cli.frame.errors import CheckFailed
from cli.frame.files import STREAM, read_bytes, require_replaceable, tell_written, write_text
from cli.frame.findings import failures, raise_failures
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.options import format_alone_option, format_option
from cli.frame.output import page, show
from cli.frame.targets import OneFile

if TYPE_CHECKING:
    from proofs.checkpoint import Checkpoint
    from proofs.growth import GrowthProof

_OWNER_ONLY = 0o600

_output = click.option(
    "-o",
    "--output",
    cls=OneFile,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to; standard output if left out. A file there is replaced, unless it is a store, a"
    " private key, or what this reads.",
)


@click.group(
    cls=Noun,
    epilog=examples("checkpoint create -o today.checkpoint", "checkpoint check today.checkpoint"),
)
def checkpoint() -> None:
    """A few lines by which a book can be held to what it says today.

    A checkpoint says how many facts the book has, and the root of the Merkle tree over them. Print
    it in the minutes, send it to the auditor, or publish it: whoever has it can prove later, with
    `minutebook verify --against`, that the book only grew since. It gives nothing of the facts
    away. Its form is that of transparency logs (c2sp.org/tlog-checkpoint), so their tools read it.
    """


@checkpoint.command(
    "create",
    epilog=examples(
        "checkpoint create",
        "checkpoint create --origin council.example/minutes -o today.checkpoint",
        "checkpoint create --format json",
    ),
)
@_output
@origin_option
@format_alone_option
@pass_app
def create(app: App, *, output: Path | None, origin: str | None, form: str) -> None:
    """Make a checkpoint of the book as it is now.

    All facts are read and their chain is computed again on the way; of a book in which `minutebook
    verify` would find a fault there is no checkpoint, and the exit status is 1.

    It proves, later and to whoever kept it: these facts, in this order, were in the book when it
    was made, if the book still agrees with it. It cannot prove when it was made, nor by whom:
    let somebody else sign it, or date it by where you keep it. Nor can it prove that the facts are
    true, or that no second book is kept beside this one.
    """
    from proofs.checkpoint import Checkpoint
    from proofs.reading import TreeReading

    found, reading = read_tree(app, TreeReading())
    raise_failures(failures(found))
    made = Checkpoint.of(named(origin, reading.first), reading.head)
    if output:
        write_text(output, str(made), store=app.store, inputs=())
        tell_written(output, f"{made.head.size:,} facts, root {made.head.root.hex()}.")
    elif form == "table":
        click.echo(str(made), nl=False)
    else:
        show(page(lambda: _data(made, []), lambda: _blocks(made, [])), form)


@checkpoint.command(
    "sign",
    epilog=examples(
        "checkpoint sign --key clerk.key today.checkpoint -o today.checkpoint",
        "checkpoint sign --key chair.pem --name chair.council.example today.checkpoint",
    ),
)
@click.argument("file", default=STREAM, type=click.Path())
@key_options
@_output
@click.option(
    "--unchecked",
    is_flag=True,
    help="Do not ask the book: sign a checkpoint that you cannot compare with it. All its lines are"
    " signed, any after the third included, whatever they say: read them first.",
)
@pass_app
def sign(
    app: App, file: str, *, key: str | None, name: str | None, output: Path | None, unchecked: bool
) -> None:
    """Add a signature to a checkpoint, from a file or standard input.

    First the whole book is read: what does not agree with it is not signed, and the exit status is
    1. Signatures that are there stay, so several may sign; that of the same key is made anew. The
    form is that of signed notes with Ed25519 (c2sp.org/signed-note).

    A signature proves to whoever has the public key that the holder of the private key signed this
    checkpoint. It cannot prove when; and it proves no more of the book than the checkpoint does.
    Whoever signs two checkpoints of which the one did not grow from the other can be convicted by
    them: keep what you signed.
    """
    from proofs.reading import TreeReading

    if key is None:
        raise click.UsageError("--key is missing: `minutebook checkpoint keygen` makes one")
    given = read_checkpoint(file)
    secret = read_private_key(key, name, given.origin)
    if not unchecked:
        found, reading = read_tree(app, TreeReading(sizes=(given.head.size,)))
        wrong = differs(given, reading, found)
        raise_failures([*failures(found), *([CheckFailed(wrong)] if wrong else [])])
    signed = str(given.signed(secret))
    if output:
        write_text(output, signed, store=app.store, inputs=(key,))
        tell_written(output, f"signed by {secret.public}.")
    else:
        click.echo(signed, nl=False)


@checkpoint.command(
    "check",
    epilog=examples(
        "checkpoint check today.checkpoint --public-key clerk.vkey",
        "checkpoint check today.checkpoint --format json",
    ),
)
@click.argument("file", default=STREAM, type=click.Path())
@public_key_option
@format_option
def check(file: str, *, public_keys: Sequence[str], form: str) -> None:
    """Show what a checkpoint says and who signed it; no book is needed.

    With --public-key, the exit status is 1 unless each of these keys signed it. Without, nothing
    is proved: anybody can write any name. Whether the book agrees is for `minutebook verify
    --against` to say.
    """
    found = read_checkpoint(file)
    keys = read_public_keys(public_keys)
    failed = signature_failures(found, keys)
    checked = {(key.name, key.id): found.note.verdict(key).value for key in keys}
    verdicts = [
        (signature.name, checked.get((signature.name, signature.key_id), "not checked"))
        for signature in found.note.signatures
    ]
    show(page(lambda: _data(found, verdicts), lambda: _blocks(found, verdicts)), form)
    raise_failures(failed)


def _data(found: Checkpoint, verdicts: Sequence[tuple[str, str]]) -> dict[str, Any]:
    return {
        "origin": found.origin,
        "size": found.head.size,
        "root": found.head.root.hex(),
        "signatures": [{"name": name, "verdict": told} for name, told in verdicts],
        "text": str(found),
    }


def _blocks(found: Checkpoint, verdicts: Sequence[tuple[str, str]]) -> list[Block]:
    head = found.head
    told = (("Origin", found.origin), ("Facts", f"{head.size:,}"), ("Root", head.root.hex()))
    return [
        Details(told),
        Table(
            ("Name", "Signature"),
            verdicts,
            title="Signatures",
            empty="Nobody has signed it.",
        ),
    ]


@checkpoint.command(
    "growth",
    epilog=examples(
        "checkpoint growth last-year.checkpoint -o growth.json",
        "checkpoint growth last-year.checkpoint --to today.checkpoint -o growth.json",
        "checkpoint growth --check growth.json --against last-year.checkpoint",
    ),
)
@click.argument("old", required=False, type=click.Path())
@click.option(
    "--to", metavar="NEW", help="The later checkpoint; one of the whole book if left out."
)
@_output
@origin_option
@click.option(
    "--check", "checked", metavar="FILE", help="Check a proof instead; no book is needed."
)
@click.option(
    "--against",
    metavar="CHECKPOINT",
    help="With --check: a checkpoint that you trust, which must be one of the two.",
)
@public_key_option
@pass_app
def growth(
    app: App,
    old: str | None,
    *,
    to: str | None,
    output: Path | None,
    origin: str | None,
    checked: str | None,
    against: str | None,
    public_keys: Sequence[str],
) -> None:
    """Prove that the book grew from one checkpoint to another, or check such a proof.

    The proof is for somebody who has both checkpoints and may not see the book: some twenty hashes
    that give nothing of the facts away (the consistency proof of RFC 9162).

    It proves that the later book begins with all facts of the earlier one, unaltered and in their
    order. It cannot prove whose checkpoints they are: give the one that you kept (--against), or
    name who must have signed both (--public-key). From a checkpoint of no facts every book grows,
    so that one proves nothing. Both must name the same book; the later one is named as the earlier.
    """
    if (old is None) == (checked is None):
        raise click.UsageError(
            "name the OLD checkpoint to prove growth from, or a proof to --check"
        )
    if checked is not None:
        _check_growth(checked, read_checkpoint(against) if against else None, public_keys)
        return
    if against is not None:
        raise click.UsageError("--against goes with --check: to prove growth, name OLD and --to")
    earlier = read_checkpoint(old or STREAM)
    later = read_checkpoint(to) if to else None
    made = _growth(app, earlier, later, origin)
    if output:
        write_text(output, made.written(), store=app.store, inputs=(old, to))
        tell_written(output, f"from {made.old.head.size:,} facts to {made.new.head.size:,}.")
    else:
        click.echo(made.written(), nl=False)


def _growth(
    app: App, earlier: Checkpoint, later: Checkpoint | None, origin: str | None
) -> GrowthProof:
    """Prove that the book grew from one checkpoint to another, or to its end."""
    from proofs.checkpoint import Checkpoint, TreeHead
    from proofs.growth import growth_from, reading_for_growth

    size = later.head.size if later else app.reader().last_position()
    if size < earlier.head.size:
        raise CheckFailed(
            f"from {earlier.head.size:,} facts to {size:,} is no growth: facts were cut off, or the"
            " two checkpoints stand in the wrong order"
        )
    found, reading = read_tree(app, reading_for_growth(earlier.head.size, size))
    wrong = [differs(one, reading, found) for one in (earlier, later) if one]
    raise_failures([*failures(found), *(CheckFailed(one) for one in wrong if one)])
    later = later or Checkpoint.of(origin or earlier.origin, TreeHead(size, reading.roots[size]))
    made = growth_from(reading, earlier, later)
    if made.fault:
        raise CheckFailed(made.fault)
    return made


def _check_growth(file: str, trusted: Checkpoint | None, public_keys: Sequence[str]) -> None:
    from proofs.errors import NotAProof
    from proofs.growth import GrowthProof
    from proofs.note import LONGEST

    keys = read_public_keys(public_keys)
    try:
        given = GrowthProof.parse(read_bytes(file, LONGEST))
    except NotAProof as error:
        raise NotAProof(f"{file} is no proof of growth: {error}") from error
    both = (given.old, given.new)
    failed = [one for part in both for one in signature_failures(part, keys)]
    if given.fault:
        failed.append(CheckFailed(given.fault))
    if trusted and not any(trusted.says_the_same(part) for part in both):
        failed.append(
            CheckFailed(
                f"neither checkpoint of the proof is the one given, of {trusted.head.size:,} facts"
                f" of the book {trusted.origin}: ask for a proof from yours"
            )
        )
    raise_failures(failed)
    click.echo("The book grew from the first of these checkpoints to the second:")
    for part in both:
        click.echo(f"\n{part}", nl=False)
    if given.old.head.size == 0:
        tell_note("the first is of a book without facts, from which every book grows")
    elif not trusted and not keys:
        tell_note(
            "whoever made the proof could make both checkpoints: give one that you trust with"
            " --against, or the key of their signer with --public-key"
        )


@checkpoint.command(
    "keygen",
    epilog=examples("checkpoint keygen --name clerk.council.example -o clerk.key > clerk.vkey"),
)
@click.option(
    "--name",
    metavar="NAME",
    required=True,
    help="Who signs with it: text without spaces or plus signs, best a net name of your own.",
)
@click.option(
    "-o",
    "--output",
    cls=OneFile,
    metavar="KEYFILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the private key goes; only you may read the file, and none is overwritten.",
)
@pass_app
def keygen(app: App, *, name: str, output: Path) -> None:
    """Make a key to sign with: write the private key, print the public key.

    Whoever has the private key can sign in your name: keep it off the machine that keeps the book,
    if you can. Publish the public key where those who check can get it without asking the book.
    """
    from proofs.keys import PrivateKey

    key = PrivateKey.generate(name)
    if not os.path.lexists(output):  # nothing is replaced, but a store must find its own names free
        require_replaceable(output, store=app.store, inputs=())
    try:
        descriptor = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError as error:
        raise click.UsageError(
            f"{output} is there already, and a key that is lost cannot be made again: choose"
            " another file"
        ) from error
    try:
        with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - a descriptor
            file.write(f"{key.written()}\n")
            file.flush()
            os.fsync(descriptor)
    except OSError as error:  # half a key signs nothing, and stands in the way of the next
        output.unlink()
        raise OSError(error.errno, error.strerror, str(output)) from error
    click.echo(key.public)


@checkpoint.command(
    "public-key",
    epilog=examples(
        "checkpoint public-key --key clerk.key",
        "checkpoint public-key --key chair.pem --name chair.council.example",
    ),
)
@key_options
def public_key(*, key: str | None, name: str | None) -> None:
    """Print the public key that belongs to a private key, as --public-key takes it."""
    if key is None:
        raise click.UsageError("--key is missing: name the file of the private key")
    click.echo(read_private_key(key, name).public)
