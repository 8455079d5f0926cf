"""Which route is meant: one of the library, one in the book, or a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from cli.context import DEFAULT_STORE, App
from cli.frame.references import unknown

if TYPE_CHECKING:
    from domain.routes.route import Route
    from engine.routes.reading import WrittenRoute
    from projections.routes.queries import AdoptedRow

IN_THE_BOOK = "book:"
"""Before the name of a route: as the cases of the book follow it."""
_ENDINGS = (".yaml", ".yml")


def written_route(app: App, said: str) -> WrittenRoute:
    """Return a route of the library, ``change-request`` or ``change-request/2``, or of a file."""
    if is_file(said):
        from engine.routes.reading import read_route

        return read_route(Path(said))
    return app.routes().written(*name_and_version(said))


def route_of(app: App, said: str) -> Route:
    """Return the same, or a route as the book has it: ``book:change-request/1``."""
    if not said.startswith(IN_THE_BOOK):
        return written_route(app, said).route
    from domain.routes.route import Route
    from projections.routes.queries import list_adopted

    found = [row for row in list_adopted(app.views()) if said[len(IN_THE_BOOK) :] in _refs(row)]
    if not found:
        refs = [f"{IN_THE_BOOK}{row.ref}" for row in list_adopted(app.views())]
        raise unknown("route", said, refs)
    return Route.model_validate(found[-1].definition)


def is_file(said: str) -> bool:
    """Whether a route is meant that is written in a file."""
    return said.endswith(_ENDINGS)


def name_and_version(said: str) -> tuple[str, int | None]:
    """Take ``change-request/2`` apart; without a number the highest version is meant."""
    name, _, version = said.rpartition("/")
    return (name, int(version)) if name and version.isdecimal() else (said, None)


def complete_routes(
    ctx: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the names of the routes at hand, and files."""
    from engine.errors import BadInput
    from engine.store.errors import StoreError

    given = ctx.find_root().params
    app = App(given.get("store") or DEFAULT_STORE, route_folders=given.get("route_folders") or ())
    try:
        keys = [written.route.key for written in app.routes().all()]
    except (BadInput, StoreError, OSError):
        keys = []  # somebody is pressing Tab: an error in the middle of their line would not help
    names = [*dict.fromkeys(key.name for key in keys), *map(str, keys)]
    found = [CompletionItem(name) for name in names if name.startswith(incomplete)]
    return found or [CompletionItem(incomplete, type="file")]


def _refs(row: AdoptedRow) -> tuple[str, str]:
    return row.ref, row.name
