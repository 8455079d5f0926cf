"""``minutebook diagram lineage``: what a decision caused, and what made a figure."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app
from cli.diagram.untraced import KINDS, nothing_found, without_lineage
from cli.diagram.wanted import Wanted, picture_options, write_picture
from cli.frame.asked import Asked, ask
from cli.frame.completion import references
from cli.frame.errors import UnknownName
from cli.frame.help import examples
from cli.frame.narrowing import measure_option
from cli.frame.options import as_at_option, as_known_option
from cli.frame.references import require_measure
from cli.frame.years import read_year

if TYPE_CHECKING:
    from projections.lineage.things import Key, Lineage


@click.command(
    epilog=examples(
        "diagram lineage 2018/022 -o what-came-of-it.svg",
        "diagram lineage targeted-reviews --year 2020/21 -o what-made-it.pdf",
        "diagram lineage action:ics/2018/022/1 --backwards -o why.png",
    )
)
@click.argument("ref", shell_complete=references(*KINDS))
@click.option("--forwards", is_flag=True, help="What came of it; of a resolution if left out.")
@click.option(
    "--backwards", is_flag=True, help="What it came from; with --forwards both are drawn."
)
@click.option(
    "--depth",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help="How many steps away from it to go; as far as there are if left out.",
)
@click.option(
    "--year", metavar="YEAR", callback=read_year, help="Of a project's figure, only this year."
)
@measure_option("Of a project, which figure.")
@picture_options()
@as_at_option
@as_known_option
@pass_app
def lineage(
    app: App,
    ref: str,
    *,
    wanted: Wanted,
    forwards: bool,
    backwards: bool,
    depth: int | None,
    year: str | None,
    measure: str,
    as_at: date | None,
    as_known: datetime | None,
) -> None:
    """Draw what came of a decision, or what made a figure, from cause to effect.

    REF is a resolution, a project (its figure is meant), a change request, an extension, an
    action, a condition, a delegated power, a gate or a case; where it may be several of these,
    the kind before it says which: extension:ASCH-2018-A.

    Without --forwards and --backwards a resolution is followed to what came of it, and all else
    both ways.
    """
    from diagrams.lineage.graph import lineage_graph
    from diagrams.lineage.picture import lineage_picture
    from projections.lineage.following import lineage as lineage_of

    asked = ask(app, as_at, as_known)
    focus = _focus(asked, ref, measure, year)
    both = forwards == backwards and (forwards or focus.kind != "resolution")
    found = lineage_of(
        asked.views,
        focus,
        as_at=asked.as_at,
        known=asked.known,
        as_known=as_known,
        forwards=both or forwards or not backwards,
        backwards=both or backwards,
        depth=depth,
        year=year,
    )
    if len(found.nodes) == 1:
        raise nothing_found(asked.views, found, ref, year)
    picture = lineage_picture(lineage_graph(found), title=wanted.title, look=wanted.look)
    write_picture(picture, wanted, _told(found))


def _focus(asked: Asked, ref: str, measure: str, year: str | None) -> Key:
    """Return what a reference means; a project stands for its figure."""
    from projections.lineage.figures import figure_of
    from projections.lineage.naming import meanings

    found = meanings(asked.views, ref)
    if not found:
        raise without_lineage(asked.views, ref)
    if len(found) > 1:
        names = " or ".join(str(each) for each in found)
        raise UnknownName(f"{ref!r} may be several things: say {names}")
    (focus,) = found
    if focus.kind == "project":
        require_measure(asked.views, measure)
        return figure_of(focus.ref, measure)
    if year is not None:
        raise click.UsageError("--year narrows the figure of a project: name the project as REF")
    return focus


def _told(found: Lineage) -> str:
    things, links = len(found.nodes), len(found.links)
    return f"{things:,} things, {links:,} link{'' if links == 1 else 's'}"
