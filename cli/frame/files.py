"""Files that commands read and write: written whole or not at all, and never over what is dear."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from engine.store.sqlite.names import stores_beside
from engine.store.url import is_shared, sqlite_path

STREAM = "-"
"""What stands for standard input, and for standard output where a file is written."""

_SQLITE = b"SQLite format 3\0"
_SECRET = re.compile(rb"\APRIVATE\+KEY\+|^-----BEGIN [A-Z0-9 ]*PRIVATE KEY", re.MULTILINE)
_LOOKED_AT = 100_000


class NotReplaced(click.ClickException):
    """What stands where the output was to go cannot be had again, so nothing was written."""

    exit_code = 2

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path} {what}: nothing was written, name another file with -o")


def require_replaceable(path: Path, *, store: str, inputs: Iterable[str | None]) -> None:
    """Refuse to write over what the command works with, and over stores and private keys.

    Args:
        path: where the output is to go.
        store: the URL of the book.
        inputs: the files that the command reads, and a key that it signs with.

    Raises:
        NotReplaced: what stands there, or would, must stay.
    """
    real = Path(os.path.realpath(path))
    for owner in stores_beside(real):
        if _is_store(owner, store):
            raise NotReplaced(path, f"belongs to the store {owner.name}")
    if _is_store(real, store):
        raise NotReplaced(path, "is a store")
    _require_not_read(path, real, inputs)
    if real.is_file() and _SECRET.search(_beginning(real)):
        raise NotReplaced(path, "is a private key, which cannot be made again")


def _require_not_read(path: Path, real: Path, inputs: Iterable[str | None]) -> None:
    for one in inputs:
        if not one or one == STREAM:
            continue
        if _is_same(real, Path(one)):
            raise NotReplaced(path, "is read by this command")
        if Path(one).is_dir() and _is_same(real.parent, Path(one)):
            raise NotReplaced(path, f"would be in {one}, the folder that this command reads")


def require_folder(path: Path) -> None:
    """Refuse a file whose folder is not there, or may not be written to.

    Raises:
        NotReplaced: so it is.
    """
    if is_stream(path):
        return
    folder = Path(os.path.realpath(path)).parent
    if not folder.is_dir():
        raise NotReplaced(path, "would be in a folder that is not there")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise NotReplaced(path, "would be in a folder that you may not write to")


def require_two_files(path: Path, other: Path, option: str) -> None:
    """Refuse one file for two outputs of a command.

    Raises:
        NotReplaced: both are one file.
    """
    if _is_same(Path(os.path.realpath(path)), other):
        raise NotReplaced(path, f"is where {option} goes too")


def _is_store(file: Path, store: str) -> bool:
    if not is_shared(store) and _is_same(file, sqlite_path(store)):
        return True
    return file.is_file() and _beginning(file).startswith(_SQLITE)


def _is_same(file: Path, other: Path) -> bool:
    if os.path.realpath(file) == os.path.realpath(other):
        return True
    return file.exists() and other.exists() and file.samefile(other)


def _beginning(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_LOOKED_AT)


@contextmanager
def written_whole(path: Path, *, store: str, inputs: Iterable[str | None]) -> Iterator[Path]:
    """Give a draft to write to; it takes the file's place when the block is done.

    On any error nothing is left behind, and a file that was there stays as it was. What is there
    and is no file, such as a pipe or /dev/stdout, is written to and stays. See
    `require_replaceable` for what is refused.
    """
    require_replaceable(path, store=store, inputs=inputs)
    real = Path(os.path.realpath(path))
    streams = is_stream(path)
    folder = None if streams else real.parent
    try:
        with TemporaryDirectory(prefix=".minutebook-", suffix=".part", dir=folder) as beside:
            draft = Path(beside) / "draft"
            yield draft
            if streams:
                _pour(draft, path)
            else:
                _take_place(draft, real)
    except OSError as error:
        if _is_drafts(error.filename):  # nobody asked for a file of that name
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def _is_drafts(filename: object) -> bool:
    return isinstance(filename, str) and ".minutebook-" in filename


def is_stream(path: Path) -> bool:
    """Return whether what a path names is no file to replace: a pipe, a device, standard output."""
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(there.st_mode) or _is_standard_output(there)


def _is_standard_output(there: os.stat_result) -> bool:
    try:
        return os.path.samestat(there, os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):  # it stands for no file, as under a test
        return False


def _pour(draft: Path, stream: Path) -> None:
    with draft.open("rb") as read:
        if _is_standard_output(stream.stat()):
            shutil.copyfileobj(read, sys.stdout.buffer)
            sys.stdout.flush()
        else:
            with _named(stream), stream.open("wb") as written:
                shutil.copyfileobj(read, written)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let an error say where it came about, which one of writing does not."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _take_place(draft: Path, file: Path) -> None:
    """Force a draft to the disk and let it be the file; who may read the file stays the same."""
    if file.exists():
        shutil.copymode(file, draft)
    with draft.open("rb") as opened:
        os.fsync(opened.fileno())
    draft.replace(file)


def write_text(path: Path, text: str, *, store: str, inputs: Iterable[str | None]) -> None:
    """Write a text as it is, line endings included; see `written_whole`."""
    with written_whole(path, store=store, inputs=inputs) as draft:
        draft.write_bytes(text.encode())


def tell_written(path: Path, what: str) -> None:
    """Say what was written where; on standard error where the output may be read from a pipe."""
    click.echo(f"Wrote {path}: {what}", err=is_stream(path))


def read_bytes(name: str, longest: int) -> bytes:
    """Read a file, or standard input for ``-``, no further than one byte past the longest."""
    if name == STREAM:
        return sys.stdin.buffer.read(longest + 1)
    with Path(name).open("rb") as file:
        return file.read(longest + 1)
