"""Votes under the words that papers use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def votes_told(votes: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return stored votes with ``for`` in place of ``in_favour``, which is how they are stored.

    The field has that name in the model because ``for`` is a word of the language.
    """
    if votes is None:
        return None
    told = {"for" if name == "in_favour" else name: value for name, value in votes.items()}
    if told.get("named"):
        told["named"] = votes_told(told["named"])
    return told
