"""The remembered head: a small file beside the store that says how far the ledger went.

A hash chain proves that no entry in it was changed, but not that none was cut off its end: what is
left of a shortened chain still holds. So after every commit the last position and its hash are
written to ``minutebook.db.head``, and `verify` asks whether the ledger still goes that far and
still says the same there.

What it can prove: that the ledger reaches at least to the remembered position, and that everything
up to there is what it was when the position was remembered.

What it cannot prove: anything against somebody who can write both files, for they can forge both;
keep a copy of this one line elsewhere (in the printed minutes, for instance) to be safe from that.
Entries recorded after the remembered position are not covered: the file may lag behind the ledger
by the last commit when the computer stopped between the two, and by all that was recorded while it
could not be written. It never runs ahead: it is written after the commit is on the disk. Without
the file, nothing is known of the tail, and `verify` says so.

The file has two lines, each with a position, the hash there and a check on the line itself. The
older of them is overwritten in place, so whatever happens to that write (a power cut in the middle
of it, a reader at the same moment) the other line still stands. This costs a tenth of replacing
the file by renaming, which makes some file systems write to the disk at once. Nor is the file
forced to the disk: that would double the price of every commit and win nothing, because a head
that lags is no false alarm. Writers take turns by locking the file; where the system has no such
lock (Windows), two writers at the same moment may leave the head one commit behind.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from engine.store.reader import Head
from engine.store.sqlite import lock, names

_LINE = re.compile(rb"(\d{20}) ([0-9a-f]{64}) ([0-9a-f]{16})\n")
_WIDTH = 20 + 1 + 64 + 1 + 16 + 1
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn the line ends into two characters


def remembered_beside(store: Path) -> Path:
    """Return the file in which the head of a store is remembered."""
    return names.beside(store, names.HEAD)


def recall(path: str | Path) -> Head | None:
    """Return what a head file remembers; ``None`` when there is none that can be read."""
    try:
        handle = os.open(path, os.O_RDONLY | _BINARY)
        try:
            text = os.read(handle, 2 * _WIDTH)
        finally:
            os.close(handle)
    except OSError:  # missing, or not ours to read: either way nothing is known of the tail
        return None
    return _further(text)


def is_damaged(path: Path) -> bool:
    """Whether something stands where a head is kept that is none; an empty file is a head to come.

    A file that may not be read cannot be told from a damaged one, and counts as one.
    """
    empty = path.is_file() and path.stat().st_size == 0
    return os.path.lexists(path) and not empty and recall(path) is None


def remember(path: str | Path, head: Head) -> None:
    """Write a head over the older of the two that a head file holds, unless it goes further.

    The file is made if need be. The head must be on the disk in the ledger already. A file in which
    there is something else may be the only copy of it, and is left alone.

    Raises:
        OSError: it cannot be written: the folder is read-only, the disk is full, or what stands
            there remembers no head.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | _BINARY, 0o666)
    try:
        _write(handle, head, path)
    finally:
        os.close(handle)


class HeadFile:
    """The head file of one recorder, which stays open between records.

    To open and close it for every decision took as long as everything else that Python does for
    one. Whether it is still the file of its name is asked each time.
    """

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._handle: int | None = None
        self._identity = (0, 0)

    def recall(self) -> Head | None:
        """Return what the file remembers; ``None`` when there is none that can be read."""
        handle = self._opened()
        return recall(self._path) if handle is None else _further(_text(handle))

    def remember(self, head: Head) -> None:
        """Write a head into it; see `remember`.

        Raises:
            OSError: it cannot be written.
        """
        handle = self._opened()
        if handle is None:
            remember(self._path, head)
        else:
            _write(handle, head, self._path)

    def close(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _opened(self) -> int | None:
        """Return the open file; ``None`` where it is missing, none, or not ours to write."""
        try:
            found = os.stat(self._path)  # noqa: PTH116 - a path is made into text only once
            if self._handle is not None and (found.st_dev, found.st_ino) == self._identity:
                return self._handle
            self.close()
            if not stat.S_ISREG(found.st_mode):
                return None
            self._handle = os.open(self._path, os.O_RDWR | _BINARY)
        except OSError:
            self.close()
            return None
        opened = os.fstat(self._handle)
        self._identity = (opened.st_dev, opened.st_ino)
        return self._handle


def _text(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, 2 * _WIDTH)


def _write(handle: int, head: Head, path: str | Path) -> None:
    lock.wait_for(handle)
    try:
        text = _text(handle)
        first, second = _lines(text)
        if text and not first and not second:
            raise FileExistsError(errno.EEXIST, "what stands there is no head of a ledger", path)
        one, two = first.position if first else -1, second.position if second else -1
        if max(one, two) < head.position:
            os.lseek(handle, 0 if one <= two else _WIDTH, os.SEEK_SET)
            os.write(handle, _line(head))
    finally:
        lock.let_go(handle)


def _further(text: bytes) -> Head | None:
    first, second = _lines(text)
    return max(first, second) if first and second else first or second


@lru_cache(maxsize=4)  # a writer reads again and again what it has just written
def _lines(text: bytes) -> tuple[Head | None, Head | None]:
    """Read both lines; one that is missing, torn or written by hand counts as none."""
    return _parse(text[:_WIDTH]), _parse(text[_WIDTH:])


@lru_cache(maxsize=4)  # of the two lines one is always known already
def _parse(line: bytes) -> Head | None:
    found = _LINE.fullmatch(line)
    if found is None or found[3] != _check(line):
        return None
    return Head(int(found[1]), bytes.fromhex(found[2].decode()))


def _line(head: Head) -> bytes:
    told = f"{head.position:020d} {head.hash.hex()} ".encode()
    return told + _check(told) + b"\n"


def _check(line: bytes) -> bytes:
    return sha256(line[:86]).hexdigest()[:16].encode()
