"""The formats a diagram can be written in, by the suffix of the file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from diagrams.errors import UnknownFormat

FORMATS: Final = ("svg", "png", "pdf", "dot", "mmd")


def format_of(path: Path) -> str:
    """Return the format that the file's suffix names.

    Raises:
        UnknownFormat: the suffix is none of `FORMATS`.
    """
    suffix = path.suffix.removeprefix(".").lower()
    if suffix not in FORMATS:
        raise UnknownFormat(path, FORMATS)
    return suffix
