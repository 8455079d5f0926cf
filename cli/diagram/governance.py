"""``minutebook diagram governance``: who reports to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app, tell_note
from cli.diagram.wanted import Wanted, picture_options, write_picture
from cli.frame.asked import ask
from cli.frame.completion import references
from cli.frame.help import examples
from cli.frame.options import as_at_option, as_known_option, read_day
from cli.frame.references import not_there
from diagrams.formats import GRAPHS, PAGES

if TYPE_CHECKING:
    from cli.frame.asked import Asked
    from diagrams.governance.picture import Part
    from diagrams.governance.reading import Graph


class _Rows(click.IntRange):
    """A number of rows."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number, or say what would be one."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(f"'{value}' is no number of rows: give 0 for the top alone, or more", param)


@click.command(
    epilog=examples(
        "diagram governance -o governance.svg",
        "diagram governance --as-at 2018-11-04 --theme print -o before.pdf",
        "diagram governance --root swp-board --members --cadence -o board.png",
        "diagram governance --as-at 2018-11-05 --compare-with 2018-11-04 -o changes.svg",
        "diagram governance --by department --depth 2 --title 'Who reports to whom' -o paper.pdf",
    )
)
@click.option(
    "--root",
    metavar="REF",
    shell_complete=references("body"),
    help="Draw this body and what is below it: all that reports to it or supports it.",
)
@click.option(
    "--depth",
    type=_Rows(0),
    metavar="N",
    help="How many rows below the top to draw; what is deeper is counted in the boxes. Without it,"
    " as many as are readable on a page.",
)
@click.option("--members", is_flag=True, help="Name who sits on each body.")
@click.option("--cadence", is_flag=True, help="Write at each line how often.")
@click.option(
    "--by",
    type=click.Choice(["level", "department"]),
    default="level",
    show_default=True,
    help="How bodies are grouped.",
)
@click.option(
    "--compare-with",
    metavar="DATE",
    callback=read_day,
    help="Draw this day too: what was added, ended and changed between it and --as-at, whichever"
    " comes first, and by which decision.",
)
@picture_options()
@as_at_option
@as_known_option
@pass_app
def governance(
    app: App,
    *,
    wanted: Wanted,
    root: str | None,
    depth: int | None,
    members: bool,
    cadence: bool,
    by: str,
    compare_with: date | None,
    as_at: date | None,
    as_known: datetime | None,
) -> None:
    """Draw the bodies in force on a day and the reporting lines between them.

    Shapes tell the kinds of body and strokes the kinds of line, so that it prints in grey. A large
    structure is drawn down to the row that a page has room for, and each box says what is below it.
    No program needs to be installed for it.
    """
    from diagrams.governance.picture import governance_part, picture_of

    asked = ask(app, as_at, as_known)
    graph = _graph(asked, compare_with, by=by, members=members)
    if root is not None and root not in graph:
        raise not_there(asked.views, "body", root, list(graph))
    part = governance_part(graph, root=root, depth=depth, cadence=cadence)
    undated = _undated(asked, compare_with, part)
    part = replace(part, notes=(*part.notes, *undated))
    picture = picture_of(part, cadence=cadence, title=wanted.title, look=wanted.look)
    whole = wanted.kind in GRAPHS
    bodies, lines = part.asked.number_of_nodes(), part.asked.number_of_edges()
    if not whole:
        bodies, lines = part.bodies, part.graph.number_of_edges()
    above = 0 if whole else sum(part.graph.nodes[ref]["outside"] for ref in part.graph)
    write_picture(picture, wanted, _told(bodies, above, lines))
    too_small = [part.too_small] if part.too_small and wanted.kind in PAGES else []
    for note in (*part.circles, *undated, *too_small):
        tell_note(note)
    if part.bodies < part.of and not whole:
        drawn = f"{part.bodies:,} of {part.of:,} bodies {'is' if part.bodies == 1 else 'are'} drawn"
        tell_note(f"{drawn}: --depth N draws more rows, --root REF one body and all below it")


def _undated(asked: Asked, compare_with: date | None, part: Part) -> list[str]:
    """Say that it is not known which bodies there were, where the book tells nothing so early."""
    from diagrams.governance.undated import undated_told
    from projections.bodies.undated import first_day, undated_bodies

    earliest = asked.as_at if compare_with is None else min(asked.as_at, compare_with)
    undated = undated_bodies(asked.views, earliest, asked.known)
    first = first_day(asked.views, asked.known)
    recorded = date.fromisoformat(asked.recorded_on) if asked.recorded_on else None
    return undated_told(part.asked, undated, earliest, first, recorded)


def _graph(asked: Asked, compare_with: date | None, *, by: str, members: bool) -> Graph:
    """Return the structure of one day, or the two days that are compared."""
    from diagrams.governance.compared import compared_graph
    from diagrams.governance.graph import governance_graph
    from projections.bodies.differences import differences
    from projections.bodies.governance import structure_at

    views, known, as_known = asked.views, asked.known, asked.as_known
    if compare_with is None:
        structure = structure_at(views, asked.as_at, known, as_known=as_known, members=members)
        return governance_graph(structure, by)
    if compare_with == asked.as_at:
        raise click.UsageError(
            f"--compare-with names the day that is drawn anyway, {compare_with}: name another day"
        )
    earlier, later = sorted((compare_with, asked.as_at))
    found = differences(views, earlier, later, known, as_known=as_known, members=members)
    return compared_graph(found, by)


def _told(bodies: int, above: int, lines: int) -> str:
    """Say how much is drawn: bodies, those above them that show where they belong, and lines."""
    also = f" and {above:,} above" if above else ""
    return (
        f"{bodies:,} {'body' if bodies == 1 else 'bodies'}{also},"
        f" {lines:,} {'line' if lines == 1 else 'lines'}"
    )
