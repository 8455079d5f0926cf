"""Remembers how far long work came, so that who stops it learns what stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cli.frame.progress import progress_to


class Reached:
    """Shows progress, and remembers the last of it.

    Attributes:
        position: how far the work under way has come, 0 before its first piece.
    """

    def __init__(self) -> None:
        self.position = 0

    @contextmanager
    def watch(self, length: int, label: str) -> Iterator[Callable[[int], None]]:
        """Show a bar, as `progress_to` does."""
        self.position = 0
        with progress_to(length, label) as progress:

            def told(position: int) -> None:
                self.position = position
                progress(position)

            yield told
