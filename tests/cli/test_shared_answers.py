"""A shared book answers as one in a file does, to the byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.book import Book
from engine.files.record_file import read_orders
from engine.store.factory import open_store
from engine.store.opening import create
from examples.catalogue import record_files
from tests.books import IN_2019
from tests.cli.program import run
from tests.exports.workbook import tables
from tests.importing.september import SEPTEMBER

QUESTIONS = [
    ("portfolio", "--as-at", "2018-09-30"),
    ("portfolio", "--as-at", "2018-09-30", "--by", "programme", "--format", "json"),
    ("saving", "history", "targeted-reviews"),
    ("saving", "explain", "targeted-reviews", "--year", "2018/19"),
    ("change", "impact", "--as-at", "2019-01-07"),
    ("change", "list", "--as-at", "2019-06-01"),
    ("change", "show", "ICS-2019-A", "--as-at", "2019-06-01"),
    ("resolution", "list", "--as-at", "2019-06-01"),
    ("project", "list", "--as-at", "2019-06-01"),
    ("body", "tree", "--as-at", "2019-06-01"),
    ("meeting", "list", "--as-at", "2019-06-01"),
    ("gate", "list", "--as-at", "2019-06-01"),
    ("log", "--subject", "2018/019", "--full"),
    ("log", "--format", "csv"),
    ("project", "show", "no-such-project"),
    ("import", "template", "--as-at", "2018-09-30"),
    (
        *("import", "status", str(SEPTEMBER), "--period", "2018-09"),
        *("--as-report", "--as-statements", "--dry-run", "--format", "json"),
    ),
    ("export", "history", "targeted-reviews", "-o", "-", "--as-at", "2019-06-01"),
    ("export", "change-request", "ICS-2019-B", "-o", "-", "--as-at", "2019-06-01"),
]


@pytest.fixture(scope="module")
def shared(postgres_session: Callable[[], str]) -> str:
    """The first example in a shared store, recorded at the moment at which the other was."""
    url = postgres_session()
    create(url)
    files = [Path(str(file)) for file in record_files("nottinghamshire")]
    with open_store(url, lambda: IN_2019) as store:
        Book(store, "clerk").record(read_orders(files))
    return url


@pytest.fixture(scope="module")
def postgres_session(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Give names of books in the server."""
    url: Callable[[], str] = request.getfixturevalue("postgres").url
    return url


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_shared_book_answers_as_one_in_a_file(
    nottinghamshire: str, shared: str, question: tuple[str, ...]
) -> None:
    in_a_file, in_a_database = run(*question, store=nottinghamshire), run(*question, store=shared)
    assert in_a_database.stdout == in_a_file.stdout
    assert in_a_database.stderr == in_a_file.stderr
    assert in_a_database.exit_code == in_a_file.exit_code


def test_the_workbook_of_a_shared_book_is_that_of_one_in_a_file(
    nottinghamshire: str, shared: str, tmp_path: Path
) -> None:
    found = []
    for number, store in enumerate((nottinghamshire, shared)):
        path = tmp_path / f"{number}.xlsx"
        done = run("export", "workbook", "--as-at", "2019-06-01", "-o", str(path), store=store)
        assert (done.exit_code, done.stderr) == (0, "")
        found.append(tables(path))
        del found[-1]["Sources"][1]  # what each book is called
    assert found[1] == found[0]
