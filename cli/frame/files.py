"""Files that commands read and write: written whole or not at all, read from a pipe as well."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STREAM = "-"
"""What stands for standard input."""


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a draft beside a file to write to; it takes the file's place when the block is done.

    On any error nothing is left behind, and a file that was there stays as it was.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield draft
        draft.replace(path)
    except OSError as error:
        if error.filename == str(draft):  # nobody asked for a file of that name
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise
    finally:
        draft.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text as it is, line endings included."""
    with written_whole(path) as draft:
        draft.write_bytes(text.encode())


def read_bytes(name: str, longest: int) -> bytes:
    """Read a file, or standard input for ``-``, no further than one byte past the longest."""
    if name == STREAM:
        return sys.stdin.buffer.read(longest + 1)
    with Path(name).open("rb") as file:
        return file.read(longest + 1)
