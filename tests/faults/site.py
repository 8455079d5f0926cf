"""A book to which things happen, and what was promised of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.store.opening import create
from engine.store.reader import LedgerEntry
from engine.store.url import is_shared, sqlite_path
from tests.faults.child import Child, Nursery
from tests.faults.invariants import Findings, examine, paper_of
from tests.faults.papers import Papers
from tests.faults.server import MortalServer, mortal_server


class Site:
    """One book, the papers that are recorded in it, and those that somebody was told of.

    Attributes:
        url: its store.
        papers: what is to be recorded.
        acknowledged: the papers of which somebody was told that they are recorded.
    """

    def __init__(self, nursery: Nursery, folder: Path, url: str) -> None:
        create(url)
        self.url = url
        self.folder = folder
        self.papers = Papers(folder / "papers")
        self.acknowledged: set[str] = set()
        self._nursery = nursery
        self._numbers = 0
        self.record(self.papers.found())

    def paper(self, entries: int) -> Path:
        """Write a new paper."""
        self._numbers += 1
        return self.papers.paper(self._numbers, entries)

    def clerk(self, work: str, *words: str, url: str | None = None) -> Child:
        """Let a clerk begin to work on the book, which he may reach in another way."""
        return self._nursery.clerk(work, url or self.url, *words)

    def start(self, *words: str, most_bytes: int | None = None) -> Child:
        """Start minutebook on the book."""
        return self._nursery.minutebook(self.url, *words, most_bytes=most_bytes)

    def run(self, *words: str, most_bytes: int | None = None) -> Child:
        """Run minutebook on the book, to its end."""
        child = self.start(*words, most_bytes=most_bytes)
        child.end()
        return child

    def succeed(self, *words: str) -> list[str]:
        """Run minutebook on the book, make sure that it succeeds, and return its lines."""
        child = self.run(*words)
        assert child.status == 0, (words[:2], child.status, child.errors)
        return child.lines

    def record(self, *papers: Path) -> str:
        """Record papers with one command, and return what it says."""
        told = self.succeed("record", *map(str, papers))[-1]
        self.acknowledged |= {paper.stem for paper in papers}
        return told

    def acknowledge(self, names: Sequence[str]) -> int:
        """Note that somebody was told of papers, and return how many facts they are."""
        new = set(names) - self.acknowledged
        self.acknowledged |= new
        return sum(self.papers.facts[name] for name in new)

    def forget_views(self) -> None:
        """Throw the views away."""
        if is_shared(self.url):
            return  # the next rebuild replaces them
        store = sqlite_path(self.url)
        for file in store.parent.glob(f"{store.name}.views*"):
            file.unlink()

    def examine(self) -> Findings:
        """Look whether everything holds that must."""
        return examine(self.url, self.papers.facts, self.acknowledged)

    def forget_papers_after(self, entries: Collection[LedgerEntry]) -> None:
        """Expect no papers but those of some entries: the others were taken out on purpose."""
        kept = {paper_of(entry) for entry in entries}
        self.acknowledged &= kept

    def record_again(self) -> Findings:
        """Record everything that was ever begun once more, twice: the second time changes nothing.

        Nor may the first time add anything to a paper that is in the book.
        """
        before = self.examine()
        everything = [str(self.papers.path(name)) for name in self.papers.facts]
        self.succeed("record", *everything)
        self.acknowledged |= set(self.papers.facts)
        after = self.examine()
        added = sum(self.papers.facts[name] for name in self.papers.facts.keys() - before.papers)
        if after.facts != before.facts + added:
            after.doubled.append("recording again added to what was there")
        if not self.succeed("record", *everything)[-1].startswith("Nothing new"):
            after.doubled.append("recording everything again added facts")
        return after


@dataclass
class Ground:
    """Where books are made for a run of the harness.

    Attributes:
        nursery: starts programs.
        folder: holds what belongs to the run.
        server: gives a server that may be killed.
        url_in: gives the URL of a store that is not there yet, for a folder that is new.
    """

    nursery: Nursery
    folder: Path
    server: Callable[[], AbstractContextManager[MortalServer]] = mortal_server
    url_in: Callable[[Path], str] = field(default=lambda folder: f"sqlite:///{folder / 'book.db'}")

    def another_url(self, folder: Path) -> str:
        """Give the URL of one more store that is not there yet."""
        folder.mkdir()
        return self.url_in(folder)

    @contextmanager
    def site(self) -> Iterator[Site]:
        """Give a new book, which is gone afterwards."""
        with TemporaryDirectory(dir=self.folder) as name:
            yield Site(self.nursery, Path(name), self.url_in(Path(name)))
