"""Remembers how far long work came, so that who stops it learns what stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cli.frame.progress import progress_to


class Reached:
    """Shows progress, and remembers the last of it.

    Args:
        label: the work of which it is remembered, and not of what is done before and after it.

    Attributes:
        position: how far that work has come, 0 before its first piece.
    """

    def __init__(self, label: str) -> None:
        self.position = 0
        self._label = label

    @contextmanager
    def watch(self, length: int, label: str) -> Iterator[Callable[[int], None]]:
        """Show a bar, as `progress_to` does."""
        with progress_to(length, label) as progress:

            def told(position: int) -> None:
                if label == self._label:
                    self.position = position
                progress(position)

            yield told
