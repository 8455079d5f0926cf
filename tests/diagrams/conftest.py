"""Books that tests of pictures only read: recorded once for all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.catalogue import needs, record_files
from tests.books import IN_2019, BookOnDisk


@pytest.fixture(scope="session")
def nottinghamshire_book(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    """The example of Nottinghamshire alone."""
    return _recorded(tmp_path_factory.mktemp("nottinghamshire"), "nottinghamshire")


@pytest.fixture(scope="session")
def norfolk_book(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    """The example of Norfolk alone."""
    return _recorded(tmp_path_factory.mktemp("norfolk"), "norfolk")


@pytest.fixture(scope="session")
def what_if_book(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    """Both councils' examples, and what might have followed."""
    folder = tmp_path_factory.mktemp("what-if")
    return _recorded(folder, *needs("what-if"), "what-if")


def _recorded(folder: Path, *examples: str) -> BookOnDisk:
    book = BookOnDisk(folder)
    for example in examples:
        book.record_files(*(Path(str(file)) for file in record_files(example)), at=IN_2019)
    return book
