"""Opens connections to a shared store, and says in plain words why one cannot be had."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Conninfo

from engine.store.errors import UnusableStore
from engine.store.postgresql.schema import FORMAT, IN_THE_MAKING, in_schema
from engine.store.postgresql.words import CREATE_ONE, refused, unusable
from engine.store.url import SharedAddress

Connection = psycopg.Connection[tuple[Any, ...]]

_WORD = re.compile(r"[A-Za-z_]+")

_DEFAULTS = {
    "application_name": "minutebook",
    "connect_timeout": "10",
    # A server that vanished is noticed in half a minute, and not after two hours.
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "4",
    "tcp_user_timeout": "30000",
}

# The server notices as soon that a computer vanished which held the lock, and ends a program that
# stopped in the middle of its work. Who has reasons may give other values in the URL.
_SERVER_SIDE = (
    "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4 "
    "-c idle_in_transaction_session_timeout=120s"
)


def connect(address: SharedAddress, *, timeout: float) -> Connection:
    """Open a connection to a book; each statement is a transaction unless one is begun.

    Args:
        address: where the book is.
        timeout: seconds to wait for another program to finish writing.

    Raises:
        UnusableStore: the server cannot be reached, or there is no book of this release.
    """
    connection = knock(address, timeout=timeout)
    try:
        recognise(connection, address)
    except BaseException:
        connection.close()
        raise
    return connection


def knock(address: SharedAddress, *, timeout: float) -> Connection:
    """Open a connection to the database in which a book is, or shall be.

    Raises:
        UnusableStore: the server cannot be reached, or does not let us in.
    """
    try:
        given = conninfo_to_dict(address.conninfo)
    except psycopg.ProgrammingError as error:
        word = _unknown_word(address.conninfo)
        why = f" ({word}= is no word that it may have)" if word else ""
        raise UnusableStore(  # the text of the error may hold the password
            f"{address.name} cannot be read as an address{why}: use "
            "postgresql://user@server/database, and ?schema=… for a schema of its own"
        ) from error
    # Waiting for the lock must find what was written meanwhile, whatever the server's settings.
    ours = (
        f"-c lock_timeout={max(1, round(timeout * 1000))} "
        "-c default_transaction_isolation=read\\ committed"
    )
    parameters = _DEFAULTS | given
    parameters["options"] = f"{_SERVER_SIDE} {given.get('options') or ''} {ours}"
    parameters["client_encoding"] = "UTF8"
    try:
        return psycopg.connect(**parameters, autocommit=True)  # type: ignore[arg-type]  # as libpq's
    except psycopg.Error as error:
        raise refused(address.name, error) from error


def _unknown_word(conninfo: str) -> str | None:
    """Name the first word behind the ? that no address has; none that may be of a password."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    for pair in filter(None, urlsplit(conninfo).query.split("&")):
        word, equals, _ = pair.partition("=")
        if word not in known:
            return word if equals and _WORD.fullmatch(word) else None
        if "pass" in word or "secret" in word:  # an & in it begins what looks like a word
            return None
    return None


def recognise(connection: Connection, address: SharedAddress) -> None:
    """Make sure that a schema holds a book of this release.

    Raises:
        UnusableStore: it is missing, no book, or a book of a later release.
    """
    try:
        row = connection.execute(
            in_schema("SELECT format FROM @schema.ledger_format", address.schema)
        ).fetchone()
    except psycopg.errors.UndefinedTable as error:
        raise _no_book(connection, address) from error
    except psycopg.errors.UndefinedColumn as error:
        raise not_ours(address) from error
    except psycopg.Error as error:
        raise unusable(address.name, error) from error
    if row is None or not isinstance(row[0], int):
        raise not_ours(address)
    if row[0] == IN_THE_MAKING and not address.in_the_making:
        raise UnusableStore(
            f"{address.name} is being restored just now, or restoring it was stopped: wait for it "
            "to be done, or run `minutebook store restore` again"
        )
    if row[0] > FORMAT:
        raise UnusableStore(
            f"{address.name} was written by a newer minutebook (format {row[0]}; this one "
            f"reads up to {FORMAT}): upgrade minutebook"
        )


def not_ours(address: SharedAddress) -> UnusableStore:
    """Say that a schema holds something else."""
    wrong = (
        f"{address.name} is not a minutebook store, the schema {address.schema} holds something "
        "else"
    )
    return UnusableStore(
        f"{wrong}: name another with ?schema= in --store, or create one there with "
        "`minutebook init`",
        wrong=wrong,
    )


class Line:
    """One connection to a book: opened when it is first needed, and again when it was lost.

    One thread at a time; the others wait for their turn as long as for another program.
    """

    def __init__(self, address: SharedAddress, *, timeout: float) -> None:
        self._address = address
        self._timeout = timeout
        self._turn = Lock()
        self._connection: Connection | None = None

    def open(self) -> Connection:
        """Return the connection.

        Raises:
            UnusableStore: it cannot be had.
        """
        if self._connection is None or self._connection.closed:
            self._connection = connect(self._address, timeout=self._timeout)
        return self._connection

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """Lend the connection to one thread; what the server refuses is said in plain words."""
        if not self._turn.acquire(timeout=self._timeout):
            raise UnusableStore(
                f"{self._address.name} is busy: another part of this program has been writing for "
                f"{self._timeout:g} seconds; try again"
            )
        try:
            yield self.open()
        except psycopg.Error as error:
            raise unusable(self._address.name, error) from error
        finally:
            self._turn.release()

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()


def _no_book(connection: Connection, address: SharedAddress) -> UnusableStore:
    found = connection.execute(
        "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = %s", (address.schema,)
    ).fetchone()
    if found is None:
        wrong = f"there is no store at {address.name}"
        return UnusableStore(f"{wrong}: {CREATE_ONE}", wrong=wrong)
    return not_ours(address)
