"""What every test may use: golden files, and the flag that rewrites them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.postgres import postgres, postgres_url

__all__ = ["postgres", "postgres_url"]  # fixtures that any test may ask for


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite the golden files from what the program gives now",
    )


# A file of tests is run by one process. Those that take longest begin, so that no process is left
# with one of them when the others are done.
LONGEST = ("faults", "workflow", "test_documents.py", "transfer", "concurrency", "benchmarks")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first; all others stay in their order."""

    def rank(item: pytest.Item) -> int:
        parts = item.path.parts
        return next((at for at, name in enumerate(LONGEST) if name in parts), len(LONGEST))

    items.sort(key=rank)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file; with ``--update-golden`` write the file instead."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
