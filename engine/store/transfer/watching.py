"""How long work tells how far it has come, whoever looks on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Watch = Callable[[int, str], AbstractContextManager[Callable[[int], None]]]
"""Begins to show work of a length under a label, and is told now and then how far it has come."""


@contextmanager
def nobody_watching(_length: int, _label: str) -> Iterator[Callable[[int], None]]:
    """Show nothing."""
    yield lambda _: None
