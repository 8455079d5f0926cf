"""The place of a store in a file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from engine.store.place import Details, Place
from engine.store.sqlite.connection import connect_for_reading, unusable
from engine.store.sqlite.names import beside


class SQLitePlace(Place):
    """A file that is a store, or may become one.

    Attributes:
        path: the file.
    """

    def __init__(self, url: str, path: Path) -> None:
        self.url = url
        self.path = path
        self.name = str(path)

    def occupied(self) -> bool:
        """Tell whether something is there, whatever it is."""
        return os.path.lexists(self.path)

    def is_same(self, other: Place) -> bool:
        """Tell whether another URL names the same file."""
        if not isinstance(other, SQLitePlace):
            return False
        if os.path.realpath(self.path) == os.path.realpath(other.path):
            return True
        try:
            return self.path.samefile(other.path)  # one file may have two names
        except OSError:  # one is missing, or not ours to look at; opening it says which
            return False

    def details(self) -> Details:
        """Tell what the store that is there is made of; see `Place`."""
        with closing(connect_for_reading(self.path)) as connection:
            try:
                (form,) = connection.execute("PRAGMA user_version").fetchone()
            except sqlite3.Error as error:
                raise unusable(self.path, error) from error
        files = [self.path, beside(self.path, "-wal")]
        size = sum(file.stat().st_size for file in files if file.exists())
        return Details("SQLite file", form, size, f"SQLite {sqlite3.sqlite_version}")
