"""Rebuilding one aggregate from a long history."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.library import DefaultBook, Saving
from benchmarks.lines.run import Run
from benchmarks.measure import Line, at_least, rates, timed
from benchmarks.orders import extensions, founding
from benchmarks.sites import Site
from domain.savings.project import Project
from engine.book import Book
from engine.store.factory import open_store
from engine.store.store import Store

FACTS, TIMES = 1_000, 5


def replay(run: Run) -> Iterator[Line]:
    """Compare the replay of a project of a thousand facts with the library's repository."""
    for site in run.sites.all:
        with open_store(site.new()) as store, DefaultBook(site, 1) as library:
            yield _replay(site, store, library)


def _replay(site: Site, store: Store, library: DefaultBook) -> Line:
    library.extend([*extensions(1, FACTS - 1)])
    Book(store, "clerk").record([*founding(1), *extensions(1, FACTS - 2)])

    def ours() -> int:
        return Project("project-0").replay(store.history("project:project-0")).version

    def default() -> int:
        found: Saving = library.application.repository.get(library.projects[0].id)
        return found.version

    if (ours(), default()) != (FACTS, FACTS):
        raise RuntimeError(f"{ours()} facts stand beside {default()}")
    return rates(
        f"replay of an aggregate of {FACTS:,} facts",
        site.name,
        "the library's default repository",
        FACTS * TIMES,
        lambda: timed(lambda: [ours() for _ in range(TIMES)]),
        lambda: timed(lambda: [default() for _ in range(TIMES)]),
        at_least(2),
    )
