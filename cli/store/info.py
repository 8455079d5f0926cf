"""``minutebook store info``: what the store is, how far it goes, and how it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.context import App, pass_app
from cli.frame.blocks import Block, Details
from cli.frame.help import examples
from cli.frame.options import format_option
from cli.frame.output import page, show
from cli.store.bytes import in_bytes

if TYPE_CHECKING:
    from engine.store.transfer.description import Description

_MEMORY = {
    "agrees": "agrees: position {position}",
    "behind": "agrees, and is {behind} behind: position {position}",
    "contradicts": "contradicts the book: position {position}. Run minutebook verify",
    "missing": "is missing: whether facts were cut off cannot be told",
    "damaged": "is damaged: {damaged}. Run minutebook verify",
}


@click.command(epilog=examples("store info", "store info --format json"))
@format_option
@pass_app
def info(app: App, *, form: str) -> None:
    """Tell what the store is, how far it goes, and how it is kept.

    The chain is not computed again, as `minutebook verify` does; so this takes no time, and proves
    nothing of the facts. It tells whether the remembered end agrees with the last facts, whether
    the store still refuses to change facts, and how far the views have read; commands bring them
    up by themselves.
    """
    from engine.store.transfer.description import describe
    from projections.standing import reached

    reader = app.reader()
    found = describe(app.store, reader)
    views = reached(reader)
    show(page(lambda: _data(found, views), lambda: _told(found, views)), form)


def _data(found: Description, views: dict[str, int] | None) -> dict[str, Any]:
    remembered = found.remembered.head
    return {
        "store": found.name,
        "kind": found.details.kind,
        "software": found.details.software,
        "schema": found.details.schema,
        "format": found.details.format,
        "bytes": found.details.size,
        "facts": found.head.position,
        "first_recorded_at": found.first_recorded_at,
        "last_recorded_at": found.last_recorded_at,
        "position": found.head.position,
        "hash": found.head.hash.hex(),
        "remembered": found.memory.value,
        "remembered_position": remembered.position if remembered else None,
        "unprotected": found.unprotected,
        "views": [{"name": name, "position": position} for name, position in (views or {}).items()],
    }


def _told(found: Description, views: dict[str, int] | None) -> list[Block]:
    details, head = found.details, found.head
    return [
        Details(
            [
                ("Store", found.name),
                ("Kind", f"{details.kind}, {details.software}, format {details.format}"),
                ("Schema", details.schema),
                ("Size", f"{in_bytes(details.size)} ({details.size:,} bytes)"),
                ("Facts", f"{head.position:,}"),
                ("First recorded", found.first_recorded_at),
                ("Last recorded", found.last_recorded_at),
                ("Last position", str(head.position)),
                ("Its hash", head.hash.hex()),
                ("Remembered end", _memory(found)),
                ("Protection", "; ".join(found.unprotected) or "in place"),
                ("Views", _views(views, head.position, shared=details.kind == "PostgreSQL")),
            ]
        )
    ]


def _memory(found: Description) -> str:
    remembered = found.remembered.head
    position = remembered.position if remembered else 0
    behind = found.head.position - position
    return _MEMORY[found.memory].format(
        position=position,
        behind="1 fact" if behind == 1 else f"{behind:,} facts",
        damaged=found.remembered.damaged,
    )


def _views(views: dict[str, int] | None, end: int, *, shared: bool) -> str:
    if not views and shared:
        return "none are kept that you may read; the owner makes them with minutebook rebuild"
    if not views:
        return "none are kept; the next command that needs them makes them"
    least, most = min(views.values()), max(views.values())
    if least == end == most:
        return "up to the last position"
    return f"up to position {least}" if least == most else f"up to position {least} to {most}"
