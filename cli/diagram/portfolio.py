"""``minutebook diagram portfolio``: the projects as a tree, what each must save, how it stands."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app
from cli.diagram.wanted import Wanted, picture_options, write_picture
from cli.frame.asked import ask
from cli.frame.help import examples
from cli.frame.money import Unit
from cli.frame.narrowing import measure_option, only
from cli.frame.options import as_at_option, as_known_option, unit_option
from cli.frame.references import require_measure
from cli.frame.units import unit_of
from cli.saving.scoped import Named, scope_of

if TYPE_CHECKING:
    from projections.savings.tree import Tree


@click.command(
    epilog=examples(
        "diagram portfolio -o portfolio.svg --as-at 2018-09-30",
        "diagram portfolio --portfolio place --sized -o place.pdf",
        "diagram portfolio --by department --every-project --unit £m -o all.png",
    )
)
@click.option(
    "--by",
    type=click.Choice(["portfolio", "programme", "department"]),
    default="portfolio",
    show_default=True,
    help="What the projects are gathered by; programmes stand within portfolios and departments.",
)
@only("portfolio", "Only the projects of this portfolio.")
@measure_option("The measure of the amounts.")
@unit_option
@click.option(
    "--sized", is_flag=True, help="Draw a bar for each project, the longer the more it must save."
)
@click.option(
    "--every-project",
    is_flag=True,
    help="Draw each project, however many there are; else those alike are drawn as one where a page"
    " has no room for all.",
)
@picture_options()
@as_at_option
@as_known_option
@pass_app
def portfolio(
    app: App,
    *,
    by: str,
    portfolio: str | None,
    measure: str,
    unit: Unit,
    sized: bool,
    every_project: bool,
    wanted: Wanted,
    as_at: date | None,
    as_known: datetime | None,
) -> None:
    """Draw portfolios, programmes and projects as a tree, with targets and statuses.

    Each project has its target, and the letter and colour of its last status; each portfolio and
    programme has how many projects stand how, and what they come to: the figures of `portfolio`.
    GraphML and JSON carry every project, also where the drawing shows several as one.
    """
    from diagrams.portfolio.graph import portfolio_graph
    from diagrams.portfolio.picture import portfolio_picture
    from projections.savings.tree import portfolio_tree

    asked = ask(app, as_at, as_known)
    require_measure(asked.views, measure)
    if portfolio is not None:
        scope_of(asked, Named(portfolio=portfolio))  # refuses one that is not in the book
    tree = portfolio_tree(
        asked.views,
        as_at=asked.as_at,
        known=asked.known,
        by=by,
        measure=measure,
        portfolio=portfolio,
        as_known=as_known,
    )
    picture = portfolio_picture(
        portfolio_graph(tree),
        title=wanted.title,
        look=wanted.look,
        unit=unit_of(measure, unit).value,
        sized=sized,
        every=every_project,
    )
    write_picture(picture, wanted, _drawn(tree))


def _drawn(tree: Tree) -> str:
    count = tree.whole.projects
    return f"{tree.whole.name}, {count:,} {'project' if count == 1 else 'projects'}"
