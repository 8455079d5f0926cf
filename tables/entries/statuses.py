"""The statuses of a programme office, as the book calls them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from domain.savings.status import ProjectStatus
from tables.words import folded


def status_of(printed: str | None, mapped: Mapping[str, str]) -> ProjectStatus:
    """Return a printed status as the book has it; what says nothing known is no status.

    Args:
        printed: the status as printed; none where its cell is blank.
        mapped: what a mapping file says: our name of each of theirs.
    """
    if not printed:
        return ProjectStatus.NO_STATUS
    ours = {folded(theirs): own for theirs, own in mapped.items()}
    named = folded(ours.get(folded(printed), printed)).replace(" ", "-")
    with suppress(ValueError):
        return ProjectStatus(named)
    return ProjectStatus.NO_STATUS
