"""Gives a finished file its name, at once, and never takes the name from another."""

from __future__ import annotations

import os
from pathlib import Path

from engine.store.errors import UnusableStore


def name_file(file: Path, name: Path) -> None:
    """Let a file have a name, which nobody has; it loses the one it had.

    Raises:
        UnusableStore: something of that name is there.
        OSError: it cannot be named so.
    """
    try:
        name.hardlink_to(file)
    except FileExistsError as error:
        raise already_there(name) from error
    except OSError:  # a file system on which a file has one name only
        if os.path.lexists(name):
            raise already_there(name) from None
        file.rename(name)
    else:
        file.unlink()


def already_there(name: Path) -> UnusableStore:
    """Say that a name is taken."""
    return UnusableStore(f"{name} is there already: nothing was changed")


def force_names(folder: Path) -> None:
    """Force the names in a folder to the disk; where that cannot be asked for, the system does."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
