"""What every command works with: the store, who records, the clock, the views."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.store.opening import open_reader
from engine.store.reader import LedgerReader
from projections.views import Views

if TYPE_CHECKING:
    from engine.routes.library import RouteLibrary

DEFAULT_STORE = "sqlite:///minutebook.db"


def now() -> datetime:
    """Return the present moment in UTC: the one place where the program reads the clock."""
    return datetime.now(UTC)


def tell_note(text: str) -> None:
    """Say on standard error what a person should know although the command did its work."""
    click.echo(f"note: {text}", err=True)


@dataclass
class App:
    """What the options before the command say, and what follows from them.

    Attributes:
        store: the URL of the book.
        named_actor: who records, where ``--as`` says it.
        clock: gives the present moment; without one it is this computer's clock, and what is
            recorded is dated by the clock of its store.
        route_folders: the folders with routes that the command line names.
    """

    store: str
    named_actor: str | None = None
    clock: Callable[[], datetime] | None = None
    route_folders: tuple[Path, ...] = ()

    @property
    def actor(self) -> str:
        """Who records: as named, else the login name."""
        if self.named_actor:
            return self.named_actor
        try:
            return getpass.getuser()
        except (KeyError, OSError):  # a user id without a name, as in a container
            return f"user {os.getuid()}"

    def today(self) -> date:
        """Return the day it is where the program runs."""
        return (self.clock or now)().astimezone().date()

    def routes(self) -> RouteLibrary:
        """Return the routes at hand: those of the program, beside the store, and as named."""
        from engine.routes.library import FOLDER, RouteLibrary
        from engine.store.url import is_shared, sqlite_path

        beside = [] if is_shared(self.store) else [sqlite_path(self.store).parent / FOLDER]
        return RouteLibrary([*beside, *self.route_folders])

    def reader(self) -> LedgerReader:
        """Open the ledger for reading; it is closed when the command ends."""
        reader = open_reader(self.store)
        click.get_current_context().call_on_close(reader.close)
        return reader

    def views(self) -> Views:
        """Bring the views up to the end of the ledger and open them for reading.

        The connection is closed when the command ends. Where another file stands in the place of
        the views, that is noted on standard error.
        """
        # Imported here so that commands which read no view do not load the views.
        from projections.catalogue import VIEWS
        from projections.runner import catch_up

        connection = catch_up(self.reader(), VIEWS, note=tell_note)
        click.get_current_context().call_on_close(connection.close)
        return connection


pass_app = click.make_pass_decorator(App)
"""Gives a command the `App` as its first argument."""
