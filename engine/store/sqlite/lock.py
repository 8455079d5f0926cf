"""Locks by which programs take turns; where the system has none (Windows), nobody waits."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

_LOCKS: ModuleType | None = import_module("fcntl") if find_spec("fcntl") else None
_PAUSE = 0.02


def wait_for(handle: int) -> None:
    """Lock an open file until it is closed or let go, however long another program holds it."""
    if _LOCKS is not None:
        _LOCKS.flock(handle, _LOCKS.LOCK_EX)


def let_go(handle: int) -> None:
    """Let others lock an open file."""
    if _LOCKS is not None:
        _LOCKS.flock(handle, _LOCKS.LOCK_UN)


@contextmanager
def alone_in(folder: Path, timeout: float) -> Iterator[None]:
    """Take turns with other programs that replace files in a folder.

    The folder itself is locked: the files come and go, and a file made only to be locked would lie
    about for ever. Nothing is kept from those who do not ask for the lock.

    Raises:
        TimeoutError: another program holds the lock for too long.
        OSError: the folder cannot be locked.
    """
    with _locked(folder, timeout, "LOCK_EX"):
        yield


@contextmanager
def together_in(folder: Path, timeout: float) -> Iterator[None]:
    """Let no program be `alone_in` a folder; any number may hold this lock at once.

    Raises:
        TimeoutError: another program is alone in the folder for too long.
        OSError: the folder cannot be locked.
    """
    with _locked(folder, timeout, "LOCK_SH"):
        yield


def held_by_another(handle: int) -> bool:
    """Lock an open file until it is closed, unless another program has: then tell so."""
    if _LOCKS is None:
        return False
    try:
        _LOCKS.flock(handle, _LOCKS.LOCK_EX | _LOCKS.LOCK_NB)
    except BlockingIOError:
        return True
    return False


@contextmanager
def _locked(folder: Path, timeout: float, kind: str) -> Iterator[None]:
    if _LOCKS is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _wait(_LOCKS, handle, kind, time.monotonic() + timeout)
        yield
    finally:
        os.close(handle)


def _wait(locks: ModuleType, handle: int, kind: str, until: float) -> None:
    while True:
        try:
            locks.flock(handle, getattr(locks, kind) | locks.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= until:
                raise TimeoutError("another program is at it, and takes long") from error
            time.sleep(_PAUSE)
        else:
            return
