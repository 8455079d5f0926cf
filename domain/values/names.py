"""People's names as rules compare them: how they are typed does not make another person."""

from __future__ import annotations

from unicodedata import normalize


def folded(name: str) -> str:
    """Return a name as it is compared: ``"A.  Birch"`` and ``"a birch"`` are one person.

    Case, spaces, the dots of initials and titles, and the ways in which Unicode writes one and the
    same letter are left out of account.
    """
    plain = normalize("NFKC", normalize("NFKC", name).casefold())
    return " ".join(plain.replace(".", " ").split()) or plain.strip()


def same_name(name: str, *others: str | None) -> bool:
    """Whether a name is one of the others."""
    return any(other is not None and folded(other) == folded(name) for other in others)
