"""Files of pictures: in which formats, and written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from diagrams.errors import CannotWrite, NoOutputFolder, NotAGraph, UnknownFormat
from diagrams.formats import FORMATS


def require_format(path: Path, formats: Sequence[str]) -> str:
    """Return the format that a file's suffix names, before any work is done for it.

    Raises:
        UnknownFormat: the suffix names none of the formats.
        NotAGraph: it names one of graphs, and a plot is none.
        NoOutputFolder: the folder is not there.
    """
    kind = path.suffix.removeprefix(".").lower()
    if kind in FORMATS and kind not in formats:
        raise NotAGraph(kind)
    if kind not in formats:
        raise UnknownFormat(path, formats)
    if not path.parent.is_dir():
        raise NoOutputFolder(path.parent)
    return kind


def replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside its place first, then moved there.

    What is there and is no file, such as a pipe, is written to and stays.
    """
    if path.exists() and not path.is_file():
        _pour(path, content)
        return
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


def _pour(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
