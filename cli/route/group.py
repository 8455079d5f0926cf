"""``minutebook route``: the prescribed ways of decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app, tell_note
from cli.frame.asked import ask
from cli.frame.blocks import Table
from cli.frame.groups import Noun
from cli.frame.help import examples
from cli.frame.options import format_option, reads
from cli.frame.output import Answer, Sheet, page, show
from cli.route.check import check
from cli.route.diff import diff
from cli.route.named import complete_routes, route_of, written_route
from cli.route.page import route_page
from cli.route.simulate import simulate

if TYPE_CHECKING:
    from engine.routes.reading import WrittenRoute
    from projections.routes.queries import AdoptedRow


@click.group(
    cls=Noun,
    epilog=examples("route list", "route show change-request", "route check own-route.yaml"),
)
def route() -> None:
    """Routes: the prescribed ways of decisions, as data."""


@route.command("list", epilog=examples("route list", "--routes ~/routes route list"))
@reads
@pass_app
def list_(app: App, as_at: date | None, as_known: datetime | None, form: str) -> None:
    """List the routes at hand, and since when each is in use in the book.

    A case follows the version of its route with which it began, as the book took it down then,
    whatever becomes of the file.
    """
    in_use = {row.ref: row for row in _in_use(app, as_at, as_known)}
    at_hand = {str(written.route.key): written for written in app.routes().all()}
    refs = sorted({*in_use, *at_hand}, key=_by_name_and_version)
    rows = [_row(ref, at_hand.get(ref), in_use.get(ref)) for ref in refs]
    header = ("route", "title", "subject", "states", "steps", "kept_in", "in_use_since")
    columns = ("Route", "Title", "Travels", "States>", "Steps>", "Kept in", "In use since")
    told = [[str(cell if cell is not None else "") for cell in row] for row in rows]
    answer = Answer(
        lambda: [dict(zip(header, row, strict=True)) for row in rows],
        lambda: [Table(columns, told, "Routes")],
        lambda: Sheet(header, rows),
    )
    show(answer, form)


def _in_use(app: App, as_at: date | None, as_known: datetime | None) -> list[AdoptedRow]:
    """Return the routes in use in the book; none where there is no book yet."""
    from engine.store.url import is_shared, sqlite_path
    from projections.routes.queries import list_adopted

    if not is_shared(app.store) and not sqlite_path(app.store).exists():
        tell_note(f"there is no book at {sqlite_path(app.store)}: these are the routes at hand")
        return []
    asked = ask(app, as_at, as_known)
    return list_adopted(asked.views, asked.as_at, asked.known)


def _by_name_and_version(ref: str) -> tuple[str, int]:
    name, _, version = ref.rpartition("/")
    return name, int(version)


def _row(ref: str, written: WrittenRoute | None, adopted: AdoptedRow | None) -> Sequence[Any]:
    said = written.route.model_dump(mode="json") if written else adopted and adopted.definition
    said = said or {}
    return (
        ref,
        said["title"],
        said["subject"],
        len(said["states"]),
        len(said["steps"]),
        _kept_in(written),
        adopted.adopted_on if adopted else None,
    )


def _kept_in(written: WrittenRoute | None) -> str:
    if written is None:
        return "the book"
    from engine.routes.library import is_shipped

    return "the program" if is_shipped(written) else str(Path(written.file))


@route.command(
    "show", epilog=examples("route show change-request", "route show book:change-request/1")
)
@click.argument("ref", metavar="ROUTE", shell_complete=complete_routes)
@format_option
@pass_app
def show_(app: App, ref: str, form: str) -> None:
    """Show a route: its states, and its steps with who may take each and what it asks for.

    ROUTE is a name (the highest version is meant), a name with its version as in change-request/1,
    or a file that ends in .yaml. With book: before it, it is the route as the cases of the book
    follow it.
    """
    found = route_of(app, ref)
    kept_in = "the book" if ref.startswith("book:") else _kept_in(written_route(app, ref))
    data = found.model_dump(mode="json")
    show(page(lambda: data, lambda: route_page(found, kept_in)), form)


route.add_command(check)
route.add_command(simulate)
route.add_command(diff)
