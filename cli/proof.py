"""``minutebook proof``: one fact for somebody who has a checkpoint, and not the book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click
from click.shell_completion import CompletionItem

from cli.context import App, pass_app
from cli.frame.blocks import Block, Heading, Paragraphs, Text
from cli.frame.checkpoints import (
    differs,
    named,
    origin_option,
    public_key_option,
    read_checkpoint,
    read_public_keys,
    read_tree,
    signature_failures,
)
from cli.frame.completion import references
from cli.frame.errors import CheckFailed, UnknownName
from cli.frame.files import read_bytes, tell_written, write_text
from cli.frame.findings import failures, raise_failures
from cli.frame.help import examples
from cli.frame.printing import write_blocks
from cli.frame.references import unknown
from cli.frame.targets import OneFile

if TYPE_CHECKING:
    from engine.store.reader import LedgerReader
    from proofs.checkpoint import Checkpoint
    from proofs.inclusion import InclusionProof, ProvenFact
    from proofs.keys import PublicKey

_LONGEST = 200_000_000


class _Wanted(NamedTuple):
    """What a proof was asked for, and the positions of its facts."""

    about: str
    positions: list[int]


def _any_reference(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    kinds = ("resolution", "project")
    return [item for kind in kinds for item in references(kind)(ctx, param, incomplete)]


@click.command(
    epilog=examples(
        "proof 2018/019 -o resolution.json",
        "proof targeted-reviews --against signed.checkpoint -o figures.json",
        "proof 312 -o fact.json",
        "proof --check resolution.json --against signed.checkpoint --public-key clerk.vkey",
    )
)
@click.argument(
    "subject", metavar="[SUBJECT|POSITION]", required=False, shell_complete=_any_reference
)
@click.option(
    "-o",
    "--output",
    cls=OneFile,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to; standard output if left out. A file there is replaced, unless it is a store, a"
    " private key, or what this reads.",
)
@click.option(
    "--against",
    metavar="CHECKPOINT",
    help="The checkpoint to prove it against, which the book must agree with; a new one of the"
    " whole book if left out. With --check: the checkpoint that you trust.",
)
@origin_option
@click.option("--check", metavar="FILE", help="Check a proof instead; no book is needed.")
@public_key_option
@pass_app
def proof(
    app: App,
    subject: str | None,
    *,
    output: Path | None,
    against: str | None,
    origin: str | None,
    check: str | None,
    public_keys: Sequence[str],
) -> None:
    """Write a proof that facts are in the book, or check one.

    SUBJECT is a resolution (2018/019, or ics/2018/019 where several bodies use the reference): its
    facts are that it was passed or lost and, where it was, that it was superseded. Or a project:
    its facts are all movements of its figures, of every measure. POSITION is any one fact, by the
    position that `minutebook log` and `minutebook saving history --format json` give.

    The proof is a JSON file with the facts as they are stored, the hash of the fact before each,
    its path through the Merkle tree, and the checkpoint that the path leads to.

    It proves, to whoever trusts that checkpoint: exactly these facts stood at exactly these
    positions of the book that the checkpoint was made of. It cannot prove that there are no other
    facts on the subject, that nothing was recorded later, or that the facts are true. A proof that
    brings its own checkpoint, unsigned, proves nothing: compare it with one that you had before
    (--check FILE --against CHECKPOINT), or ask who signed it (--public-key).

    To check a proof without minutebook, run `python3 verify.py FILE`, the program in every audit
    bundle.
    """
    if (subject is None) == (check is None):
        raise click.UsageError("name a SUBJECT or POSITION to prove, or a proof to --check")
    given = read_checkpoint(against) if against else None
    if check is not None:
        _check(check, given, public_keys)
    elif subject is not None:
        made = _proved(app, subject, given, origin)
        if output is None:
            click.echo(made.written(), nl=False)
        else:
            write_text(output, made.written(), store=app.store, inputs=(against,))
            tell_written(output, _described(made))


def _described(made: InclusionProof) -> str:
    count, size = len(made.facts), made.checkpoint.head.size
    facts = "one fact" if count == 1 else f"{count:,} facts"
    return f"{facts} of {made.about}, proved against a checkpoint of {size:,} facts."


def _proved(app: App, subject: str, given: Checkpoint | None, origin: str | None) -> InclusionProof:
    from proofs.checkpoint import Checkpoint, TreeHead
    from proofs.inclusion import proof_from, reading_for

    reader = app.reader()
    wanted = _wanted(reader, subject)
    size = given.head.size if given else reader.last_position()
    _require_covered(wanted, size)
    found, reading = read_tree(app, reading_for(wanted.positions, size))
    failed = failures(found)
    if given and (wrong := differs(given, reading, found)):
        failed.append(CheckFailed(wrong))
    raise_failures(failed)
    checkpoint = given or Checkpoint.of(
        named(origin, reading.first), TreeHead(size, reading.roots[size])
    )
    return proof_from(reading, wanted.about, checkpoint)


def _wanted(reader: LedgerReader, subject: str) -> _Wanted:
    """Return what a subject names: any fact by its position, else a resolution or a project."""
    if subject.isdecimal():
        position, last = int(subject), reader.last_position()
        if not 1 <= position <= last:
            raise UnknownName(f"there is no position {subject}: the book has {last:,} facts")
        return _Wanted(f"position:{position}", [position])
    ids = [*reader.originators("resolution:"), *reader.originators("project:")]
    found = [known for known in ids if _names(subject, known)]
    if not found:
        raise unknown("resolution or project", subject, [_ref(known) for known in ids])
    if len(found) > 1:
        raise UnknownName(f"{subject} names several things: write {' or '.join(found)}")
    return _Wanted(found[0], _positions(reader, found[0]))


def _ref(originator: str) -> str:
    return originator.partition(":")[2]


def _names(subject: str, originator: str) -> bool:
    kind, _, ref = originator.partition(":")
    within_body = ref.partition("/")[2] if kind == "resolution" else ref
    return subject in (originator, ref, within_body)


def _positions(reader: LedgerReader, originator: str) -> list[int]:
    from proofs.topics import MOVEMENTS

    facts = reader.entries_of(originator)
    if originator.startswith("resolution:"):
        return [fact.position for fact in facts]
    moved = [fact.position for fact in facts if fact.topic in MOVEMENTS]
    if not moved:
        raise UnknownName(
            f"{originator} has no figures yet, so there is no movement to prove; any other fact can"
            " be proved by its position, which `minutebook log` gives"
        )
    return moved


def _require_covered(wanted: _Wanted, size: int) -> None:
    late = [position for position in wanted.positions if position > size]
    if late:
        raise CheckFailed(
            f"{wanted.about} has a fact at position {late[0]:,}, which was recorded after the"
            f" checkpoint of {size:,} facts: take a later checkpoint, or prove the earlier facts by"
            " their positions"
        )


def _check(file: str, trusted: Checkpoint | None, public_keys: Sequence[str]) -> None:
    """Check a proof against the checkpoint that is trusted, else against its own."""
    from proofs.errors import NotAProof
    from proofs.inclusion import InclusionProof

    keys = read_public_keys(public_keys)
    try:
        given = InclusionProof.parse(read_bytes(file, _LONGEST))
    except NotAProof as error:
        raise NotAProof(f"{file} is no proof: {error}") from error
    failed = [CheckFailed(fault) for fault in given.faults()]
    own = given.checkpoint
    if trusted and not trusted.says_the_same(own):
        failed.append(
            CheckFailed(
                f"the proof is against another checkpoint, of {own.head.size:,} facts of the book"
                f" {own.origin}, and yours is of {trusted.head.size:,} facts of the book"
                f" {trusted.origin}: ask for one against yours (`minutebook proof … --against"
                " CHECKPOINT`)"
            )
        )
    failed += signature_failures(trusted or own, keys)
    raise_failures(failed)
    verdict = _verdict(keys, trusted=trusted is not None)
    write_blocks(_blocks(given, trusted or own, verdict))


def _blocks(given: InclusionProof, against: Checkpoint, verdict: str) -> Iterator[Block]:
    yield Heading(f"In the book of {against.origin}, at {against.head.size:,} facts")
    yield Paragraphs("Facts", [_told(fact) for fact in given.facts])
    yield Text(verdict)


def _verdict(keys: Sequence[PublicKey], *, trusted: bool) -> str:
    """Return what holds against what, and who signed it, of those who were asked for."""
    whose = "given" if trusted else "that it brings along"
    held = f"The proof holds, against the checkpoint {whose}"
    if keys:
        return f"{held}; signed by {', '.join(map(str, keys))}."
    if trusted:
        return f"{held}."
    return (
        f"{held}: whoever made the one could make the other. Give a checkpoint that you trust with"
        " --against, or the key of its signer with --public-key."
    )


def _told(fact: ProvenFact) -> tuple[str, list[str]]:
    entry = fact.entry
    what = f"{entry.originator_id}: {entry.topic}, recorded {entry.recorded_at}"
    return f"{entry.position:,}", [what, entry.state.decode()]
