"""People's names as rules compare them: case and spaces do not make another person."""

from __future__ import annotations


def folded(name: str) -> str:
    """Return a name as it is compared: ``"  A.  Birch"`` and ``"a. birch"`` are one person."""
    return " ".join(name.split()).casefold()


def same_name(name: str, *others: str | None) -> bool:
    """Whether a name is one of the others."""
    return any(other is not None and folded(other) == folded(name) for other in others)
