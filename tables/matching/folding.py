"""Names with references in brackets, and the references that stand in names."""

from __future__ import annotations

import re
from collections.abc import Collection

from tables.words import folded

_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
# "Option for Change": councils print it before the reference of a proposal, often without a space.
_OPTION_FOR_CHANGE = re.compile(r"\bofc\s*(?=[a-z]+\d)")
_CODE = re.compile(r"(?<![A-Z])[A-Z]{1,4}(?: ?\d{2,3}(?: (?:19|20)\d\d)?|\d{4,6})(?!\d)")
_OF_TIME = re.compile(
    r"\b(?:FY|Q|JAN|FEB|MAR|APR|MAY|JUN|JUNE|JUL|JULY|AUG|SEP|SEPT|OCT|NOV|DEC) ?\d"
)
_JOINING = frozenset({"and", "ofc", "or", "ref", "refs"})
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


def references_in(name: str) -> tuple[str, ...]:
    """Return the references that stand in the brackets of a name: of years and months it has none.

    >>> references_in("Long-term care (OfC C03 2014 & B04 2016) (Phase 1) (FY 19)")
    ('C03 2014', 'B04 2016')
    """
    return tuple(dict.fromkeys(one for said in in_brackets(name) for one in _codes(said)))


def without_references(name: str) -> str:
    """Return a name without the brackets that hold references alone: other brackets are its own.

    >>> without_references("Highways (Phase 1) (OfC B13 & B14)")
    'Highways (Phase 1)'
    """
    plain = _BRACKETED.sub(lambda found: " " if _is_of_codes(found[1]) else found[0], name)
    return " ".join(plain.split()) or name.strip()


def _codes(said: str) -> list[str]:
    plain = said.replace("OfC", " ")
    if _OF_TIME.search(plain):
        return []
    return [" ".join(one.split()) for one in _CODE.findall(plain)]


def _is_of_codes(said: str) -> bool:
    return bool(_codes(said)) and set(folded(_CODE.sub(" ", said)).split()) <= _JOINING


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
