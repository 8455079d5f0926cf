"""``minutebook route diff``: what two routes say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.context import App, pass_app
from cli.frame.blocks import Table
from cli.frame.help import examples
from cli.frame.options import format_option
from cli.frame.output import Answer, Sheet, show
from cli.route.named import complete_routes, route_of

if TYPE_CHECKING:
    from engine.routes.differences import Difference

_HEADER = ("what", "name", "change", "field", "before", "after")


@click.command(
    epilog=examples(
        "route diff change-request/1 change-request-2.yaml",
        "route diff book:change-request/1 change-request/1",
    )
)
@click.argument("old", metavar="A", shell_complete=complete_routes)
@click.argument("new", metavar="B", shell_complete=complete_routes)
@format_option
@pass_app
def diff(app: App, old: str, new: str, form: str) -> None:
    """Show what route B says differently from route A.

    A and B are names, names with a version as in change-request/1, or files that end in .yaml; with
    book: before a name, the route as the cases of the book follow it. Steps are told by their names
    and the states they leave.
    """
    from engine.routes.differences import differences

    first, second = route_of(app, old), route_of(app, new)
    found = differences(first, second)
    rows = [_row(difference) for difference in found]
    title = f"What {second.key} says differently from {first.key}"
    empty = f"{first.key} and {second.key} say the same of bodies, states and steps."
    answer = Answer(
        lambda: [dict(zip(_HEADER, row, strict=True)) for row in rows],
        lambda: [Table(("What", "Name", "", "Field", "Before", "After"), rows, title, empty)],
        lambda: Sheet(_HEADER, rows),
    )
    show(answer, form)


def _row(found: Difference) -> tuple[str, ...]:
    return found.what, found.name, found.change.value, found.field, found.before, found.after
