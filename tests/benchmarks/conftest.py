"""A small synthetic book, made once."""

from __future__ import annotations

import pytest

from benchmarks.synthetic.filling import fill
from benchmarks.synthetic.plan import Plan

SMALL = Plan(8_000)


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the URL of a store with a synthetic book."""
    url = f"sqlite:///{tmp_path_factory.mktemp('book') / 'small.db'}"
    fill(SMALL, url)
    return url
