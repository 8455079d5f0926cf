"""Checkpoints and keys as commands take them, and what the book says of a checkpoint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.context import App, tell_note
from cli.frame.errors import CheckFailed
from cli.frame.files import read_bytes
from cli.frame.progress import progress_to

if TYPE_CHECKING:
    from engine.store.verify import Verification
    from proofs.checkpoint import Checkpoint
    from proofs.keys import PrivateKey, PublicKey
    from proofs.reading import TreeReading

Command = TypeVar("Command", bound=Callable[..., Any])

_LONGEST_KEY = 100_000


def origin_option(command: Command) -> Command:
    """Add ``--origin``."""
    return click.option(
        "--origin",
        metavar="NAME",
        help="What the checkpoint calls the book, such as council.example/minutes. Without it a"
        " name made from the hash of the first fact: it is the same wherever the book is copied"
        " to, and no other book has it.",
    )(command)


def public_key_option(command: Command) -> Command:
    """Add ``--public-key``; the command takes it as ``public_keys``."""
    return click.option(
        "--public-key",
        "public_keys",
        metavar="VKEY",
        type=click.Path(),
        multiple=True,
        help="Who must have signed the checkpoint: the public key, NAME+ID+KEY, or a file that"
        " holds it. Get it from the signer, not with the checkpoint. May be given several times.",
    )(command)


def key_options(command: Command) -> Command:
    """Add ``--key`` and ``--name``."""
    key = click.option(
        "--key",
        metavar="KEYFILE",
        type=click.Path(),
        help="The private key to sign with: from `minutebook checkpoint keygen`, or an Ed25519 key"
        " in PEM.",
    )
    name = click.option(
        "--name",
        metavar="NAME",
        help="Who signs, for a key in PEM, which has no name of its own; the origin if left out."
        " A key that has a name signs in no other.",
    )
    return key(name(command))


def read_checkpoint(name: str) -> Checkpoint:
    """Read a checkpoint from a file, or from standard input for ``-``."""
    from proofs.checkpoint import Checkpoint
    from proofs.errors import NotACheckpoint
    from proofs.note import LONGEST

    try:
        return Checkpoint.parse(read_bytes(name, LONGEST))
    except NotACheckpoint as error:
        raise NotACheckpoint(f"{name} is no checkpoint: {error}") from error


def read_public_keys(given: Sequence[str]) -> list[PublicKey]:
    """Read public keys, each itself or from the file that holds it."""
    from proofs.errors import NotAKey
    from proofs.keys import PublicKey

    found = []
    for one in given:
        text = one if "+" in one else read_bytes(one, _LONGEST_KEY).decode(errors="replace")
        try:
            found.append(PublicKey.parse(text))
        except NotAKey as error:
            raise NotAKey(f"--public-key {one}: {error}") from error
    return found


def read_private_key(file: str, name: str | None, otherwise: str = "") -> PrivateKey:
    """Read a private key from its file.

    Args:
        file: the key of signed-note, or in PEM.
        name: what ``--name`` says: the name of a key in PEM, which has none of its own.
        otherwise: the name of a key in PEM where ``--name`` says nothing.
    """
    from proofs.errors import NotAKey
    from proofs.keys import PrivateKey

    data = read_bytes(file, _LONGEST_KEY)
    try:
        if b"-----BEGIN" in data:
            return PrivateKey.from_pem(data, name or otherwise)
        found = PrivateKey.parse(data.decode(errors="replace"))
    except NotAKey as error:
        raise NotAKey(f"{file}: {error}") from error
    if name and name != found.name:
        raise click.UsageError(
            f"the key in {file} is named {found.name}, and signs in no other name: leave --name out"
        )
    return found


def read_tree(
    app: App, reading: TreeReading, label: str = "Verifying"
) -> tuple[Verification, TreeReading]:
    """Check the whole ledger, and let its tree grow meanwhile."""
    from engine.store.verify import verify_store

    reader = app.reader()
    with progress_to(reader.last_position(), label) as progress:
        found = verify_store(reader, progress=progress, observe=reading)
    return found, reading


def named(origin: str | None, first: bytes | None) -> str:
    """Return the origin: as given, else the book's own name."""
    from proofs.checkpoint import origin_of

    if origin is None and first is None:
        raise click.UsageError(
            "an empty book has no name of its own: record something first, or give --origin"
        )
    return origin or origin_of(first or b"")


def differs(checkpoint: Checkpoint, reading: TreeReading, found: Verification) -> str | None:
    """Return why the book did not grow from a checkpoint, ``None`` where it did."""
    from proofs.checkpoint import is_of_another_book

    size, root = checkpoint.head
    have = reading.tree.size
    of_another = (
        f" Its origin is {checkpoint.origin}, which is the name of another book."
        if is_of_another_book(checkpoint.origin, reading.first)
        else ""
    )
    if have < size:
        if found.fault:
            return (
                f"the checkpoint of {size:,} facts cannot be compared: the chain holds up to"
                f" position {have:,} only"
            )
        return (
            f"the checkpoint was made of {size:,} facts, and the book has {have:,}: facts were cut"
            f" off its end, or this is another book.{of_another}"
        )
    if reading.roots[size] != root:
        return (
            f"the first {size:,} facts are not those that the checkpoint was made of: the root over"
            f" them is {reading.roots[size].hex()}, and not {root.hex()}. It cannot tell which fact"
            f" differs: compare the store with a copy from the time of the checkpoint.{of_another}"
        )
    return None


def signature_failures(checkpoint: Checkpoint, keys: Sequence[PublicKey]) -> list[CheckFailed]:
    """Return an error for each key that has not signed; note where nobody was asked."""
    from proofs.note import Verdict

    told = {
        Verdict.UNSIGNED: "the checkpoint is not signed by {}",
        Verdict.FORGED: "the signature of {} on the checkpoint does not hold: the checkpoint was"
        " altered, or somebody else signed in that name",
    }
    signers = [signature.name for signature in checkpoint.note.signatures]
    if signers and not keys:
        tell_note(
            f"the checkpoint says that {', '.join(signers)} signed it; that was not checked:"
            " give --public-key"
        )
    verdicts = [(key, checkpoint.note.verdict(key)) for key in keys]
    return [CheckFailed(told[verdict].format(key)) for key, verdict in verdicts if verdict in told]
