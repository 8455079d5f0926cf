"""Which portfolio of the book a printed name is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tables.matching.folding import in_brackets, without_brackets
from tables.matching.known import KnownPortfolio, KnownProject
from tables.words import folded


class PortfolioNames:
    """Finds portfolios by their names, references and short forms in brackets, in this order.

    Args:
        portfolios: those of the book.
        mapped: what a mapping file says: the reference of each printed name; those that no
            portfolio has are left aside.
    """

    def __init__(
        self, portfolios: Iterable[KnownPortfolio], mapped: Mapping[str, str] | None = None
    ) -> None:
        known = list(portfolios)
        refs = {one.ref for one in known}
        self._found = {folded(name): ref for name, ref in (mapped or {}).items() if ref in refs}
        self._loosely: dict[str, KnownPortfolio] = {}
        for named in (
            [(one.name, one.ref) for one in known],
            [(one.ref, one.ref) for one in known],
        ):
            for name, ref in named:
                self._found.setdefault(folded(name), ref)
        for one in known:
            for name in (without_brackets(one.name), *in_brackets(one.name)):
                self._loosely.setdefault(folded(name), one)

    def find(self, name: str) -> str | None:
        """Return the reference of the portfolio of a name, none where no portfolio bears it."""
        said = (name, without_brackets(name), *in_brackets(name))
        for one in map(folded, said):
            if one in self._found:
                return self._found[one]
        found = (self._loosely.get(folded(one)) for one in said)
        return next((one.ref for one in found if one and not _are_apart(name, one.name)), None)


def of_the_rows(projects: Iterable[KnownProject | None]) -> str | None:
    """Return the portfolio to which all projects under one heading belong; none if they do not."""
    places = Counter(project.portfolio for project in projects if project)
    return next(iter(places)) if len(places) == 1 else None


def _are_apart(one: str, other: str) -> bool:
    """Tell whether two names say different things in brackets: "Place (North)", "Place (South)"."""
    said = [{folded(text) for text in in_brackets(name)} for name in (one, other)]
    return all(said) and not said[0] & said[1]
