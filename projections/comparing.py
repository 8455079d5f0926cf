"""Compares the kept views with what the ledger gives, table by table.

Kept views can be wrong although the ledger holds: whoever may keep those of a shared book up may
write into them what he likes, and bytes rot in a file. What is compared is every row of every
table, as far as a view has read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from hashlib import sha256
from typing import Any, NamedTuple

from engine.store.reader import LedgerReader
from projections.catching import Progress
from projections.looking import DamagedViews, Looked, looked_at
from projections.runner import from_scratch
from projections.tables import Tracked
from projections.view import View


class Comparison(NamedTuple):
    """What a comparison of the kept views found.

    Attributes:
        kept: how many views are kept that this release asks; the others it makes anew.
        position: up to where the one that is furthest behind has read.
        differing: the names of the views that are not what the ledger gives.
        damage: what is wrong with the file in which they are, if it cannot be read.
    """

    kept: int
    position: int
    differing: list[str]
    damage: str | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.differing and self.damage is None


class _Print(NamedTuple):
    """A kept view: how far it has read, and a hash of each of its tables."""

    tracked: Tracked
    tables: dict[str, bytes]


def compare(
    reader: LedgerReader, views: Sequence[View], *, progress: Progress | None = None
) -> Comparison:
    """Build views in memory and compare the kept ones with them; nothing is changed.

    Raises:
        UnusableStore: the ledger cannot be read, or an entry does not hold.
    """
    try:
        with looked_at(reader) as looked:
            kept = _prints(looked, views) if looked else {}
    except DamagedViews as damage:
        return Comparison(0, 0, [], str(damage))
    differing = {
        name
        for name, (tracked, _) in kept.items()
        if reader.hash_at(tracked.position) != tracked.hash
    }
    for position in {found.tracked.position for found in kept.values()}:
        group = [
            view
            for view in views
            if view.name in kept and kept[view.name].tracked.position == position
        ]
        differing.update(_differing(reader, group, kept, progress))
    return Comparison(
        len(kept),
        min((found.tracked.position for found in kept.values()), default=0),
        [view.name for view in views if view.name in differing],
    )


def _prints(looked: Looked, views: Sequence[View]) -> dict[str, _Print]:
    """Take the hashes of the kept views that have the form of this release."""
    return {
        view.name: _Print(tracked, {name: _hash(looked.rows(name)) for name in view.table_names})
        for view in views
        if (tracked := looked.tracked.get(view.name)) is not None
        and (tracked.version, tracked.tables) == (view.version, view.table_names)
        and looked.tables.issuperset(view.table_names)
    }


def _differing(
    reader: LedgerReader,
    views: Sequence[View],
    kept: dict[str, _Print],
    progress: Progress | None,
) -> list[str]:
    """Name those of some views, which have read equally far, that are not what they should be."""
    until = kept[views[0].name].tracked.position
    with closing(from_scratch(reader, views, until=until, progress=progress)) as built:
        return [
            view.name
            for view in views
            for table, found in kept[view.name].tables.items()
            if found != _hash(built.tuples(f"SELECT * FROM {table}"))  # noqa: S608 - the view's own table
        ]


def _hash(rows: Iterable[tuple[Any, ...]]) -> bytes:
    """Return a hash of rows in whatever order they come; it keeps 32 bytes of each meanwhile."""
    digests = sorted(sha256(repr(row).encode(errors="surrogateescape")).digest() for row in rows)
    return sha256(b"".join(digests)).digest()
