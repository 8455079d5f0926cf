"""``minutebook audit-bundle``: the whole book for somebody who trusts nobody."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app
from cli.frame.checkpoints import key_options, named, origin_option, read_private_key
from cli.frame.files import tell_written, written_whole
from cli.frame.findings import failures, raise_failures
from cli.frame.help import examples
from cli.frame.money import in_pounds
from cli.frame.options import read_day
from cli.frame.progress import progress_to
from cli.frame.targets import OneFile

if TYPE_CHECKING:
    from projections.views import Views
    from proofs.bundle import Bundle
    from proofs.checkpoint import Checkpoint

_MOVEMENTS = (
    "project",
    "measure",
    "year",
    "before",
    "after",
    "change",
    "decided_on",
    "recorded_at",
    "position",
)
_PIECE = 500
"""Rows of a table that are written at once."""


@click.command(
    "audit-bundle",
    epilog=examples(
        "audit-bundle -o audit.zip",
        "audit-bundle -o audit.zip --key clerk.key --as-at 2018-09-30",
    ),
)
@click.option(
    "-o",
    "--output",
    required=True,
    cls=OneFile,
    metavar="FILE.zip",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to. A file there is replaced, unless it is a store or a private key.",
)
@key_options
@origin_option
@click.option(
    "--as-at",
    callback=read_day,
    metavar="DATE",
    help="The day that figures and diagrams are made for (2018-11-05 or '5 November 2018'); if left"
    " out the day on which the last fact was recorded. All facts are in the bundle in any case.",
)
@pass_app
def audit_bundle(
    app: App,
    *,
    output: Path,
    key: str | None,
    name: str | None,
    origin: str | None,
    as_at: date | None,
) -> None:
    """Write the whole book, with its proofs, for an auditor who trusts nobody.

    The zip holds all facts, a checkpoint over them, a proof of each resolution and each movement
    of a figure, the figures as CSV, the governance as a diagram, a manifest, a README, and
    verify.py: a program of the standard library alone that checks all of it, and that can be read
    in ten minutes. The auditor runs `python3 -I verify.py audit.zip`. The same book and options
    give the same file.

    It proves that the parts fit: chain, tree, proofs, movements and yearly totals follow from the
    facts. With a checkpoint that the auditor kept, it proves that the book only grew since; with
    --key, that the holder of that key vouches for it.

    It cannot prove, without such a checkpoint or signature, that this is the book and not another
    made up since; nor that the facts are true, or that all that was decided was recorded. Which
    portfolio a project belongs to, the diagram, README.txt, verify.py itself and, without a
    checkpoint, the name of the book are not computed again by verify.py: for these the signature
    stands.
    """
    from proofs.bundle import Bundle

    if key:
        read_private_key(key, name, "any")  # what is no key is told before the book is read
    with (
        written_whole(output, store=app.store, inputs=(key,)) as draft,
        Bundle(draft) as bundle,
    ):
        checkpoint, day = _facts(app, bundle, origin, as_at)
        secret = read_private_key(key, name, checkpoint.origin) if key else None
        bundle.add_proofs(checkpoint.signed(secret) if secret else checkpoint)
        _figures(app, bundle, day, checkpoint.head.size)
        bundle.finish({"as_at": day.isoformat(), "facts": checkpoint.head.size}, secret)
    signed = f", signed by {secret.public}" if secret else ""
    tell_written(
        output,
        f"{checkpoint.head.size:,} facts, figures as at {day}{signed}. Check it"
        f" with `python3 -I verify.py {output.name}`, the program inside.",
    )


def _facts(
    app: App, bundle: Bundle, origin: str | None, as_at: date | None
) -> tuple[Checkpoint, date]:
    """Write the facts; return the checkpoint over them and the day to make the figures for."""
    from proofs.checkpoint import Checkpoint

    reader = app.reader()
    with progress_to(reader.last_position(), "Writing facts") as progress:
        found, reading, recorded_at = bundle.add_facts(reader, progress=progress)
    raise_failures(failures(found))
    if recorded_at is None:
        raise click.UsageError("the book is empty: record something first")
    checkpoint = Checkpoint.of(named(origin, reading.first), reading.head)
    return checkpoint, as_at or date.fromisoformat(recorded_at[:10])


def _figures(app: App, bundle: Bundle, day: date, known: int) -> None:
    """Write the tables and the diagram, of what is in the facts that were written and no more.

    Whoever may keep the views up could have put into them what he likes. So none that are kept are
    asked: all are built from the ledger here.
    """
    from projections.catalogue import VIEWS
    from projections.runner import from_scratch

    with progress_to(known, "Working out figures") as progress:
        built = from_scratch(app.reader(), VIEWS, until=known, progress=progress)
    with closing(built) as views:
        bundle.add("figures/movements.csv", _table(_MOVEMENTS, _movements(views, day, known)))
        header = ("measure", "portfolio", "year", "target")
        bundle.add("figures/portfolio.csv", _table(header, _portfolio(views, day, known)))
        _diagram(views, bundle, day, known)


def _movements(views: Views, day: date, known: int) -> Iterator[Sequence[object]]:
    """Yield the history of every figure of every project, oldest decision first."""
    from projections.savings.figures import measures_of
    from projections.savings.history import history
    from projections.savings.projects import projects

    for ref in projects(views, day, known):
        for measure in measures_of(views, ref):
            for move in history(views, ref, measure, as_at=day, known=known).movements:
                amounts = map(in_pounds, (move.before, move.after, move.change))
                times = (move.decided_on or "", move.recorded_at, move.position)
                yield ref, measure, move.year, *amounts, *times


def _portfolio(views: Views, day: date, known: int) -> Iterator[Sequence[object]]:
    """Yield what each portfolio must save of each measure in each year."""
    from projections.savings.figures import all_measures
    from projections.savings.portfolio import portfolio

    for measure in all_measures(views):
        found = portfolio(views, as_at=day, known=known, measure=measure)
        for group in found.groups:
            for year, target in group.targets.items():
                if target:
                    yield measure, group.ref or "", year, in_pounds(target)


def _diagram(views: Views, bundle: Bundle, day: date, known: int) -> None:
    """Draw who reports to whom; a book without bodies on that day has no diagram."""
    from projections.bodies.governance import structure_at

    structure = structure_at(views, day, known)
    if structure.bodies:
        from diagrams.governance.graph import governance_graph
        from diagrams.governance.picture import governance_picture

        picture = governance_picture(governance_graph(structure))
        bundle.add("diagrams/governance.svg", [picture.as_bytes("svg")])


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield a table as CSV, some rows at a time; no cell can be taken for a formula.

    All cells are references, years, days and amounts, which begin with none of its signs but the
    minus of a number.
    """
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(header)
    for number, row in enumerate(rows, 1):
        writer.writerow(row)
        if number % _PIECE == 0:
            yield lines.getvalue().encode()
            lines.seek(0)
            lines.truncate()
    yield lines.getvalue().encode()
