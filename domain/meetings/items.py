"""Items of business as rules compare them: ``Item 4``, ``4.`` and ``4`` are one item."""

from __future__ import annotations

import re

from domain.values.names import folded

_BEFORE = re.compile(r"^(agenda )?item( no| number)? ")
_ZEROS = re.compile(r"^0+(?=\d)")


def folded_item(item: str) -> str:
    """Return the number of an item as it is compared."""
    said = folded(item.replace(":", " ").replace("#", " ")).rstrip(" )]").lstrip("([ ")
    return _ZEROS.sub("", _BEFORE.sub("", said))


def same_item(item: str | None, other: str | None) -> bool:
    """Whether two items are one; what has no item may be about any, and is no item's."""
    if item is None or other is None:
        return item is other
    return folded_item(item) == folded_item(other)
