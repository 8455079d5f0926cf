"""Closed lists of the field's terms, read with the spelling people use."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Self


class Term(StrEnum):
    """A term of a closed list; ``On Target``, ``on_target`` and ``on-target`` read as the same."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        wanted = _plain(value)
        return next((term for term in cls if term.value == wanted), None)


@lru_cache(maxsize=1024)
def _plain(value: str) -> str:
    return "-".join(value.lower().replace("_", " ").replace("-", " ").split())
