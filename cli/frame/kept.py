"""``--kept``: a position and its hash, as somebody kept them elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from engine.store.reader import Head

Command = TypeVar("Command", bound=Callable[..., Any])

_LAST_POSITION = 2**63 - 1  # neither kind of store can count further
_HASH = re.compile(r"[0-9a-f]{64}")


def kept_option(told: str) -> Callable[[Command], Command]:
    """Add ``--kept``; the command takes it as a `Head`.

    Args:
        told: what it is for, behind what it is.
    """
    return click.option(
        "--kept",
        nargs=2,
        type=(click.IntRange(0, _LAST_POSITION), str),
        metavar="POSITION HASH",
        callback=_head,
        help=f"A position and its hash that you kept elsewhere: {told}.",
    )


def _head(_: click.Context, param: click.Parameter, value: tuple[int, str] | None) -> Head | None:
    if value is None:
        return None
    from engine.store.reader import Head

    position, digest = value
    text = digest.strip().lower()
    if not _HASH.fullmatch(text):
        raise click.BadParameter(
            f"{digest!r} is no hash: it has 64 digits and letters from a to f", param=param
        )
    return Head(position, bytes.fromhex(text))
