"""``minutebook diagram governance``: who reports to whom."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app, tell_note
from cli.frame.asked import ask
from cli.frame.files import require_replaceable, tell_written
from cli.frame.help import examples
from cli.frame.options import as_at_option, as_known_option
from cli.frame.targets import OneFile

if TYPE_CHECKING:
    from projections.structure import Structure


@click.command(
    epilog=examples(
        "diagram governance -o governance.svg",
        "diagram governance --as-at 2018-11-04 -o before.png",
        "diagram governance --group-by department --title 'Who reports to whom' -o paper.pdf",
    )
)
@click.option(
    "-o",
    "--output",
    required=True,
    cls=OneFile,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to; its ending chooses the format: .svg, .png, .pdf, .dot or .mmd (Mermaid).",
)
@click.option(
    "--group-by",
    type=click.Choice(["level", "department"]),
    default="level",
    show_default=True,
    help="How bodies are grouped.",
)
@click.option("--title", metavar="TEXT", help="The heading of the picture.")
@as_at_option
@as_known_option
@pass_app
def governance(
    app: App,
    *,
    output: Path,
    group_by: str,
    title: str | None,
    as_at: date | None,
    as_known: datetime | None,
) -> None:
    """Draw the bodies in force on a day and the reporting lines between them.

    No program needs to be installed for it. The SVG carries a title and a description in words
    for screen readers; shapes and line styles carry the meaning, so that it prints in grey.
    """
    from diagrams.governance_file import check_target, write
    from projections.bodies.governance import structure_at

    check_target(output)
    require_replaceable(output, store=app.store, inputs=())
    asked = ask(app, as_at, as_known)
    structure = structure_at(asked.views, asked.as_at, asked.known, as_known=as_known)
    path = write(structure, output, title=title, group_by=group_by, note=tell_note)
    tell_written(path, f"{_drawn(structure)}.")


def _drawn(structure: Structure) -> str:
    bodies, lines = len(structure.bodies), len(structure.lines)
    return (
        f"{bodies:,} {'body' if bodies == 1 else 'bodies'},"
        f" {lines:,} {'line' if lines == 1 else 'lines'}"
    )
