"""The place of a store in a file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import AbstractContextManager, closing
from pathlib import Path
from urllib.parse import quote

from engine.store.errors import UnusableStore
from engine.store.place import Details, Place, Standing
from engine.store.reader import Remembered
from engine.store.sqlite import head
from engine.store.sqlite.connection import Damaged, connect_for_reading, unusable
from engine.store.sqlite.create import refuse_name
from engine.store.sqlite.draft import SQLiteDraft, drafting
from engine.store.sqlite.names import beside
from engine.store.sqlite.reader import SQLiteReader
from engine.store.sqlite.schema import APPLICATION_ID

_MAGIC = b"SQLite format 3\0"
_MARK = slice(68, 72)  # where the header of every SQLite file has its application id


class SQLitePlace(Place):
    """A file that is a store, or may become one.

    Attributes:
        path: the file.
    """

    def __init__(self, url: str, path: Path) -> None:
        self.url = url
        self.path = path
        self.name = str(path)

    @classmethod
    def of(cls, path: Path) -> SQLitePlace:
        """Return the place of a file.

        Raises:
            UnusableStore: its name is no text.
        """
        try:
            return cls(f"sqlite:///{quote(str(path))}", path)
        except UnicodeEncodeError as error:
            told = str(path).encode(errors="surrogateescape").decode(errors="replace")
            raise UnusableStore(
                f"the name {told} is not UTF-8 text, and no store can be named so: choose another"
            ) from error

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

    def standing(self) -> Standing:
        """Tell what another store would replace; see `Place`."""
        beside_it = head.remembered_beside(self.path)
        remembered = Remembered(
            head.recall(beside_it), str(beside_it) if head.is_damaged(beside_it) else None
        )
        if not self.occupied():
            self._refuse_log()
            return Standing(None, remembered)
        try:
            with SQLiteReader(self.path) as reader:
                return Standing(reader.head(), remembered)
        except Damaged as error:
            if not self._was_ours(remembered):
                raise UnusableStore(
                    f"{self.path} is no store of minutebook, and was left alone: name another "
                    "with --store, or move it elsewhere"
                ) from error
            return Standing(None, remembered, str(error))

    def drafting(self) -> AbstractContextManager[SQLiteDraft]:
        """Begin a draft for this file; see `Place`."""
        refuse_name(self.path)
        return drafting(self.path)

    def _refuse_log(self) -> None:
        """Leave alone the log of a store that is gone: there may be facts in it."""
        log = beside(self.path, "-wal")
        if log.exists() and log.stat().st_size:
            raise UnusableStore(
                f"{log} is left of a store that is gone, and there may be facts in it: nothing was "
                "changed. Find the store, or move this file elsewhere and try again"
            )

    def _was_ours(self, remembered: Remembered) -> bool:
        """Tell whether a file that cannot be read was a store: by its mark, or by its head."""
        if not self.path.is_file():
            return False
        if remembered.head is not None:
            return True
        with self.path.open("rb") as file:
            header = file.read(_MARK.stop)
        return header.startswith(_MAGIC) and header[_MARK] == APPLICATION_ID.to_bytes(4, "big")
