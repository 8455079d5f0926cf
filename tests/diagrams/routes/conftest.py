"""A case that was put under another version of its route."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.engine.cases.journey import UNOPENED

ROUTES = Path(__file__).parents[2] / "projections" / "routes"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    """A paper that another version of its route was put under, whose state is called otherwise."""
    book = BookOnDisk(tmp_path_factory.mktemp("migrated"))
    folder = book.folder / "routes"
    folder.mkdir()
    for name in ("short-1.yaml", "short-2.yaml"):
        (folder / name).write_text((ROUTES / name).read_text(encoding="utf-8"), encoding="utf-8")
    file = book.folder / "entries.yaml"
    file.write_text(
        UNOPENED
        + "- case: {route: short, version: 1, subject: P1, opened_on: 2019-01-02,"
        + " bodies: {deciding: ics}}\n"
        + "- case-migration: {case: P1, version: 2, state: drafted, decided_on: 2019-01-05,"
        + " actor: P. Office}\n",
        encoding="utf-8",
    )
    book.record_files(file)
    return book
