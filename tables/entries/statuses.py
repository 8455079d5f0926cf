"""The statuses of a programme office, as the book calls them."""

from __future__ import annotations

from contextlib import suppress

from domain.savings.status import ProjectStatus
from tables.words import folded


def status_of(printed: str | None) -> ProjectStatus:
    """Return a status as the book has it; a blank one, or one that says nothing known, is none.

    Args:
        printed: the status as the table has it, or as a mapping file puts it into our words.
    """
    with suppress(ValueError):
        return ProjectStatus(folded(printed or "").replace(" ", "-"))
    return ProjectStatus.NO_STATUS
