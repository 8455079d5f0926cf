"""Words as they are compared: without case, punctuation and the ways of spacing them."""

from __future__ import annotations

import re
from functools import lru_cache

_APOSTROPHES = re.compile(r"['’‘`´]")
_OTHER = re.compile(r"[^\w]+|_+")


@lru_cache(maxsize=65536)  # the same few statuses and portfolios stand in thousands of rows
def folded(text: str) -> str:
    """Return the words of a text alone: ``Children's & Families`` gives ``childrens and families``.

    An ampersand is the word "and"; signs of any other kind only part words.
    """
    plain = _APOSTROPHES.sub("", text.casefold().replace("&", " and "))
    return " ".join(_OTHER.sub(" ", plain).split())


def spaced(text: str) -> str:
    """Return a text with single spaces: a name that a cell breaks over lines is one name."""
    return " ".join(text.split())
