"""Reads the URL that names a store."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from engine.store.errors import UnusableStore

_SCHEME = "sqlite:///"
_EXAMPLES = "sqlite:///minutebook.db or sqlite:////srv/books/minutebook.db"


def sqlite_path(url: str) -> Path:
    """Return the file that a ``sqlite:///`` URL names.

    Three slashes give a path relative to the current folder, four an absolute one. ``%20`` and its
    like are decoded, as in any URL.

    Raises:
        UnusableStore: the URL has another scheme, or names no file.
    """
    if url.startswith(("postgresql:", "postgres:")):
        raise UnusableStore(
            "a shared store (postgresql://) comes in a later release; "
            f"this one keeps its book in a file: use {_EXAMPLES}"
        )
    if not url.startswith(_SCHEME):
        raise UnusableStore(f"{url!r} does not name a store: use {_EXAMPLES}")
    name = unquote(url.removeprefix(_SCHEME))
    if name in ("", "/", ":memory:") or "\0" in name:
        raise UnusableStore(f"{url!r} names no file: use {_EXAMPLES}")
    return Path(name)
