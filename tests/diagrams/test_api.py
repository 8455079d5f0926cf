"""What the page on diagrams shows an analyst, run as it stands."""

from __future__ import annotations

import ast
import importlib
import logging
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from diagrams import api
from diagrams.errors import CannotWrite, DiagramError, UnknownFormat
from diagrams.pictures.text.fonts import REGULAR
from diagrams.plots.quiet import quiet
from examples.catalogue import record_files
from projections.bodies.governance import structure_at
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
    for saved in re.findall(r'save\("([^"]+)"\)', block):
        assert (workplace / saved).stat().st_size > 1000


def test_the_page_has_a_graph_and_a_plot() -> None:
    for made in ("_picture(", "_plot("):
        assert any(made in block for block in BLOCKS)


def test_what_an_analyst_imports_is_all_there_and_says_what_it_is() -> None:
    for name in api.__all__:
        assert getattr(api, name).__doc__, name


def test_a_book_is_opened_as_it_was_known_at_a_moment(workplace: Path) -> None:
    store = f"sqlite:///{workplace / 'demo' / 'minutebook.db'}"
    with api.open_book(store) as now, api.open_book(store, IN_2019.replace(year=2018)) as before:
        assert now.known > 0
        assert before.known == 0
        assert before.as_known == IN_2019.replace(year=2018)


def test_a_format_that_there_is_not_is_refused_with_those_there_are(workplace: Path) -> None:
    with api.open_book(f"sqlite:///{workplace / 'demo' / 'minutebook.db'}") as book:
        structure = structure_at(book.views, date(2018, 11, 5), book.known)
    picture = api.governance_picture(api.governance_graph(structure))
    with pytest.raises(
        UnknownFormat, match=r"^'gif' is .*\.svg, \.png, \.pdf, \.dot, \.mmd, \.graphml, \.json"
    ):
        picture.as_bytes("gif")
    assert picture.as_bytes(".SVG") == picture.as_bytes("svg")
    assert repr(picture) == "<Picture governance: 18 boxes, 12 lines>"


def test_a_picture_does_not_take_the_place_of_a_book(workplace: Path) -> None:
    store = workplace / "demo" / "minutebook.db"
    looks_like_a_picture = workplace / "book.svg"
    looks_like_a_picture.write_bytes(store.read_bytes())
    with api.open_book(f"sqlite:///{store}") as book:
        structure = structure_at(book.views, date(2018, 11, 5), book.known)
    picture = api.governance_picture(api.governance_graph(structure))
    with pytest.raises(CannotWrite, match="it is a store"):
        picture.save(looks_like_a_picture)
    assert looks_like_a_picture.read_bytes() == store.read_bytes()


@pytest.mark.parametrize(
    ("choices", "refused"),
    [
        ({"theme": "pink"}, "there is no theme 'pink': take light, dark or print"),
        ({"base_url": "council.example"}, "'council.example' is no base for links"),
        ({"fonts": ("none.ttf",)}, "none.ttf No such file or directory: name a .ttf"),
        ({"fonts": __file__}, "test_api.py is no font"),
    ],
)
def test_a_look_that_cannot_be_is_refused_at_once(choices: dict[str, Any], refused: str) -> None:
    with pytest.raises(DiagramError, match=re.escape(refused)):
        api.Look(**choices)


def test_a_font_of_a_look_may_be_named_by_its_path_alone() -> None:
    assert api.Look(fonts=str(REGULAR)) == api.Look(fonts=(REGULAR,))  # type: ignore[arg-type]


def test_who_draws_a_plot_hears_the_plotting_library_afterwards_as_before() -> None:
    logger = logging.getLogger("matplotlib")
    before = logger.level
    with quiet():
        assert logger.level == logging.ERROR
        importlib.import_module("diagrams.plots.paint")
    assert logger.level == before
