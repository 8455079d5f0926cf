"""What the page on diagrams shows an analyst, run as it stands."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from diagrams import api
from examples.catalogue import record_files
from tests.books import IN_2019, BookOnDisk

PAGE = (Path(__file__).parents[2] / "docs" / "diagrams.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the book of the demo where the page opens it."""
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "demo").mkdir()
    book = BookOnDisk(folder / "demo", "minutebook")
    book.record_files(*(Path(str(file)) for file in record_files("nottinghamshire")), at=IN_2019)
    return folder


def last_of_cell(block: str, names: dict[str, Any]) -> Any:
    """Run a cell as a notebook does, and return its last line's value."""
    *before, last = ast.parse(block).body
    assert isinstance(last, ast.Expr)
    exec(compile(ast.Module(before, []), "cell", "exec"), names)  # noqa: S102 - our own page
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307


@pytest.mark.parametrize("block", BLOCKS)
def test_a_cell_of_the_page_ends_in_a_picture_that_a_notebook_shows(
    block: str, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    picture = last_of_cell(block, {})
    assert "<svg" in picture._repr_svg_()
    saved = re.search(r'save\("([^"]+)"\)', block)
    assert saved
    assert (workplace / saved[1]).stat().st_size > 1000


def test_the_page_has_a_graph_and_a_plot() -> None:
    assert len(BLOCKS) == 2


def test_what_an_analyst_imports_is_all_there_and_says_what_it_is() -> None:
    for name in api.__all__:
        assert getattr(api, name).__doc__, name


def test_a_book_is_opened_as_it_was_known_at_a_moment(workplace: Path) -> None:
    store = f"sqlite:///{workplace / 'demo' / 'minutebook.db'}"
    with api.open_book(store) as now, api.open_book(store, IN_2019.replace(year=2018)) as before:
        assert now.known > 0
        assert before.known == 0
        assert before.as_known == IN_2019.replace(year=2018)
