"""Which portfolio of the book a printed name is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tables.matching.folding import in_brackets, without_brackets
from tables.matching.known import KnownPortfolio, KnownProject
from tables.words import folded


class PortfolioNames:
    """Finds portfolios by their names, short forms in brackets and references.

    Args:
        portfolios: those of the book.
        mapped: what a mapping file says: the reference of each printed name; those that no
            portfolio has are left aside.
    """

    def __init__(
        self, portfolios: Iterable[KnownPortfolio], mapped: Mapping[str, str] | None = None
    ) -> None:
        self._found: dict[str, str] = {}
        for portfolio in portfolios:
            names = (portfolio.ref, portfolio.name, without_brackets(portfolio.name))
            for name in (*names, *in_brackets(portfolio.name)):
                self._found.setdefault(folded(name), portfolio.ref)
        refs = {*self._found.values()}
        self._found |= {folded(name): ref for name, ref in (mapped or {}).items() if ref in refs}

    def find(self, name: str) -> str | None:
        """Return the reference of the portfolio of a name, none where no portfolio bears it."""
        for said in (name, without_brackets(name), *in_brackets(name)):
            found = self._found.get(folded(said))
            if found:
                return found
        return None


def of_the_rows(projects: Iterable[KnownProject | None]) -> str | None:
    """Return the portfolio to which all projects under one heading belong; none if they do not."""
    places = Counter(project.portfolio for project in projects if project)
    return next(iter(places)) if len(places) == 1 else None
