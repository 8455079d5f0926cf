"""Every kind of picture that there is, drawn by its command on a book."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.cli.program import run

if TYPE_CHECKING:
    from tests.books import BookOnDisk

BASE: Final = "https://council.example/book"

GRAPHS: Final = {
    "governance": ("governance", "--as-at", "2018-11-05"),
    "compared": (
        *("governance", "--root", "ics", "--as-at", "2018-11-05"),
        *("--compare-with", "2018-11-04"),
    ),
    "route": ("route", "committee-report"),
    "case": ("case", "change-request/ICS-2019-A", "--as-at", "2019-06-30"),
    "decision": ("lineage", "2018/022", "--as-at", "2019-06-30"),
    "figure": ("lineage", "targeted-reviews", "--year", "2020/21", "--as-at", "2019-06-30"),
    "portfolio": ("portfolio", "--portfolio", "place", "--as-at", "2018-09-30"),
    "gates": ("gates", "what-if-go-live", "--as-at", "2017-11-10"),
}
"""Pictures of graphs, on the examples with what might have followed."""

PLOTS: Final = {
    "history": ("history", "targeted-reviews", "--as-at", "2019-06-30"),
    "bridge": ("bridge", "targeted-reviews", "--from", "2017-12-31", "--to", "2019-06-30"),
    "statuses": ("statuses", "--as-at", "2019-06-30"),
}
"""Pictures of figures over time."""

HOSTILE_GRAPHS: Final = {
    "governance": ("governance", "--as-at", "2018-11-05"),
    "compared": ("governance", "--as-at", "2019-06-30", "--compare-with", "2018-01-01"),
    "route": ("route", "book:short/1"),
    "case": ("case", "P1", "--as-at", "2019-06-30"),
    "decision": ("lineage", "cabinet/1", "--as-at", "2019-06-30"),
    "figure": ("lineage", "lights", "--as-at", "2019-06-30"),
    "portfolio": ("portfolio", "--as-at", "2019-06-30"),
    "gates": ("gates", "go-live", "--as-at", "2019-04-01"),
}
HOSTILE_PLOTS: Final = {
    "history": ("history", "lights", "--as-at", "2019-06-30"),
    "bridge": ("bridge", "lights", "--from", "2018-02-01", "--to", "2019-06-30"),
    "statuses": ("statuses", "--as-at", "2019-06-30"),
}
"""The same on the book in which every name is hostile."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws pictures of a book by its commands, each file once.

    Attributes:
        book: the book.
        folder: where the files go.
        kinds: the words of each command, by the name of its picture.
    """

    book: BookOnDisk
    folder: Path
    kinds: dict[str, tuple[str, ...]]
    _drawn: dict[tuple[str, ...], bytes] = field(default_factory=dict)

    def draw(self, kind: str, ending: str, *more: str) -> bytes:
        """Return a picture as its command wrote it."""
        asked = (kind, ending, *more)
        if asked not in self._drawn:
            self._drawn[asked] = self.draw_anew(*asked)
        return self._drawn[asked]

    def draw_anew(self, kind: str, ending: str, *more: str) -> bytes:
        """Return a picture, drawn again."""
        file = self.folder / f"{kind}.{ending}"
        words = ("diagram", *self.kinds[kind], *more, "-o", str(file))
        drawn = run(*words, store=self.book.url)
        assert (drawn.exit_code, drawn.stderr) == (0, ""), drawn.stderr
        return file.read_bytes()
