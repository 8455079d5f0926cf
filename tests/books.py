"""Real books in a temporary folder, recorded through the engine at moments that a test chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from engine.book import Book, Receipt
from engine.files.record_file import read_orders
from engine.routes.library import FOLDER, RouteLibrary
from engine.store.factory import open_store
from engine.store.opening import create, open_reader
from projections.catalogue import VIEWS
from projections.facts.moments import reach
from projections.runner import catch_up
from projections.views import Views

IN_2018 = datetime(2018, 12, 1, 12, tzinfo=UTC)
IN_2019 = datetime(2019, 6, 1, 12, tzinfo=UTC)


class BookOnDisk:
    """A store, a file if no URL says otherwise, and the means to record and to read its views."""

    def __init__(self, folder: Path, name: str = "book", *, url: str | None = None) -> None:
        self.folder = folder
        self.path = folder / f"{name}.db"
        self.url = url or f"sqlite:///{self.path}"
        create(self.url)

    def record(self, text: str, at: datetime = IN_2018) -> Receipt:
        """Record a text of entries at a moment."""
        file = self.folder / "entries.yaml"
        file.write_text(text, encoding="utf-8")
        return self.record_files(file, at=at)

    def record_files(self, *files: Path, at: datetime = IN_2018) -> Receipt:
        """Record files at a moment, with the routes that are kept beside them."""
        clock: Callable[[], datetime] = lambda: at  # noqa: E731 - typed, and one line
        with open_store(self.url, clock) as store:
            routes = RouteLibrary([file.parent / FOLDER for file in files])
            return Book(store, "clerk", routes=routes).record(read_orders(files))

    @contextmanager
    def views(self) -> Iterator[Views]:
        """Open the views, brought up to the end of the ledger."""
        with open_reader(self.url) as reader:
            connection = catch_up(reader, VIEWS)
            try:
                yield connection
            finally:
                connection.close()

    def position_at(self, moment: datetime) -> int:
        """Return the last position that was recorded by a moment."""
        with self.views() as views:
            return reach(views, moment).position
