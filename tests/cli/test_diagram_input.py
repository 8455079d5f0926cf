"""What the commands that draw say to input that they cannot use."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.diagram.group import diagram
from tests.books import BookOnDisk
from tests.cli.program import run
from tests.diagrams.conftest import what_if_book

__all__ = ["what_if_book"]  # a fixture that the tests below ask for

GRAPHS = {
    "governance": (),
    "route": ("change-request",),
    "case": ("change-request/ICS-2019-A",),
    "lineage": ("targeted-reviews",),
    "portfolio": (),
    "gates": ("social-care-system-go-live",),
}
PLOTS = {
    "history": ("targeted-reviews",),
    "bridge": ("targeted-reviews", "--from", "2017-12-31"),
    "statuses": (),
}
DRAWS = GRAPHS | PLOTS
NAMES = {
    "route": "change-requst",
    "case": "ICS-2019-Z",
    "lineage": "targeted-review",
    "gates": "social-care-system-go-liv",
    "history": "targeted-review",
}
BEFORE = "1999-01-01"


def refused(*words: str, store: str) -> str:
    """Return what is said to wrong input; nothing else is printed, and no traceback."""
    answer = run("diagram", *words, store=store)
    assert answer.exit_code == 2, answer.output
    assert answer.stdout == ""
    assert answer.stderr.startswith("error: ")
    assert "Traceback" not in answer.stderr
    assert "a fault in minutebook" not in answer.stderr
    return answer.stderr


def test_every_command_that_draws_is_tried_here() -> None:
    assert set(DRAWS) == set(diagram.commands)


@pytest.mark.parametrize("name", DRAWS)
@pytest.mark.parametrize(
    ("target", "said"),
    [("picture.gif", ".gif"), ("picture", "format"), ("nowhere/picture.svg", "folder")],
)
def test_a_target_that_cannot_be_is_refused_before_any_work(
    name: str, target: str, said: str, nottinghamshire: str, tmp_path: Path
) -> None:
    before = set(tmp_path.iterdir())
    words = (name, *DRAWS[name], "-o", str(tmp_path / target))
    assert said in refused(*words, store=nottinghamshire)
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_is_no_graph(name: str, nottinghamshire: str, tmp_path: Path) -> None:
    words = (name, *PLOTS[name], "-o", str(tmp_path / "plot.graphml"))
    assert "a plot has no boxes and lines" in refused(*words, store=nottinghamshire)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_not_in_the_book_is_told_with_what_is_like_it(
    name: str, what_if_book: BookOnDisk, tmp_path: Path
) -> None:
    said = refused(name, NAMES[name], "-o", str(tmp_path / "picture.svg"), store=what_if_book.url)
    assert NAMES[name] in said
    assert "did you mean" in said or "`minutebook " in said
    assert not list(tmp_path.glob("picture*"))


@pytest.mark.parametrize("name", ["governance", "portfolio", "gates", "history", "statuses"])
def test_a_day_on_which_there_was_nothing_says_so(
    name: str, nottinghamshire: str, tmp_path: Path
) -> None:
    file = tmp_path / "picture.svg"
    words = (name, *DRAWS[name], "--as-known", BEFORE, "-o", str(file))
    assert refused(*words, store=nottinghamshire)
    assert not file.exists()


@pytest.mark.parametrize("name", DRAWS)
def test_an_empty_book_says_what_is_missing(name: str, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'empty.db'}"
    assert run("init", store=store).exit_code == 0
    if name != "route":  # a route of the library needs no book
        refused(name, *DRAWS[name], "-o", str(tmp_path / "picture.svg"), store=store)


@pytest.mark.parametrize("base", ["javascript:alert(1)", "https://", "file:///etc", "//a b"])
def test_a_base_that_links_cannot_have_is_refused(
    base: str, nottinghamshire: str, tmp_path: Path
) -> None:
    words = ("governance", "--base-url", base, "-o", str(tmp_path / "picture.svg"))
    assert "link" in refused(*words, store=nottinghamshire)


def test_a_file_that_is_no_font_is_refused(nottinghamshire: str, tmp_path: Path) -> None:
    font = tmp_path / "letter.ttf"
    font.write_text("no font")
    words = ("governance", "--font", str(font), "-o", str(tmp_path / "picture.png"))
    assert "font" in refused(*words, store=nottinghamshire)


def test_a_theme_that_there_is_not_names_those_there_are(
    nottinghamshire: str, tmp_path: Path
) -> None:
    words = ("governance", "--theme", "sepia", "-o", str(tmp_path / "picture.svg"))
    assert "'light', 'dark', 'print'" in refused(*words, store=nottinghamshire)


def test_drawing_a_book_does_not_change_it(what_if_book: BookOnDisk, tmp_path: Path) -> None:
    store = what_if_book.url
    before = run("verify", store=store).stdout
    for name in DRAWS:
        words = ("diagram", name, *DRAWS[name], "-o", str(tmp_path / f"{name}.svg"))
        if name != "case":
            assert run(*words, store=store).exit_code == 0
    assert run("verify", store=store).stdout == before
