"""What is said below a picture of a day on which it is not known which bodies there were."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from diagrams.governance import reading as of
from diagrams.words import day

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


def undated_told(
    graph: of.Graph,
    undated: Collection[str],
    earliest: date,
    first: date | None,
    recorded: date | None = None,
) -> list[str]:
    """Say that the book does not know since when bodies exist, where the day is before its first.

    The eve of that day is drawn by everyone who wants to see what its decisions changed.

    Args:
        graph: the structure, or the part of it that was asked for.
        undated: the bodies of which no day says since when they exist.
        earliest: the day that is drawn, of two the earlier.
        first: the first day of which the book tells something, if of any.
        recorded: the day on which it was recorded.
    """
    bodies = of.inside(graph)
    unknown = [ref for ref in bodies if ref in undated]
    begins = first - timedelta(days=1) if first else recorded  # what was there before its changes
    if not unknown or (begins is not None and earliest >= begins):
        return []
    exist = "body exists" if len(bodies) == 1 else "bodies exist"
    ends = f" and tells of no day before {day(first)}" if first else " and tells of no day at all"
    told = f"The book does not say since when {len(unknown):,} of {len(bodies):,} {exist}{ends}"
    return [f"{told}: that they were there on {day(earliest)} is not recorded."]
