"""Which names a name that nothing bears may mean: near misses, to be looked at by a person."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from tables.matching.folding import without_brackets
from tables.words import folded

_LIKE = 80
_ALIKE = 86
_MOST = 3
_LOOKED_AT = 10
_THOROUGHLY = 50


class Suggestion(NamedTuple):
    """A thing that may be meant: its reference, its name, and how near it is, of 100."""

    ref: str
    name: str
    score: float

    @property
    def is_near(self) -> bool:
        """Whether it is as near as a slip of the pen."""
        return self.score >= _ALIKE


class NearMisses:
    """Finds which of the names of the book a printed name may mean.

    Args:
        known: the names there are, by reference.
    """

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._choices = {ref: folded(without_brackets(name)) for ref, name in known.items()}
        self._asked = 0

    def of(self, name: str, without: Container[str] = ()) -> list[Suggestion]:
        """Return the things that a name may mean, the nearest first.

        The first names are looked for thoroughly. Where there are many, the table is of another
        book: slips of the pen alone are looked for then, which is ten times as quick.

        Args:
            name: the name as printed.
            without: the references that are not meant.
        """
        from rapidfuzz import fuzz

        self._asked += 1
        thorough = (fuzz.token_sort_ratio, fuzz.WRatio) if self._asked <= _THOROUGHLY else ()
        wanted = folded(without_brackets(name))
        for scorer in (fuzz.ratio, *thorough):
            found = [one for one in self._by(scorer, wanted) if one.ref not in without]
            if found:
                # Words that two names share are no slip of the pen.
                most = _ALIKE - 1 if scorer is fuzz.WRatio else 100
                return [one._replace(score=min(one.score, most)) for one in found[:_MOST]]
        return []

    def _by(self, scorer: Callable[..., float], wanted: str) -> Iterator[Suggestion]:
        from rapidfuzz import process

        found = process.extract(
            wanted, self._choices, scorer=scorer, score_cutoff=_LIKE, limit=_LOOKED_AT
        )
        for _, score, ref in found:
            yield Suggestion(ref, self._known[ref], score)


def meant(found: Iterable[Suggestion]) -> str:
    """Say what may be meant, as the end of a message; nothing where there is nothing."""
    said = [f"{one.name!r} ({one.ref})" for one in found]
    return f": did you mean {' or '.join(said)}?" if said else ""
