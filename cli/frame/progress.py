"""Progress of long work: a bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress_to(length: int | None, label: str) -> Iterator[Callable[[int], None]]:
    """Show a bar on standard error while the block runs; it is told how far the work has come.

    Where nobody knows how long the work is, there is no bar.
    """
    hidden = length is None or not sys.stderr.isatty()
    with click.progressbar(length=length or 0, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield lambda position: bar.update(position - bar.pos)
