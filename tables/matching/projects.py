"""Which project of the book a printed name is: by name, or by a reference that stands in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from tables.matching.folding import code, codes_in, without_brackets, without_references
from tables.matching.known import KnownProject
from tables.words import folded


class Found(NamedTuple):
    """What was found for a printed name.

    Attributes:
        project: the project, where there is one alone.
        several: the projects among which the name does not choose.
        other: the project whose reference stands in the name although it is the name of another.
        by_reference: whether the reference alone says which project it is: the name is another.
        is_own: whether the book has the very name that is printed.
    """

    project: KnownProject | None = None
    several: tuple[KnownProject, ...] = ()
    other: KnownProject | None = None
    by_reference: bool = False
    is_own: bool = False


class ProjectNames:
    """Finds projects by names and references.

    Args:
        projects: those of the book, by reference.
        mapped: what a mapping file says: the reference of each printed name.
    """

    def __init__(
        self, projects: Mapping[str, KnownProject], mapped: Mapping[str, str] | None = None
    ) -> None:
        self._projects = projects
        self._mapped = {folded(name): ref for name, ref in (mapped or {}).items()}
        self._own: dict[str, list[KnownProject]] = defaultdict(list)
        self._bare: dict[str, list[KnownProject]] = defaultdict(list)
        self._plain: dict[str, list[KnownProject]] = defaultdict(list)
        self._coded: dict[str, list[KnownProject]] = defaultdict(list)
        for project in projects.values():
            self._own[folded(project.name)].append(project)
            self._bare[_bare(project.name)].append(project)
            self._plain[_plain(project.name)].append(project)
            for reference in {code(reference) for reference in project.references}:
                self._coded[reference].append(project)

    def find(self, name: str, portfolio: str | None) -> Found:
        """Return the project of a printed name.

        Args:
            name: the name, with the references that stand in it.
            portfolio: the reference of the portfolio it is printed under, where one is known; it
                chooses among projects of one name.
        """
        mapped = self._mapped.get(folded(name)) or self._mapped.get(folded(without_brackets(name)))
        if mapped:
            return Found(self._projects.get(mapped))
        own = self._own.get(folded(name))
        if own:
            return _chosen(own, portfolio)._replace(is_own=True)
        named = self._by_name(name)
        codes = codes_in(name, self._coded)
        if not named:
            return _chosen(_coded(self._coded, codes), portfolio, by_reference=True)
        found = _chosen(named, portfolio)
        if found.several:
            coded = [one for one in _coded(self._coded, codes) if one in found.several]
            return Found(coded[0]) if len(coded) == 1 else found
        return found._replace(other=self._contradicting(found.project, codes))

    def _by_name(self, name: str) -> list[KnownProject]:
        """Return the projects of a name: brackets may be left out on one side, not read otherwise.

        References in brackets make no difference; of other brackets, "Highways" may be "Highways
        (Phase 1)", which "Highways (Phase 2)" is not.
        """
        bare, plain = _bare(name), _plain(name)
        if bare in self._bare:
            return self._bare[bare]
        named = self._plain.get(plain, [])
        if bare != plain:
            named = [one for one in named if _bare(one.name) == plain]
        as_reference = self._projects.get(name.strip())
        return named or ([as_reference] if as_reference else [])

    def _contradicting(
        self, project: KnownProject | None, codes: Collection[str]
    ) -> KnownProject | None:
        """Return whose reference a name carries, where none of its references is its own."""
        others = _coded(self._coded, codes)
        return None if not others or project in others else others[0]


def _bare(name: str) -> str:
    return folded(without_references(name))


def _plain(name: str) -> str:
    return folded(without_brackets(name))


def _coded(coded: Mapping[str, list[KnownProject]], codes: Iterable[str]) -> list[KnownProject]:
    return list({one.ref: one for said in codes for one in coded.get(said, ())}.values())


def _chosen(
    candidates: list[KnownProject], portfolio: str | None, *, by_reference: bool = False
) -> Found:
    """Choose among projects; the portfolio decides where they are several."""
    if len(candidates) > 1:
        within = [one for one in candidates if one.portfolio == portfolio]
        candidates = within if len(within) == 1 else candidates
    if len(candidates) > 1:
        return Found(several=tuple(candidates))
    return Found(candidates[0], by_reference=by_reference) if candidates else Found()
