"""The example's views, and small books of one project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from examples.catalogue import record_files
from projections.views import Views
from tests.books import IN_2019, BookOnDisk
from tests.projections.conftest import NewUrl

BODIES = """
- file: {actor: clerk, source: {document: Agenda pack, page: 7}}
- body: {ref: policy, name: Policy Committee, kind: committee}
- body: {ref: ics, name: Improvement and Change Sub-Committee, kind: sub-committee}
- project: {ref: reviews, name: Reviews, portfolio: care}
"""
BASELINE = """
- file: {actor: clerk, source: {document: Agenda pack, page: 7}}
- baseline:
    project: reviews
    decided_on: 2018-01-15
    authority: {body: policy, decided_on: 2018-01-15}
    profile: {2018/19: 3000, 2019/20: 2000.50}
"""


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory, any_url: NewUrl) -> Iterator[Views]:
    """The views of the first example."""
    book = BookOnDisk(tmp_path_factory.mktemp("example"), url=any_url())
    book.record_files(*(Path(str(file)) for file in record_files("nottinghamshire")), at=IN_2019)
    with book.views() as views:
        yield views


@pytest.fixture
def book(tmp_path: Path, any_url: NewUrl) -> BookOnDisk:
    """A book with two bodies and a project."""
    opened = BookOnDisk(tmp_path, url=any_url())
    opened.record(BODIES)
    return opened
