"""Which words are statuses that the book knows."""

from __future__ import annotations

from domain.savings.status import ProjectStatus
from tables.words import folded

_KNOWN = frozenset(folded(status.value) for status in ProjectStatus)


def is_status(printed: str) -> bool:
    """Tell whether a status is one of ours, however it is spelt: ``On Target``, ``at_risk``."""
    return folded(printed) in _KNOWN
