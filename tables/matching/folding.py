"""Names with references in brackets, and the references that stand in names."""

from __future__ import annotations

import re
from collections.abc import Collection

from tables.words import folded

_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
# "Option for Change": councils print it before the reference of a proposal, often without a space.
_OPTION_FOR_CHANGE = re.compile(r"\bofc\s*(?=[a-z]+\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_CODE = 3


def without_brackets(name: str) -> str:
    """Return a name without what stands in brackets; the whole where nothing else is left.

    >>> without_brackets("Highways JV (OfC B13)")
    'Highways JV'
    """
    plain = name
    while (shorter := _BRACKETED.sub(" ", plain)) != plain:
        plain = shorter
    return " ".join(plain.split()) or name.strip()


def in_brackets(name: str) -> list[str]:
    """Return what stands in brackets: ``["CEX"]`` of ``Chief Executive's (CEX)``."""
    return [said.strip() for said in _BRACKETED.findall(name) if said.strip()]


def code(reference: str) -> str:
    """Return a reference as it is looked for in names: ``C03 2014`` and ``c03-2014`` are one."""
    return folded(reference).replace(" ", "")


def codes_in(name: str, known: Collection[str]) -> list[str]:
    """Return which of some codes stand in a name, in their order.

    A code that a year follows is that of the year: ``C03 2014`` is not ``C03``.

    >>> codes_in("Direct Payments (OfC C01 2015 & C04 2016)", {"c012015", "c04"})
    ['c012015']
    """
    words = _OPTION_FOR_CHANGE.sub("", folded(name)).split()
    found: list[str] = []
    at = 0
    while at < len(words):
        length = _code_at(words, at, known)
        if length:
            found.append("".join(words[at : at + length]))
        at += length or 1
    return found


def _code_at(words: list[str], at: int, known: Collection[str]) -> int:
    """Return of how many words the longest code is that begins at a place; 0 where none does."""
    for length in range(_LONGEST_CODE, 0, -1):
        if "".join(words[at : at + length]) in known:
            after = words[at + length : at + length + 1]
            of_a_year = length == 1 and after and _YEAR.fullmatch(after[0])
            return 0 if of_a_year else length
    return 0
