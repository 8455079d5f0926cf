"""A store that is made in a folder of its own beside the file that it is to become.

The folder is called ``.minutebook.db.part``, and locked while a program is at it. What a program
that was killed left in it is sorted out by the next one:

- an unfinished draft is gone on with;
- a store that was being replaced has its second name here until the new one stands; it loses that
  name again if the new one never came to stand, and is given to its owner if it did.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from engine.store.errors import UnusableStore
from engine.store.factory import system_clock
from engine.store.place import Draft, Standing
from engine.store.reader import Head, LedgerReader
from engine.store.sqlite import head as heads
from engine.store.sqlite.connection import unusable
from engine.store.sqlite.create import create_file
from engine.store.sqlite.held import held
from engine.store.sqlite.lock import alone_in
from engine.store.sqlite.names import HEAD, beside
from engine.store.sqlite.naming import force_names, name_file
from engine.store.sqlite.reader import SQLiteReader
from engine.store.sqlite.store import SQLiteStore, open_file

_NAME = "draft.db"
_REPLACED = ".replaced-"
_LOGS = ("-wal", "-journal", "-shm")
_PARTS = (HEAD, *_LOGS, "")
"""What a store that was replaced consists of: its own file last, which says that all is there."""


@contextmanager
def drafting(path: Path) -> Iterator[SQLiteDraft]:
    """Begin a draft of the store that is to stand at a path.

    The folder goes when the work is done or has failed, and stays when it was interrupted.

    Raises:
        UnusableStore: another program is at it, or nothing can be written there.
    """
    folder = path.with_name(f".{path.name}.part")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UnusableStore(
            f"nothing can be written beside {path} ({error.strerror}): choose a folder that is "
            "there and that you may write to"
        ) from error
    try:
        with alone_in(folder, 0):
            draft = SQLiteDraft(path, folder)
            draft.sort_out()
            try:
                yield draft
            except Exception:
                draft.remove()
                raise
            draft.remove()
    except (TimeoutError, FileNotFoundError) as error:
        if isinstance(error, FileNotFoundError) and folder.exists():
            raise
        raise UnusableStore(
            f"another program is writing {path} just now: wait for it to finish, and try again"
        ) from error


class SQLiteDraft(Draft):
    """A store in the making.

    Attributes:
        path: its file so far.
    """

    def __init__(self, target: Path, folder: Path) -> None:
        self.path = folder / _NAME
        self._target = target
        self._folder = folder

    def open(self) -> SQLiteStore:
        """Open the draft to copy into it; a commit need not outlive a power cut before the last."""
        if not self.path.exists():
            create_file(self.path)
        return open_file(self.path, system_clock, synchronous="NORMAL")

    def reader(self) -> LedgerReader:
        """Open the draft for reading."""
        return SQLiteReader(self.path)

    def begin_anew(self) -> None:
        """Throw away what is in the draft."""
        for file in [*self._folder.glob(f"{_NAME}*"), *self._folder.glob(f".{_NAME}*")]:
            file.unlink()

    def sort_out(self) -> None:
        """Finish or undo what a program that was killed had begun to replace."""
        for kept in sorted({_store_of(file) for file in self._folder.glob(f"*{_REPLACED}*")}):
            if kept.exists() and self._target.exists() and not kept.samefile(self._target):
                self._hand_over(kept)  # the new store stands
            else:
                self._give_back(kept)

    def _give_back(self, kept: Path) -> None:
        """Let the old store stand as it did, for the new one never came to stand."""
        if kept.exists() and not self._target.exists():
            kept.rename(self._target)
        kept.unlink(missing_ok=True)
        for ending in _LOGS:
            if (log := beside(kept, ending)).exists():
                log.rename(beside(self._target, ending))
        head, remembered = beside(kept, HEAD), heads.remembered_beside(self._target)
        if head.exists() and heads.recall(head) == heads.recall(remembered):
            head.unlink()
        self._hand_over(kept)  # what it said of the end is kept where it says more than is known

    def remove(self) -> None:
        """Remove the folder and the draft in it."""
        self.sort_out()
        self.begin_anew()
        with suppress(OSError):  # what else is in it is not ours to delete
            self._folder.rmdir()

    def seal(self, *, lone: bool) -> None:
        """Merge everything into the one file, and force it to the disk.

        Args:
            lone: the file is to be read where it lies, and not to be recorded in, so that nothing
                need ever be written beside it.
        """
        try:
            with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE")
                if not lone:
                    connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.Error as error:
            raise unusable(self.path, error) from error
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())

    def become(self, *, replacing: bool) -> None:
        """Give the file its name, as a lone file.

        Raises:
            UnusableStore: a file of that name is there by now, and is not to be replaced.
        """
        if replacing:
            self.path.replace(self._target)
        else:
            name_file(self.path, self._target)
        force_names(self._target.parent)

    def take_place(self, found: Standing, shared: Head | None, moment: datetime) -> str | None:
        """Put the draft in its place, at once and for good; see `Draft`."""
        with self.reader() as reader:
            head = reader.head()
        self.seal(lone=False)
        with held(self._target, found):
            name = f"{self._target.name}{_REPLACED}{_dated(moment)}"
            kept = self._folder / _free(name, self._target.parent, _PARTS)
            try:
                self._keep_what_stands(kept, found, shared)
                if shared is not None:
                    self._remember_only(shared)
                self.become(replacing=not found.vacant)
            except OSError as error:
                raise UnusableStore(
                    f"{error.filename or self._target} cannot be replaced ({error.strerror}): see "
                    "to it, and try again"
                ) from error
            told = self._hand_over(kept)
        self._remember(head)
        return told

    def _remember(self, head: Head) -> None:
        beside_it = heads.remembered_beside(self._target)
        try:
            heads.remember(beside_it, head)
        except OSError as error:
            raise UnusableStore(
                f"{self._target} was restored, but its end could not be remembered in {beside_it} "
                f"({error.strerror}); the next record remembers it"
            ) from error

    def _keep_what_stands(self, kept: Path, found: Standing, shared: Head | None) -> None:
        """Give what is to be replaced its other name."""
        remembered = heads.remembered_beside(self._target)
        if remembered.is_file() and (shared is not None or not found.vacant):
            shutil.copyfile(remembered, beside(kept, HEAD))
        if self._target.exists():
            try:
                kept.hardlink_to(self._target)
            except OSError:  # a file system on which a file has one name only
                self._target.rename(kept)
        if found.problem is not None:  # of a damaged store the logs stay, and are kept with it
            for ending in _LOGS:
                if (log := beside(self._target, ending)).exists():
                    log.replace(beside(kept, ending))

    def _remember_only(self, shared: Head) -> None:
        """Let an entry be remembered that is in the old store and in the new one."""
        remembered = self._folder / f"{_NAME}.shared"
        remembered.unlink(missing_ok=True)
        heads.remember(remembered, shared)
        remembered.replace(heads.remembered_beside(self._target))

    def _hand_over(self, kept: Path) -> str | None:
        """Move a replaced store, and what belongs to it, out of the folder; itself comes last.

        Nothing is overwritten: a name that was taken since it was chosen is given up for another.
        """
        there = kept.exists()
        parts = [ending for ending in _PARTS if os.path.lexists(beside(kept, ending))]
        owner = self._target.parent
        name = _free(kept.name, owner, parts, kept)
        for ending in parts:
            part, named = beside(kept, ending), beside(owner / name, ending)
            if _is_same(part, named):  # a program was killed between giving one name and taking
                part.unlink()
            else:
                name_file(part, named)
        return str(owner / name) if there else None


def _store_of(file: Path) -> Path:
    """Return the replaced store that a file is, or belongs to."""
    for ending in (HEAD, *_LOGS):
        if file.name.endswith(ending):
            return file.with_name(file.name.removesuffix(ending))
    return file


def _free(name: str, folder: Path, parts: Sequence[str], kept: Path | None = None) -> str:
    """Return a name that neither another store nor anything that belongs to one has in a folder.

    Args:
        name: the name, which gets a number behind it where it is taken.
        folder: the folder.
        parts: what the store has beside it.
        kept: the store itself, which may have the name already.
    """
    for number in count(1):
        free = name if number == 1 else f"{name}-{number}"
        if all(_may_have(beside(folder / free, part), kept, part) for part in parts):
            break
    return free


def _may_have(name: Path, kept: Path | None, part: str) -> bool:
    return not os.path.lexists(name) or (kept is not None and _is_same(beside(kept, part), name))


def _is_same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _dated(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
