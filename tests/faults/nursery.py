"""A process that has everything loaded and gives birth to programs which may be killed.

To start a program takes half a second, nearly all of it loading modules; a fork of this process
has them already, so that hundreds can be started and killed in a minute. What runs in the fork is
the program itself, from its ``__main__`` on. Orders come in as lines of JSON, answers go out so.
"""

from __future__ import annotations

import json
import os
import resource
import runpy
import sys
import traceback
from importlib import import_module

LOADED = (
    "cli.frame.errors",
    "cli.rebuild",
    "cli.record",
    "cli.verify",
    "engine.book",
    "engine.files.record_file",
    "engine.store.factory",
    "engine.store.opening",
    "engine.store.postgresql.store",
    "engine.store.sqlite.reader",
    "engine.store.sqlite.store",
    "engine.store.verify",
    "projections.catalogue",
    "projections.runner",
)


def serve() -> None:
    """Carry out orders until there are no more."""
    for line in sys.stdin:
        order = json.loads(line)
        answer = _born(**order) if "words" in order else _buried(**order)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def _born(words: list[str], out: str, errors: str, most_bytes: int | None) -> int:
    """Fork a process that runs a module with words, and return its number."""
    if number := os.fork():
        return number
    _redirect(0, os.devnull, os.O_RDONLY)
    _redirect(1, out, os.O_WRONLY)
    _redirect(2, errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    if most_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    sys.argv = words
    status = _run(words[0])
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return os._exit(status)  # a fork must not go on with the nursery's own work


def _run(module: str) -> int:
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - told as the interpreter tells it
        traceback.print_exc()
        return 1
    return 0


def _buried(wait_for: int) -> int:
    """Wait for the end of a process, and return its exit status; minus a signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(wait_for, 0)[1])


def _redirect(descriptor: int, path: str, mode: int) -> None:
    opened = os.open(path, mode, 0o600)
    os.dup2(opened, descriptor)
    os.close(opened)


if __name__ == "__main__":
    for name in LOADED:
        import_module(name)
    serve()
