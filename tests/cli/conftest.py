"""Books for the tests of the command line."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.books import IN_2019, BookOnDisk
from tests.cli.program import ROOT


@pytest.fixture(scope="session")
def _recorded_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, BookOnDisk]:
    """Record each example once; tests copy it."""
    folder = tmp_path_factory.mktemp("examples")
    books = {}
    for name in ("nottinghamshire", "norfolk"):
        book = BookOnDisk(folder, name)
        files = sorted((ROOT / "examples" / name).glob("*.yaml"))
        book.record_files(*files, at=IN_2019)
        books[name] = book
    return books


def _copied(book: BookOnDisk, folder: Path) -> str:
    for file in book.path.parent.glob(f"{book.path.name}*"):
        shutil.copy(file, folder)
    return f"sqlite:///{folder / book.path.name}"


@pytest.fixture
def nottinghamshire(_recorded_once: dict[str, BookOnDisk], tmp_path: Path) -> str:
    """The URL of a fresh copy of the first example, recorded on 1 June 2019."""
    return _copied(_recorded_once["nottinghamshire"], tmp_path)


@pytest.fixture
def norfolk(_recorded_once: dict[str, BookOnDisk], tmp_path: Path) -> str:
    """The URL of a fresh copy of the second example."""
    return _copied(_recorded_once["norfolk"], tmp_path)


@pytest.fixture
def book(tmp_path: Path) -> BookOnDisk:
    """An empty book."""
    return BookOnDisk(tmp_path)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter, which pytest's own folders forbid."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
