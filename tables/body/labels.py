"""What a row of a table is called: a total of what, where it is one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tables.words import folded, spaced

_TOTAL = re.compile(r"\b(?:sub[\s-]*totals?|totals?)\b", re.IGNORECASE)
_EDGES = re.compile(
    r"^\W*(?:sub[\s-]*totals?|totals?)\b(?:\s+(?:for|of|the|portfolio)\b)*[\s:–—-]*"
    r"|[\s:–—,(-]*\b(?:portfolio\s+)?(?:sub[\s-]*totals?|totals?)\b[\s:)]*$",
    re.IGNORECASE,
)
_WHOLE = frozenset(
    {"grand", "overall", "all", "portfolios", "projects", "council", "whole", "table", "programmes"}
)
_FILLING = frozenset({"total", "totals", "sub", "subtotal", "subtotals", "for", "of", "the"})
_FILLING |= {"portfolio", "savings", "target", "targets", "sum", "figures"}
_ALL_ALONE = frozenset({"all portfolios", "all projects", "whole council", "overall", "grand"})
_LONGEST = 120


class TotalLabel(NamedTuple):
    """What a total is of, by its label.

    Attributes:
        name: the portfolio it names; none where it names none.
        whole: whether it says that it is of everything.
        part: whether it says that it is of a part: a sub-total.
    """

    name: str | None
    whole: bool
    part: bool


@lru_cache(maxsize=16384)
def total_label(text: str) -> TotalLabel | None:
    """Return what a label says it is the total of; ``None`` where it is no label of a total.

    A total begins or ends with the word: "Place Totals", "Total for Place", "Grand total".
    """
    text = spaced(text)
    words = folded(text).split()
    if folded(text) in _ALL_ALONE:
        return TotalLabel(None, whole=True, part=False)
    if len(text) > _LONGEST or not _TOTAL.search(text):
        return None
    left = [word for word in words if word not in _FILLING]
    whole = bool(_WHOLE & set(left)) and set(left) <= _WHOLE
    part = "subtotal" in "".join(words)
    if not left or whole:
        return TotalLabel(None, whole, part and not whole)
    named = _EDGES.sub("", _EDGES.sub("", text)).strip(" :–—-")
    if named == text or not named:
        return None
    return TotalLabel(named, whole=False, part=part)
