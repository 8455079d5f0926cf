"""Entries of a record file as written: every scalar is text, every part knows its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.errors import Place

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

    def place(self, file: str) -> Place:
        """Where the entry stands in a file, and how a part of it is found by what it says."""

        def holding(text: str) -> Place | None:
            path = _path_to(self.content, text)
            if path is None:
                return None
            steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
            return Place(file, self.line_of(path), self.name + "".join(steps))

        return Place(file, self.line, self.name, holding)


def _path_to(content: Any, text: str) -> Path | None:
    """Find the first part that is a text."""
    if content == text:
        return ()
    parts = content.items() if isinstance(content, dict) else ()
    for step, part in enumerate(content) if isinstance(content, list) else parts:
        below = _path_to(part, text)
        if below is not None:
            return (step, *below)
    return None
