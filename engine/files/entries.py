"""Entries of a record file as written: every scalar is text, every part knows its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Entry:
    """One one-key map of a record file.

    Scalars are kept as the text that was written, so that an amount is never a floating-point
    number and ``2018/019`` never a fraction; the command's fields decide what a text means.

    Attributes:
        name: the key: ``resolution``.
        content: what stands under it: maps, lists and texts.
        line: the line the entry begins at, from 1.
        line_of: finds the line of a part of the content, as near as the path leads.
    """

    name: str
    content: Any
    line: int
    line_of: Callable[[Path], int]
