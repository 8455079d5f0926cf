"""The commands of a record file of any length, one after the other while it is read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from engine.book import Order
from engine.errors import BadInput, Place, Problem
from engine.files.entries import Entry
from engine.files.forms import Form, form_of
from engine.files.json_entries import entries_by_line, entries_in_list
from engine.files.record_file import MOST_PROBLEMS, NO_ENTRIES, Commands, first_of
from engine.files.record_text import EMPTY, INPUT, name_of
from engine.files.text_stream import TextStream
from engine.files.yaml_entries import entries_in_yaml

_PIECE = 1 << 20


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a record file, or standard input.

    What comes through a pipe is waited for to its end, and kept in a temporary file meanwhile: who
    loads it lets nobody else record, and would do so for as long as another program takes to write.

    Raises:
        BadInput: where it cannot be read, or not be kept.
    """
    with _source(path) as source:
        if _is_file(source):
            yield source
            return
        with closing(_kept(source, name_of(path))) as kept:
            yield kept


def comes_through_a_pipe(path: Path) -> bool:
    """Tell whether what is read may have to be waited for."""
    return path == INPUT or (path.exists() and not path.is_file())


@contextmanager
def _source(path: Path) -> Iterator[BinaryIO]:
    if path == INPUT:
        if sys.stdin is None:  # under a scheduler: there is nothing to read
            raise BadInput([Problem(Place(name_of(path), 1), EMPTY)])
        yield sys.stdin.buffer
        return
    try:
        file = path.open("rb")
    except OSError as error:
        told = f"{name_of(path)}: cannot be read: {error.strerror}"
        raise BadInput([Problem(None, told)]) from error
    with file:
        yield file


def _kept(source: BinaryIO, name: str) -> BinaryIO:
    """Return a temporary file with all that a pipe gives."""
    try:
        kept = cast("BinaryIO", TemporaryFile())  # noqa: SIM115 - who asked for it closes it
        try:
            for piece in iter(lambda: _piece_of(source, name), b""):
                kept.write(piece)
            kept.seek(0)
        except BaseException:
            with suppress(OSError):  # it writes what is left, and fails once more
                kept.close()
            raise
    except OSError as error:
        told = (
            f"{name}: cannot be kept until all of it is there ({error.strerror}): free some space "
            "where temporary files are kept, or load it from a file"
        )
        raise BadInput([Problem(None, told)]) from error
    return kept


def _piece_of(source: BinaryIO, name: str) -> bytes:
    try:
        return source.read(_PIECE)
    except OSError as error:
        told = f"{name}: cannot be read: {error.strerror}"
        raise BadInput([Problem(None, told)]) from error


def size_of(file: BinaryIO) -> int | None:
    """Return how many bytes a file has, ``None`` where only its end will tell, as in a pipe."""
    return os.fstat(file.fileno()).st_size if _is_file(file) else None


def _is_file(file: BinaryIO) -> bool:
    return stat.S_ISREG(os.fstat(file.fileno()).st_mode)


def stream_orders(
    file: BinaryIO, path: Path, progress: Callable[[int], None] = lambda _: None
) -> Iterator[Order]:
    """Yield the commands of a record file in order.

    After a wrong entry no more commands follow: the rest is only looked through for what else is
    wrong with it.

    Args:
        file: what is read.
        path: its name, which tells the form it is written in (see `Form`).
        progress: called with the number of bytes read so far.

    Raises:
        BadInput: with every problem found (up to twenty), each with its file and line.
    """
    name = name_of(path)
    commands, problems = Commands(name), list[Problem]()
    try:
        for entry in _entries(TextStream(file, name, progress), path, name):
            try:
                orders = commands.of(entry)
            except BadInput as error:
                problems += error.problems
                if len(problems) > MOST_PROBLEMS:
                    break  # the rest of nonsense is not worth reading
            else:
                if not problems:
                    yield from orders
    except BadInput as error:
        problems += error.problems
    if problems:
        raise first_of(problems)


def _entries(stream: TextStream, path: Path, name: str) -> Iterator[Entry]:
    begin = stream.begin()
    if not begin:
        raise BadInput([Problem(Place(name, 1), EMPTY)])
    empty = True
    for entry in _READERS[form_of(path, begin)](stream, name):
        empty = False
        yield entry
    if empty:
        raise BadInput([Problem(Place(name, 1), NO_ENTRIES)])


_READERS: dict[Form, Callable[[TextStream, str], Iterator[Entry]]] = {
    Form.YAML: entries_in_yaml,
    Form.JSON: lambda stream, name: entries_in_list(stream.read, name),
    Form.JSON_LINES: lambda stream, name: entries_by_line(stream.read, name),
}
