"""Which names a name that nothing bears may mean: near misses, to be looked at by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tables.matching.folding import without_brackets
from tables.words import folded

_LIKE = 80
_ALIKE = 86
_MOST = 3


class Suggestion(NamedTuple):
    """A thing that may be meant: its reference, its name, and how near it is, of 100."""

    ref: str
    name: str
    score: float

    @property
    def is_near(self) -> bool:
        """Whether it is as near as a slip of the pen."""
        return self.score >= _ALIKE


def suggestions(name: str, known: Mapping[str, str]) -> list[Suggestion]:
    """Return the things that a name may mean, the nearest first.

    Args:
        name: the name as printed.
        known: the names there are, by reference.
    """
    from rapidfuzz import fuzz, process

    choices = {ref: folded(without_brackets(own)) for ref, own in known.items()}
    wanted = folded(without_brackets(name))
    for scorer in (fuzz.ratio, fuzz.token_sort_ratio, fuzz.WRatio):
        found = process.extract(wanted, choices, scorer=scorer, score_cutoff=_LIKE, limit=_MOST)
        if found:
            # Words that two names share are no slip of the pen, so only the first two count whole.
            most = _ALIKE - 1 if scorer is fuzz.WRatio else 100
            return [Suggestion(ref, known[ref], min(score, most)) for _, score, ref in found]
    return []


def meant(found: Iterable[Suggestion]) -> str:
    """Say what may be meant, as the end of a message; nothing where there is nothing."""
    said = [f"{one.name!r} ({one.ref})" for one in found]
    return f": did you mean {' or '.join(said)}?" if said else ""
