"""Files of pictures: in which formats, and written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from diagrams.errors import CannotWrite, NoOutputFolder, NotAGraph, UnknownFormat
from diagrams.formats import FORMATS

_STORE: Final = b"SQLite format 3\0"
"""What a file with a book begins with."""


def require_format(path: Path, formats: Sequence[str]) -> str:
    """Return the format that a file's suffix names, before any work is done for it.

    Raises:
        UnknownFormat: the suffix names none of the formats.
        NotAGraph: it names one of graphs, and a plot is none.
        NoOutputFolder: the folder is not there.
    """
    ending = f"{path}: '{path.suffix}'" if path.suffix else f"{path}: a file without a suffix"
    kind = _known(path.suffix.removeprefix(".").lower(), ending, formats)
    if not path.parent.is_dir():
        raise NoOutputFolder(path.parent)
    return kind


def require_kind(kind: str, formats: Sequence[str]) -> str:
    """Return a format as it is called here: ``svg`` of ``.SVG``.

    Raises:
        UnknownFormat: there is no such format.
        NotAGraph: it is one of graphs, and a plot is none.
    """
    return _known(kind.removeprefix(".").lower(), f"'{kind}'", formats)


def _known(kind: str, said: str, formats: Sequence[str]) -> str:
    if kind in FORMATS and kind not in formats:
        raise NotAGraph(kind)
    if kind not in formats:
        raise UnknownFormat(said, formats)
    return kind


def replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then moved there.

    What is there and is no file, such as a pipe, is written to and stays.

    Raises:
        CannotWrite: it cannot be written, or a book is there.
    """
    if path.exists() and not path.is_file():
        _pour(path, content)
        return
    if _is_store(path):
        raise CannotWrite(path, "it is a store, which a picture must not replace")
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
    finally:
        draft.unlink(missing_ok=True)


def _is_store(path: Path) -> bool:
    try:
        with path.open("rb") as there:
            return there.read(len(_STORE)) == _STORE
    except OSError:  # nothing is there, or nothing that may be read
        return False


def _pour(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
