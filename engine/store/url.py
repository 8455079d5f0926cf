"""Reads the URL that names a store."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from engine.store.errors import UnusableStore

_SCHEME = "sqlite:///"
_SHARED = frozenset({"postgresql", "postgres"})
_EXAMPLES = (
    "sqlite:///minutebook.db or sqlite:////srv/books/minutebook.db, "
    "or postgresql://user@server/database for a shared store"
)

DEFAULT_SCHEMA = "minutebook"
"""The schema of a shared store whose URL names none."""

LONGEST_SCHEMA = 40
"""PostgreSQL has 63 characters for a name; the rest is for names that are made from this one."""

_SCHEMA = re.compile(rf"[a-z_][a-z0-9_]{{0,{LONGEST_SCHEMA - 1}}}")
_EVERYBODYS = frozenset({"public", "information_schema"})
_VIEWS = "_views"
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_HOST = re.compile(r"(\[[^\[\]@]*\]|[^:@\[\]]*)(:[0-9]*)?")
_TOLD = frozenset({"host", "hostaddr", "port", "dbname", "user", "service"})
"""Parameters that messages may repeat; others might be secrets."""


class SharedAddress(NamedTuple):
    """Where a shared store is.

    Attributes:
        conninfo: the URL without the schema, as libpq understands it; it may hold a password.
        schema: the schema in which the book is kept.
        name: the URL without passwords, for messages.
        in_the_making: it is opened by who makes the book that is to be there; to all others there
            is none yet.
    """

    conninfo: str
    schema: str
    name: str
    in_the_making: bool = False


def is_shared(url: str) -> bool:
    """Tell whether a URL names a shared store."""
    scheme, slashes, _ = url.partition("://")
    return bool(slashes) and scheme.lower() in _SHARED


def sqlite_path(url: str) -> Path:
    """Return the file that a ``sqlite:///`` URL names.

    Three slashes give a path relative to the current folder, four an absolute one. ``%20`` and its
    like are decoded, as in any URL.

    Raises:
        UnusableStore: the URL has another scheme, or names no file.
    """
    if is_shared(url):
        raise UnusableStore(
            f"{shared_address(url).name} is a shared store and no file: "
            "name a file with sqlite:///minutebook.db"
        )
    if url[: len(_SCHEME)].lower() != _SCHEME:
        raise UnusableStore(f"{_in_short(url)} does not name a store: use {_EXAMPLES}")
    name = unquote(url[len(_SCHEME) :])
    if name in ("", "/", ":memory:") or "\0" in name:
        raise UnusableStore(f"{url!r} names no file: use {_EXAMPLES}")
    return Path(name)


def shared_address(url: str) -> SharedAddress:
    """Read a ``postgresql://`` URL; ``?schema=`` is ours, everything else is libpq's.

    Raises:
        UnusableStore: it names no schema that we could use, or cannot be read without doubt.
    """
    parts = _split(url)
    query = [pair for pair in parts.query.split("&") if pair]
    schemas = [unquote(pair.partition("=")[2]) for pair in query if _key(pair) == "schema"]
    if len(schemas) > 1:
        raise UnusableStore(
            "schema= is given more than once in the address of the store: "
            "keep the one that is meant"
        )
    schema = _usable_schema(schemas[0]) if schemas else DEFAULT_SCHEMA
    rest = [pair for pair in query if _key(pair) != "schema"]
    told = [pair for pair in rest if _key(pair) in _TOLD and _is_one_word(pair.partition("=")[2])]
    login, at, hosts = parts.netloc.rpartition("@")
    user = login.partition(":")[0]
    path = parts.path if _is_one_word(parts.path) else "/…"
    return SharedAddress(
        conninfo=f"postgresql://{parts.netloc}{parts.path}"
        + (f"?{'&'.join(rest)}" if rest else ""),
        schema=schema,
        name=f"postgresql://{user}{at if user else ''}{hosts}{path}?"
        + "&".join([*told, f"schema={schema}"]),
    )


def _split(url: str) -> SplitResult:
    """Take a URL to pieces, unless a sign that was not encoded may have put a password in one."""
    try:
        parts = urlsplit(url)
    except ValueError:  # whose text may hold the password
        raise _unreadable() from None
    hosts = parts.netloc.rpartition("@")[2].split(",")
    if (
        parts.fragment
        or "@" in parts.path + parts.query
        or not all(_HOST.fullmatch(host) for host in hosts)
    ):
        raise _unreadable()
    return parts


def _unreadable() -> UnusableStore:
    return UnusableStore(
        "the address of the store cannot be read: use postgresql://user@server:port/database; "
        "in a user name or password write @ as %40, : as %3A, / as %2F, ? as %3F, # as %23, "
        "[ as %5B and ] as %5D"
    )


def _in_short(url: str) -> str:
    """Return what may be repeated of a URL that is not understood: no password."""
    scheme, colon, _ = url.partition(":")
    if colon and _WORD.fullmatch(scheme):
        return f"what begins with {scheme}:"
    return "what was given" if colon or "@" in url else repr(url)


def _is_one_word(text: str) -> bool:
    """Tell whether a value is no connection string of its own, in which a password may stand."""
    return re.search(r"[=\s]", unquote(text)) is None


def views_schema(schema: str) -> str:
    """Return the schema in which the views of a shared store are kept."""
    return schema + _VIEWS


def _key(pair: str) -> str:
    return unquote(pair.partition("=")[0])


def _usable_schema(name: str) -> str:
    if not _SCHEMA.fullmatch(name) or name.startswith("pg_"):
        raise UnusableStore(
            f"schema={name} cannot hold a book: use up to {LONGEST_SCHEMA} small letters, digits "
            "and underscores, that begin with a letter and not with pg_"
        )
    if name in _EVERYBODYS:
        raise UnusableStore(
            f"schema={name} cannot hold a book: it is not for one book alone; choose another"
        )
    if name.endswith(_VIEWS):
        raise UnusableStore(
            f"schema={name} cannot hold a book: names that end in {_VIEWS} are those of the views "
            "beside a book; choose another"
        )
    return name
