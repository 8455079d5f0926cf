"""A PostgreSQL server that is killed and started again."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from tests.postgres import Server


class MortalServer(Server):
    """A server of our own that may be killed; what it says is on the disk is there."""

    def __init__(self, folder: Path) -> None:
        """Start it."""
        super().__init__(folder)
        self.execute("ALTER SYSTEM RESET fsync")
        self.execute("SELECT pg_reload_conf()")

    def kill(self) -> None:
        """Kill the server and every process that works for one of its clients, all at once."""
        number = self._server.get_pid()
        assert number is not None
        processes = [psutil.Process(number), *psutil.Process(number).children()]
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):  # it ended by itself meanwhile
                os.kill(process.pid, signal.SIGKILL)
        psutil.wait_procs(processes, timeout=30)

    def start_again(self) -> None:
        """Start it on what it left on the disk."""
        self._server.ensure_postgres_running()

    def cut_off_everybody(self) -> int:
        """End every connection of minutebook in the middle of whatever it does; count them."""
        with self.connect() as connection:
            found = connection.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE application_name = 'minutebook'"
            ).fetchone()
        return 0 if found is None else int(found[0])


@contextmanager
def mortal_server() -> Iterator[MortalServer]:
    """Give a server in a folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="minutebook-"))
    server = MortalServer(folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)
