"""``minutebook diagram route``: a prescribed way of decisions as a state diagram."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app
from cli.diagram.wanted import Wanted, picture_options, write_picture
from cli.frame.asked import ask
from cli.frame.help import examples
from cli.frame.options import as_at_option, as_known_option
from cli.frame.references import not_there
from cli.route.named import IN_THE_BOOK, complete_routes, is_file, name_and_version, route_of

if TYPE_CHECKING:
    from domain.routes.route import Route


@click.command(
    epilog=examples(
        "diagram route change-request -o route.svg",
        "diagram route committee-report --version 1 --theme print -o route.pdf",
        "diagram route book:change-request/1 -o route.png",
    )
)
@click.argument("ref", metavar="ROUTE", shell_complete=complete_routes)
@click.option(
    "--version",
    type=click.IntRange(min=1),
    help="The version of the route; the highest, if left out.",
)
@picture_options()
@as_at_option
@as_known_option
@pass_app
def route(
    app: App,
    ref: str,
    *,
    version: int | None,
    wanted: Wanted,
    as_at: date | None,
    as_known: datetime | None,
) -> None:
    """Draw a route: its states in the lanes of those who act there, its steps, how it ends.

    ROUTE is a name (the highest version is meant), a name with its version as in change-request/1,
    or a file that ends in .yaml. With book: before it, or with a day or a moment, it is the route
    as the book had it in use then.
    """
    from diagrams.routes.graph import route_graph
    from diagrams.routes.picture import route_picture

    said = _with_version(ref, version)
    in_use = said.startswith(IN_THE_BOOK) or as_at is not None or as_known is not None
    found = _in_use(app, said, as_at, as_known) if in_use else route_of(app, said)
    picture = route_picture(route_graph(found), title=wanted.title, look=wanted.look)
    write_picture(picture, wanted, _drawn(found))


def _with_version(ref: str, version: int | None) -> str:
    if version is None:
        return ref
    if is_file(ref):
        raise click.UsageError(f"--version {version}: the file {ref} says its version itself")
    if name_and_version(ref)[1] is not None:
        raise click.UsageError(f"--version {version}: {ref} says the version already")
    return f"{ref}/{version}"


def _in_use(app: App, said: str, as_at: date | None, as_known: datetime | None) -> Route:
    """Return the route that was in use in the book, in the highest version unless one is named."""
    from domain.routes.route import Route
    from projections.routes.queries import list_adopted

    if is_file(said):
        raise click.UsageError(
            f"--as-at and --as-known: {said} is a file, and no route of the book"
        )
    asked = ask(app, as_at, as_known)
    known = list_adopted(asked.views, asked.as_at, asked.known)
    wanted = said.removeprefix(IN_THE_BOOK)
    found = [row for row in known if wanted in (row.ref, row.name)]
    if not found:
        ever = [row.ref for row in list_adopted(asked.views) if wanted in (row.ref, row.name)]
        ref = ever[0] if ever else wanted
        raise not_there(asked.views, "route", ref, [row.ref for row in known])
    return Route.model_validate(found[-1].definition)


def _drawn(found: Route) -> str:
    states, steps = len(found.states), len(found.steps)
    return (
        f"{found.key}: {states} {'state' if states == 1 else 'states'},"
        f" {steps} {'step' if steps == 1 else 'steps'}"
    )
